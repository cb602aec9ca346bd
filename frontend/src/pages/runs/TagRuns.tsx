import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useTagRuns } from "../../api/tags";
import dialog from "../../components/Dialog.module.css";
import { ErrorState } from "../../components/ErrorState";
import { counted } from "../../components/numbers";
import { TagInput } from "../../components/TagInput";

/** Adds tags to the chosen runs, and removes others. */
export function TagRuns({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const tag = useTagRuns();
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const nothing = add.length === 0 && remove.length === 0;
  return (
    <Modal opened onClose={onClose} title={`Tag ${counted(ids.length, "run")}`}>
      <form
        className={dialog.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (!nothing) tag.mutate({ runs: [...ids], add, remove }, { onSuccess: onClose });
        }}
      >
        <TagInput label="Add tags" placeholder="Such as paper" tags={add} onChange={setAdd} />
        <TagInput label="Remove tags" placeholder="A tag that they have" tags={remove} onChange={setRemove} />
        {tag.error && <ErrorState error={tag.error} />}
        <div className={dialog.buttons}>
          <Button onClick={onClose}>Leave them</Button>
          <Button type="submit" variant="filled" disabled={nothing} loading={tag.isPending}>
            Save the tags
          </Button>
        </div>
      </form>
    </Modal>
  );
}
