export const IN_SPACE = "3-D";
export const PARALLEL = "parallel axes";

/**
 * The ways to look at a front: any pair of objectives, and three objectives in space.
 *
 * With more than three objectives, parallel axes that show all of them come first.
 */
export function frontViews(names: readonly string[]): string[] {
  const pairs = pairViews(names);
  if (names.length > 3) return [PARALLEL, ...pairs];
  if (names.length === 3) return [...pairs, IN_SPACE];
  return pairs.length > 0 ? pairs : [...names];
}

/** Every pair of objectives, such as `accuracy.conciseness`. */
export function pairViews(names: readonly string[]): string[] {
  return names.flatMap((first, at) => names.slice(at + 1).map((second) => `${first}.${second}`));
}

/** "accuracy × conciseness" for the pair `accuracy.conciseness`. */
export function viewName(view: string): string {
  return view.replace(".", "\u2009×\u2009");
}

/** The options of the server's front figure. The first objective of a pair is the vertical axis. */
export function frontOptions(view: string, names: readonly string[]): Record<string, string> {
  const [first = "", second = "", third = ""] = names;
  if (view === IN_SPACE) return { x: second, y: first, z: third };
  if (view === PARALLEL) return { view: "parallel" };
  const [y, x] = view.split(".");
  return y !== undefined && x !== undefined ? { x, y } : {};
}
