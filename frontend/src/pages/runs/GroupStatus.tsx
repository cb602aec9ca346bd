import type { ListedGroup } from "../../api/runGroups";
import { StatusMark } from "../../components/StatusDot";
import { STATUSES } from "../../components/statuses";
import { tellingStatus } from "../../components/sweepWords";
import { statusWords } from "./groupLines";

/** The status of a group that says most, with the number of its runs; all of them on hover. */
export function GroupStatus({ group: { statuses, n } }: { group: ListedGroup }) {
  const status = tellingStatus(statuses);
  const all = STATUSES.filter((one) => (statuses[one] ?? 0) > 0).map((one) => `${statuses[one] ?? 0} ${one}`);
  return <StatusMark status={status} word={statusWords(status, statuses[status] ?? 0, n)} title={all.join(", ")} />;
}
