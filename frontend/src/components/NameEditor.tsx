import { TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { EditIcon } from "./icons";
import { MiddleCut } from "./MiddleCut";
import classes from "./NameEditor.module.css";

const LONGEST_NAME = 200;

interface Props {
  name: string;
  /** What the field is called, such as "Name of the run". */
  label: string;
  error: Error | null;
  /** Saves a name, and calls `done` once it is saved. */
  onSave: (name: string, done: () => void) => void;
}

/** A name as the page's title; a click edits it. */
export function NameEditor({ name, label, error, onSave }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const leave = () => setDraft(null);
  const save = () => {
    const next = draft?.trim() ?? "";
    if (next === "" || next === name) leave();
    else onSave(next, leave);
  };
  if (draft === null) {
    return (
      <h1 className={classes.title}>
        <UnstyledButton className={classes.name} onClick={() => setDraft(name)} title="Rename">
          <MiddleCut text={name} />
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
      aria-label={label}
      value={draft}
      maxLength={LONGEST_NAME}
      error={error?.message}
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
