import { TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useRenameRun } from "../../api/runs";
import type { Run } from "../../api/types";
import { EditIcon } from "../../components/icons";
import { MiddleCut } from "../../components/MiddleCut";
import classes from "./NameEditor.module.css";

const LONGEST_NAME = 200;

/** The run's name as the page's title; a click edits it. */
export function NameEditor({ run }: { run: Run }) {
  const [draft, setDraft] = useState<string | null>(null);
  const rename = useRenameRun();
  const leave = () => setDraft(null);
  const save = () => {
    const name = draft?.trim() ?? "";
    if (name === "" || name === run.name) leave();
    else rename.mutate({ id: run.id, name }, { onSuccess: leave });
  };
  if (draft === null) {
    return (
      <h1 className={classes.title}>
        <UnstyledButton className={classes.name} onClick={() => setDraft(run.name)} title="Rename">
          <MiddleCut text={run.name} />
          <span className={classes.pencil}>
            <EditIcon />
          </span>
        </UnstyledButton>
      </h1>
    );
  }
  return (
    <TextInput
      className={classes.input ?? ""}
      aria-label="Name of the run"
      value={draft}
      maxLength={LONGEST_NAME}
      error={rename.error?.message}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
        if (event.key === "Escape") leave();
      }}
    />
  );
}
