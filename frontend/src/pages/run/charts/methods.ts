/** The method of a run that does not train: it evaluates policies between two others. */
export const INTERPOLATION = "interpolation";

const WITHOUT_NUMBERS = ["fixed", "scheduled", "manual"];

/** Whether a method computes its weights, instead of taking them from a preference, a plan or a person. */
export function movesByNumbers(method: string): boolean {
  return !WITHOUT_NUMBERS.includes(method);
}
