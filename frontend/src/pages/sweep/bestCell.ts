import type { Group, Groups } from "../../api/types";

type Difference = NonNullable<Group["hypervolume"]["difference"]>;

export interface BestCell {
  group: Group;
  /** How far it is from the other group; null unless there are exactly two. */
  over: { group: Group; difference: Difference } | null;
}

/** The group with the largest mean hypervolume, and what is known of its lead; null if none has been measured. */
export function bestCell({ groups, baseline }: Pick<Groups, "groups" | "baseline">): BestCell | null {
  const measured = groups.filter((group) => group.hypervolume.mean !== null);
  const [best] = measured.toSorted((a, b) => (b.hypervolume.mean ?? 0) - (a.hypervolume.mean ?? 0));
  if (best === undefined) return null;
  const first = groups.find((group) => group.id === baseline);
  const difference = best.hypervolume.difference;
  // Of more than two groups, the best is chosen after the fact, and its interval would claim too much.
  const tells = groups.length === 2 && first !== undefined && typeof difference?.mean === "number";
  return { group: best, over: tells ? { group: first, difference } : null };
}
