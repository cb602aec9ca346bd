import { counted } from "../../components/numbers";
import type { SortedErrors } from "./sweep/axisErrors";
import type { Mark } from "./yamlDraft";

interface Given {
  /** Why the YAML is not a config; null if it is one. */
  unreadable: Mark | null;
  /** Number of errors in the config of a single run. */
  errors: number;
  /** Null for a single run. */
  sweep: { faults: readonly string[]; errors: SortedErrors } | null;
  /** Why the last attempt failed. */
  failure: string | null;
}

/** What prevents the launch, in words; null if nothing does. */
export function launchObstacle({ unreadable, errors, sweep, failure }: Given): string | null {
  if (unreadable) return `Line ${unreadable.line} of the YAML cannot be read. The form is locked until it can`;
  if (sweep === null) return errors > 0 ? `${counted(errors, "error")} to fix before the run can be launched` : failure;
  const [other] = sweep.errors.others;
  if (other !== undefined) return other;
  const { byField, ofMode, ofConfig } = sweep.errors;
  const count = sweep.faults.length + Object.keys(byField).length + Object.keys(ofMode).length;
  if (count > 0) return `${counted(count, "error")} to fix in what varies before the sweep can be launched`;
  const [first] = ofConfig;
  return first === undefined ? failure : `${first.field}: ${first.message}`;
}
