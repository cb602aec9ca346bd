import { MOST_COMPARED } from "../../api/fronts";
import { counted } from "../../components/numbers";

/** Why so many runs cannot be compared; null if they can. */
export function compareHint(count: number): string | null {
  if (count < 2) return "Choose one more to compare";
  if (count <= MOST_COMPARED) return null;
  return `Compare takes at most ${MOST_COMPARED} runs: untick ${counted(count - MOST_COMPARED, "run")}`;
}
