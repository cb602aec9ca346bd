import { Button, Modal } from "@mantine/core";
import { useStopRun } from "../api/runs";
import type { Run } from "../api/types";
import classes from "./Dialog.module.css";
import { ErrorState } from "./ErrorState";

/** Asks once before a run is stopped. */
export function StopRun({ run, opened, onClose }: { run: Run; opened: boolean; onClose: () => void }) {
  const stop = useStopRun();
  return (
    <Modal opened={opened} onClose={onClose} title="Stop this run?">
      <div className={classes.dialog}>
        <p>{whatHappens(run)}</p>
        {stop.error && <ErrorState error={stop.error} />}
        <div className={classes.buttons}>
          <Button onClick={onClose}>Continue training</Button>
          <Button
            variant="filled"
            loading={stop.isPending}
            onClick={() => stop.mutate(run.id, { onSuccess: onClose })}
            data-autofocus
          >
            Stop run
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function whatHappens({ name, status, step, external }: Run): string {
  if (status === "queued") return `“${name}” has not started. It leaves the queue and counts as stopped.`;
  if (status === "lost") return `Nothing is heard of “${name}”, so it counts as stopped at once. Its records stay.`;
  if (external) return `The program that trains “${name}” is told to stop. Its records stay.`;
  return `“${name}” finishes step ${step + 1}, saves a checkpoint and stops. Its records stay.`;
}
