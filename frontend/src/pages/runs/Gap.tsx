import { ROW_HEIGHT } from "./rowHeight";

/** Takes the place of rows that are not drawn because they are far from the screen. */
export function Gap({ rows }: { rows: number }) {
  return rows > 0 ? <tr aria-hidden style={{ height: rows * ROW_HEIGHT }} /> : null;
}
