import { Select } from "@mantine/core";
import type { RunFilter } from "../../api/runs";
import { STATUSES } from "../../components/statuses";
import classes from "./FilterBar.module.css";
import { QueryBox } from "./QueryBox";

/** Stands in the menu of statuses for the archive, which has runs of every status. */
const ARCHIVED = "archived";
const OPTIONS = [
  { value: "", label: "Every status" },
  ...STATUSES.map((status) => ({ value: status, label: status })),
  { value: ARCHIVED, label: "archived runs" },
];

export function FilterBar({ filter, onChange }: { filter: RunFilter; onChange: (change: Partial<RunFilter>) => void }) {
  return (
    <div className={classes.bar}>
      <QueryBox value={filter.search} onChange={(search) => onChange({ search })} />
      <Select
        aria-label="Status"
        w={136}
        data={OPTIONS}
        value={filter.archived ? ARCHIVED : filter.status}
        onChange={(next) =>
          onChange({
            status: STATUSES.find((status) => status === next) ?? "",
            archived: next === ARCHIVED ? "true" : "",
          })
        }
      />
    </div>
  );
}
