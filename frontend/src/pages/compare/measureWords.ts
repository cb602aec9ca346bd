import type { Measure } from "../../api/groups";
import { formatInterval } from "../../components/numbers";

type Estimate = Pick<Measure, "n" | "left_out" | "mean" | "interval" | "method" | "mark">;

const METHODS = { t: "Student’s t", bca: "BCa bootstrap" };

/** "n = 3; 95 % interval [0.81, 0.89], Student’s t"; says how many runs have no value. */
export function measureTitle({ n, left_out: leftOut, mean, interval, method }: Estimate): string {
  const ends = formatInterval(mean, interval);
  const how = method === null ? "" : `, ${METHODS[method]}`;
  const spread = ends === "" ? "no interval from fewer than 3 runs" : `95 % interval ${ends}${how}`;
  return [`n = ${n}`, spread, ...(leftOut > 0 ? [`${leftOut} without a value`] : [])].join("; ");
}

/** A single run is never bold, because nothing is known about its spread. */
export function isBold({ n, mark }: Estimate): boolean {
  return mark === "best" && n > 1;
}
