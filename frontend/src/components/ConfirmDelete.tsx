import { Button, Modal, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import classes from "./Dialog.module.css";
import { ErrorState } from "./ErrorState";

interface Props {
  /** What is deleted: "run" or "sweep". */
  noun: string;
  name: string;
  error: Error | null;
  pending: boolean;
  onClose: () => void;
  onDelete: () => void;
  /** What is lost, and choices about it. */
  children: ReactNode;
}

/** Asks the user to type a name before what has it is deleted for good. */
export function ConfirmDelete({ noun, name, error, pending, onClose, onDelete, children }: Props) {
  const [typed, setTyped] = useState("");
  const matches = typed.trim() === name.trim();
  return (
    <Modal opened onClose={onClose} title={`Delete this ${noun}?`}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (matches) onDelete();
        }}
      >
        {children}
        <TextInput
          label={`Type the ${noun}'s name to delete it`}
          description={name}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        {error && <ErrorState error={error} />}
        <div className={classes.buttons}>
          <Button onClick={onClose}>Keep the {noun}</Button>
          <Button type="submit" variant="filled" color="red" disabled={!matches} loading={pending}>
            Delete {noun}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
