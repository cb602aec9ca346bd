import { Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import type { RunFilter } from "../../api/runs";
import { SearchIcon } from "../../components/icons";
import { STATUSES } from "../../components/statuses";
import classes from "./FilterBar.module.css";

/** Stands in the menu of statuses for the archive, which has runs of every status. */
const ARCHIVED = "archived";
const OPTIONS = [
  { value: "", label: "Every status" },
  ...STATUSES.map((status) => ({ value: status, label: status })),
  { value: ARCHIVED, label: "archived runs" },
];

export function FilterBar({ filter, onChange }: { filter: RunFilter; onChange: (change: Partial<RunFilter>) => void }) {
  const [text, setText] = useState(filter.search);
  const [sent, setSent] = useState(filter.search);
  if (sent !== filter.search) {
    setSent(filter.search);
    setText(filter.search);
  }
  const send = useDebouncedCallback((search: string) => {
    setSent(search);
    onChange({ search });
  }, 200);
  return (
    <div className={classes.bar}>
      <TextInput
        className={classes.search ?? ""}
        aria-label="Search by name"
        placeholder="Search by name"
        leftSection={<SearchIcon />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          send(event.currentTarget.value);
        }}
      />
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
