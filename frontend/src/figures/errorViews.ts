/** How the standard errors of evaluations are drawn: the choices of the server's figures. */
export const ERROR_VIEWS = ["off", "whiskers", "band"] as const;
export type ErrorView = (typeof ERROR_VIEWS)[number];

const NAMES = { off: "Values", whiskers: "± bars", band: "± band" };

export function errorViewName(view: ErrorView): string {
  return NAMES[view];
}
