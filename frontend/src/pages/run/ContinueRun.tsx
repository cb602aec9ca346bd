import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useCheckpoints } from "../../api/runDetail";
import { useContinueRun } from "../../api/runs";
import type { Run } from "../../api/types";
import dialog from "../../components/Dialog.module.css";
import { ErrorState } from "../../components/ErrorState";
import { REEVALUATION } from "./charts/methods";
import { continuationOf, stepsFault, type Continuation } from "./continuation";

/** The button that lets a run that has ended go on; nothing where the server would refuse. */
export function ContinueButton({ run }: { run: Run }) {
  const checkpoints = useCheckpoints(run.id).data?.checkpoints;
  const [asked, ask] = useState<Continuation | null>(null);
  const way = checkpoints ? continuationOf(run, checkpoints) : null;
  return (
    <>
      {way && <Button onClick={() => ask(way)}>{verbOf(way)}</Button>}
      {asked && <ContinueRun run={run} way={asked} onClose={() => ask(null)} />}
    </>
  );
}

interface Props {
  run: Run;
  way: Continuation;
  onClose: () => void;
}

/** Says from where the run goes on, and asks for the number of steps where it can be another one. */
function ContinueRun({ run, way, onClose }: Props) {
  const [steps, setSteps] = useState(String(way.steps === "must grow" ? 2 * run.total_steps : run.total_steps));
  const goOn = useContinueRun();
  const fault = way.steps === "stay" ? null : stepsFault(run, steps);
  const changed = way.steps === "stay" || Number(steps) === run.total_steps ? null : Number(steps);
  return (
    <Modal opened onClose={onClose} title={`${verbOf(way)} this run?`}>
      <form
        className={dialog.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (fault === null) goOn.mutate({ id: run.id, verb: way.verb, steps: changed }, { onSuccess: onClose });
        }}
      >
        <p>{sentence(run, way)}</p>
        {way.steps !== "stay" && (
          <TextInput
            label="Steps in all"
            inputMode="numeric"
            value={steps}
            error={fault}
            onChange={(event) => setSteps(event.currentTarget.value)}
            data-autofocus
          />
        )}
        {goOn.error && <ErrorState error={goOn.error} />}
        <div className={dialog.buttons}>
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" variant="filled" disabled={fault !== null} loading={goOn.isPending}>
            {verbOf(way)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function verbOf({ verb }: Continuation): string {
  return verb === "resume" ? "Resume" : "Retry";
}

function sentence(run: Run, { from, steps }: Continuation): string {
  if (steps === "must grow") return `All ${run.total_steps} steps of “${run.name}” are done. It goes on with more.`;
  if (run.method === REEVALUATION) return `“${run.name}” goes on with the policies that have no result.`;
  return from === null
    ? `“${run.name}” has no checkpoint, so it starts from the beginning.`
    : `“${run.name}” goes on from the checkpoint of step ${from}, with all of its state.`;
}
