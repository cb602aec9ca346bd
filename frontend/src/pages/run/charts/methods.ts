/** The method of a run that does not train: it evaluates policies between two others. */
export const INTERPOLATION = "interpolation";
