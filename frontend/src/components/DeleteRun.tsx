import { useDeleteRun } from "../api/runs";
import type { Run } from "../api/types";
import { ConfirmDelete } from "./ConfirmDelete";

/** Asks the user to type the run's name before the run is deleted for good. */
export function DeleteRun({ run, onClose, onDeleted }: { run: Run; onClose: () => void; onDeleted?: () => void }) {
  const remove = useDeleteRun();
  const confirm = () => {
    remove.mutate(run.id, {
      onSuccess: () => {
        onClose();
        onDeleted?.();
      },
    });
  };
  return (
    <ConfirmDelete
      noun="run"
      name={run.name}
      error={remove.error}
      pending={remove.isPending}
      onClose={onClose}
      onDelete={confirm}
    >
      <p>
        Its metrics, evaluations, completions and events are deleted for good. So is its config: duplicate the run first
        if you may want it again.
      </p>
    </ConfirmDelete>
  );
}
