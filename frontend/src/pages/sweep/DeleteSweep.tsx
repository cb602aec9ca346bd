import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { useDeleteSweep } from "../../api/sweeps";
import type { Sweep } from "../../api/types";
import { ConfirmDelete } from "../../components/ConfirmDelete";
import { counted } from "../../components/numbers";

interface Props {
  sweep: Sweep;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks the user to type the sweep's name before it is deleted, with its runs or without. */
export function DeleteSweep({ sweep, onClose, onDeleted }: Props) {
  const [withRuns, setWithRuns] = useState(false);
  const remove = useDeleteSweep(sweep.id);
  const runs = counted(sweep.total_runs, "run");
  const heldBack = sweep.paused ? (sweep.counts.queued ?? 0) : 0;
  return (
    <ConfirmDelete
      noun="sweep"
      name={sweep.name}
      error={remove.error}
      pending={remove.isPending}
      onClose={onClose}
      onDelete={() => remove.mutate(withRuns, { onSuccess: onDeleted })}
    >
      <p>
        {withRuns
          ? `The definition and all records of its ${runs} are deleted for good.`
          : `The definition is deleted for good. Its ${runs} stay, and go on without the sweep.`}
      </p>
      {heldBack > 0 && !withRuns && (
        <p>
          {counted(heldBack, "queued run")} would start, because only the paused sweep holds them back. Stop or continue
          the sweep first, or delete its runs too.
        </p>
      )}
      <Checkbox
        label={`Delete its ${runs} too`}
        checked={withRuns}
        onChange={(event) => setWithRuns(event.currentTarget.checked)}
      />
    </ConfirmDelete>
  );
}
