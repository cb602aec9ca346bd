import { Button, Modal, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useChangeRun } from "../../api/tags";
import type { Run } from "../../api/types";
import dialog from "../../components/Dialog.module.css";
import { ErrorState } from "../../components/ErrorState";
import { EditIcon } from "../../components/icons";
import { TagChips } from "../../components/TagChips";
import { TagInput } from "../../components/TagInput";
import classes from "./RunTags.module.css";

const SHOWN = 6;

/** The tags of a run, and a small form that changes them. */
export function RunTags({ run }: { run: Run }) {
  const [open, setOpen] = useState(false);
  return (
    <span className={classes.tags}>
      <TagChips tags={run.tags} most={SHOWN} />
      <UnstyledButton className={classes.edit} aria-label="Change the tags" onClick={() => setOpen(true)}>
        {run.tags.length === 0 ? "Add tags" : <EditIcon />}
      </UnstyledButton>
      {open && <TagForm run={run} onClose={() => setOpen(false)} />}
    </span>
  );
}

function TagForm({ run, onClose }: { run: Run; onClose: () => void }) {
  const change = useChangeRun(run.id);
  const [tags, setTags] = useState(run.tags);
  return (
    <Modal opened onClose={onClose} title="Tags of this run">
      <form
        className={dialog.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ tags }, { onSuccess: onClose });
        }}
      >
        <TagInput label="Tags" placeholder="Such as paper" tags={tags} onChange={setTags} />
        {change.error && <ErrorState error={change.error} />}
        <div className={dialog.buttons}>
          <Button onClick={onClose}>Leave them</Button>
          <Button type="submit" variant="filled" loading={change.isPending}>
            Save the tags
          </Button>
        </div>
      </form>
    </Modal>
  );
}
