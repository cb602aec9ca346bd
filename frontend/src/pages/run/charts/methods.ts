/** The method of a run that does not train: it evaluates policies between two others. */
export const INTERPOLATION = "interpolation";
/** The method of a run that does not train: it evaluates saved policies of other runs. */
export const REEVALUATION = "reevaluation";
