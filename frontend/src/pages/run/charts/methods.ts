/** The method of a run that trains nothing and evaluates policies between two others. */
export const INTERPOLATION = "interpolation";

const WITHOUT_NUMBERS = ["fixed", "scheduled", "manual"];

/** Whether numbers move the weights under a method, and not a preference, a plan or a person. */
export function movesByNumbers(method: string): boolean {
  return !WITHOUT_NUMBERS.includes(method);
}
