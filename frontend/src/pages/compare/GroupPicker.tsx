import { MultiSelect, Select } from "@mantine/core";
import type { Run } from "../../api/types";
import { groupFields, REPLICATES } from "./grouping";

interface Props {
  runs: readonly Run[];
  by: readonly string[];
  onChange: (by: readonly string[]) => void;
}

/** What runs are grouped by: any number of fields, or replicates; nothing chosen shows them one by one. */
export function GroupPicker({ runs, by, onChange }: Props) {
  const fields = [...new Set([...groupFields(runs), ...by.filter((field) => field !== REPLICATES)])];
  return (
    <MultiSelect
      aria-label="Group by"
      placeholder={by.length > 0 ? "" : "Group by"}
      miw={180}
      maw={460}
      clearable
      clearButtonProps={{ "aria-label": "Show runs one by one" }}
      data={[
        { value: REPLICATES, label: "Replicates" },
        ...fields.map((field) => ({ value: field, label: wordsOf(field) })),
      ]}
      value={[...by]}
      onChange={(next) =>
        onChange(next.at(-1) === REPLICATES ? [REPLICATES] : next.filter((one) => one !== REPLICATES))
      }
    />
  );
}

interface ColourProps {
  fields: readonly string[];
  value: string | undefined;
  onChange: (field: string | undefined) => void;
}

/** What has a colour: each group, or each value of a field that groups can share. */
export function ColourPicker({ fields, value, onChange }: ColourProps) {
  return (
    <Select
      aria-label="Colour by"
      w={190}
      allowDeselect={false}
      data={[
        { value: "", label: "Colour by group" },
        ...fields.map((field) => ({ value: field, label: `Colour by ${wordsOf(field)}` })),
      ]}
      value={value ?? ""}
      onChange={(next) => onChange(next === "" || next === null ? undefined : next)}
    />
  );
}

/** The last two parts of a path tell fields apart, and the whole is long. */
function wordsOf(field: string): string {
  return field === "weighting.type" ? "method" : field.split(".").slice(-2).join(" ");
}
