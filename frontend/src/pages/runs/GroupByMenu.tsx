import { Select } from "@mantine/core";
import { useRunFields } from "../../api/runGroups";
import type { RunFilter } from "../../api/runs";

const WORDS: Record<string, string> = {
  "": "Not grouped",
  sweep: "By sweep",
  replicates: "By replicates",
  preference: "By preference",
  tag: "By tags",
  "weighting.type": "By method",
  "algorithm.type": "By estimator",
};
const ALWAYS = ["", "sweep", "replicates", "tag"];

/** Chooses what the list is grouped by: nothing, sweeps, replicates, tags, or a field in which its runs differ. */
export function GroupByMenu({
  filter,
  by,
  onChange,
}: {
  filter: RunFilter;
  by: string;
  onChange: (by: string) => void;
}) {
  const fields = useRunFields(filter).data?.fields ?? [];
  const options = [...new Set([...ALWAYS, ...fields, by])];
  return (
    <Select
      aria-label="Group by"
      w={160}
      searchable
      allowDeselect={false}
      nothingFoundMessage="The listed runs differ in no such field."
      comboboxProps={{ width: "max-content", position: "bottom-end" }}
      data={options.map((value) => ({ value, label: WORDS[value] ?? `By ${value}` }))}
      value={by}
      onChange={(next) => onChange(next ?? "")}
    />
  );
}
