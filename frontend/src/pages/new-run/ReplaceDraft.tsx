import { Button, Modal } from "@mantine/core";
import dialog from "../../components/Dialog.module.css";

/** Asks before a preset replaces what was typed. */
export function ReplaceDraft({
  title,
  onReplace,
  onKeep,
}: {
  title: string;
  onReplace: () => void;
  onKeep: () => void;
}) {
  return (
    <Modal opened onClose={onKeep} title="Replace what you changed?">
      <div className={dialog.dialog}>
        <p>The preset “{title}” replaces the whole config. Undo in the YAML editor restores yours.</p>
        <div className={dialog.buttons}>
          <Button onClick={onKeep}>Keep mine</Button>
          <Button variant="filled" onClick={onReplace} data-autofocus>
            Replace
          </Button>
        </div>
      </div>
    </Modal>
  );
}
