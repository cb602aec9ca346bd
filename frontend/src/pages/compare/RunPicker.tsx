import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useRunSearch } from "../../api/runs";

/** Finds a run by its name and adds it. */
export function RunPicker({
  chosen,
  most,
  onAdd,
}: {
  chosen: readonly string[];
  most: number;
  onAdd: (id: string) => void;
}) {
  const full = chosen.length >= most;
  const [text, setText] = useState("");
  const [search] = useDebouncedValue(text.trim(), 150);
  const found = useRunSearch(search).data?.runs.filter((run) => !chosen.includes(run.id)) ?? [];
  return (
    <Select
      aria-label="Add a run"
      placeholder={full ? `At most ${most} runs` : "Add a run"}
      disabled={full}
      w={240}
      searchable
      value={null}
      searchValue={text}
      onSearchChange={setText}
      filter={({ options }) => options}
      nothingFoundMessage="No run has this in its name"
      data={found.map((run) => ({ value: run.id, label: run.name }))}
      renderOption={({ option }) => (
        <RunOption name={option.label} status={found.find((run) => run.id === option.value)?.status ?? ""} />
      )}
      onChange={(id) => {
        if (id !== null) onAdd(id);
        setText("");
      }}
    />
  );
}

function RunOption({ name, status }: { name: string; status: string }) {
  return (
    <span>
      {name} <span style={{ color: "var(--quiet)" }}>{status}</span>
    </span>
  );
}
