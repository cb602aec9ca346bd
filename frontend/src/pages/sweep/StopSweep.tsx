import { Button, Modal } from "@mantine/core";
import { useStopSweep } from "../../api/sweeps";
import type { Sweep } from "../../api/types";
import classes from "../../components/Dialog.module.css";
import { ErrorState } from "../../components/ErrorState";
import { counted } from "../../components/numbers";

/** Asks once before all runs of a sweep are stopped. */
export function StopSweep({ sweep, onClose }: { sweep: Sweep; onClose: () => void }) {
  const stop = useStopSweep(sweep.id);
  const left = counted(sweep.total_runs - sweep.finished, "run");
  return (
    <Modal opened onClose={onClose} title="Stop all runs of this sweep?">
      <div className={classes.dialog}>
        <p>
          {left} of “{sweep.name}” stop. Those that train save a checkpoint first, and queued ones leave the queue. All
          records stay.
        </p>
        {stop.error && <ErrorState error={stop.error} />}
        <div className={classes.buttons}>
          <Button onClick={onClose}>Continue training</Button>
          <Button
            variant="filled"
            loading={stop.isPending}
            onClick={() => stop.mutate(undefined, { onSuccess: onClose })}
            data-autofocus
          >
            Stop all
          </Button>
        </div>
      </div>
    </Modal>
  );
}
