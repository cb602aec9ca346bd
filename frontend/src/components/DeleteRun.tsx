import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useDeleteRun } from "../api/runs";
import type { Run } from "../api/types";
import classes from "./Dialog.module.css";
import { ErrorState } from "./ErrorState";

/** Asks the user to type the run's name before the run is deleted for good. */
export function DeleteRun({
  run,
  opened,
  onClose,
  onDeleted,
}: {
  run: Run;
  opened: boolean;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const [typed, setTyped] = useState("");
  const remove = useDeleteRun();
  const matches = typed.trim() === run.name.trim();
  const confirm = () => {
    remove.mutate(run.id, {
      onSuccess: () => {
        onClose();
        onDeleted?.();
      },
    });
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Delete this run?">
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (matches) confirm();
        }}
      >
        <p>
          Its metrics, evaluations, completions and events are deleted for good. So is its config: duplicate the run
          first if you may want it again.
        </p>
        <TextInput
          label="Type the run's name to delete it"
          description={run.name}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        {remove.error && <ErrorState error={remove.error} />}
        <div className={classes.buttons}>
          <Button onClick={onClose}>Keep the run</Button>
          <Button type="submit" variant="filled" color="red" disabled={!matches} loading={remove.isPending}>
            Delete run
          </Button>
        </div>
      </form>
    </Modal>
  );
}
