import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useEvents } from "../../api/runDetail";
import { useSteerRun } from "../../api/runs";
import type { Run } from "../../api/types";
import dialog from "../../components/Dialog.module.css";
import { ErrorState } from "../../components/ErrorState";
import { trainedNames } from "../../components/objectives";
import type { Weights } from "../../components/weights";
import { WeightSliders } from "../../components/WeightSliders";
import classes from "./SteerRun.module.css";
import { weightsNow } from "./weightsNow";

/** Moves the reward weights of a run whose weighting leaves them to a person. */
export function SteerRun({ run, opened, onClose }: { run: Run; opened: boolean; onClose: () => void }) {
  const events = useEvents(run.id).data?.events ?? [];
  const names = trainedNames(run.objectives);
  const now = weightsNow(run, events);
  const [draft, setDraft] = useState<Weights | null>(null);
  const weights = draft ?? now;
  const steer = useSteerRun();
  return (
    <Modal opened={opened} onClose={onClose} title="Steer weights">
      <div className={dialog.dialog}>
        <p>
          The run uses these weights from its next update. The change is an event with its step, and is shown under the
          chart of the weights.
        </p>
        <WeightSliders
          label="Weight"
          names={names}
          weights={weights}
          onChange={setDraft}
          value={(name) => <span className={classes.value}>{(weights[name] ?? 0).toFixed(3)}</span>}
        />
        {steer.error && <ErrorState error={steer.error} />}
        <div className={dialog.buttons}>
          <Button onClick={onClose}>Keep them</Button>
          <Button
            variant="filled"
            disabled={draft === null}
            loading={steer.isPending}
            onClick={() => steer.mutate({ id: run.id, weights }, { onSuccess: onClose })}
          >
            Steer weights
          </Button>
        </div>
      </div>
    </Modal>
  );
}
