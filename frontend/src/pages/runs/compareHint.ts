import { MOST_COMPARED, MOST_GROUPED } from "../../api/fronts";
import { counted } from "../../components/numbers";

/** Why so many runs cannot be compared; null if they can. */
export function compareHint(count: number): string | null {
  if (count < 2) return "Choose one more to compare";
  if (count <= MOST_GROUPED) return null;
  return `Compare takes at most ${MOST_GROUPED} runs: untick ${counted(count - MOST_GROUPED, "run")}`;
}

/** The address of a comparison; more runs than can be told apart are grouped by replicates. */
export function compareAddress(ids: readonly string[]): string {
  return `/compare?runs=${ids.join(",")}${ids.length > MOST_COMPARED ? "&by=replicates" : ""}`;
}
