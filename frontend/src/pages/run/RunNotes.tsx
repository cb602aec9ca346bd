import { Button, Textarea, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useChangeRun } from "../../api/tags";
import type { Run } from "../../api/types";
import dialog from "../../components/Dialog.module.css";
import { ErrorState } from "../../components/ErrorState";
import classes from "./RunNotes.module.css";

const LONGEST_NOTES = 20_000;

interface Props {
  run: Run;
  editing: boolean;
  onEditing: (editing: boolean) => void;
}

/** What people wrote about a run, with its line breaks; a click changes it. */
export function RunNotes({ run, editing, onEditing }: Props) {
  if (editing) return <NotesForm run={run} onClose={() => onEditing(false)} />;
  return (
    <UnstyledButton className={classes.notes} title="Change the notes" onClick={() => onEditing(true)}>
      {run.notes}
    </UnstyledButton>
  );
}

function NotesForm({ run, onClose }: { run: Run; onClose: () => void }) {
  const change = useChangeRun(run.id);
  const [text, setText] = useState(run.notes);
  return (
    <form
      className={dialog.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ notes: text.trim() }, { onSuccess: onClose });
      }}
    >
      <Textarea
        aria-label="Notes about the run"
        placeholder="What this run is for, and what came out of it"
        autosize
        minRows={3}
        maxRows={16}
        maxLength={LONGEST_NOTES}
        value={text}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
        }}
      />
      {change.error && <ErrorState error={change.error} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>Leave the notes</Button>
        <Button type="submit" variant="filled" loading={change.isPending}>
          Save the notes
        </Button>
      </div>
    </form>
  );
}
