/** The reference point and the scale that hypervolumes are measured with, where they are not those of the runs. */
export interface ChosenAxes {
  reference: Readonly<Record<string, number>>;
  scale: Readonly<Record<string, number>>;
}

export const OWN_AXES: ChosenAxes = { reference: {}, scale: {} };

/** Whether everything follows from the runs. */
export function isOwn({ reference, scale }: ChosenAxes): boolean {
  return Object.keys(reference).length + Object.keys(scale).length === 0;
}

/** "accuracy:0.2" for each objective, as the server and the page's own address take them. */
export function pairs(values: Readonly<Record<string, number>>): string[] {
  return Object.entries(values).map(([name, value]) => `${name}:${value}`);
}

/** The query parameters of an answer or a figure that is measured with these axes. */
export function axesQuery({ reference, scale }: ChosenAxes): { reference_point: string[]; scale: string[] } {
  return { reference_point: pairs(reference), scale: pairs(scale) };
}
