import { Select } from "@mantine/core";
import type { Run } from "../../api/types";
import { groupFields, REPLICATES } from "./grouping";

interface Props {
  runs: readonly Run[];
  by: readonly string[];
  onChange: (by: readonly string[]) => void;
}

/** Chooses what the runs are grouped by: nothing, replicates, or a field in which they differ. */
export function GroupPicker({ runs, by, onChange }: Props) {
  const now = by.join(",");
  const fields = groupFields(runs);
  const others = now === "" || now === REPLICATES || fields.includes(now) ? [] : [now];
  const data = [
    { value: "", label: "Runs one by one" },
    { value: REPLICATES, label: "Group replicates" },
    ...[...fields, ...others].map((field) => ({ value: field, label: `By ${field.replaceAll(",", ", ")}` })),
  ];
  return (
    <Select
      aria-label="Group by"
      w={220}
      allowDeselect={false}
      data={data}
      value={now}
      onChange={(next) => onChange((next ?? "").split(",").filter(Boolean))}
    />
  );
}
