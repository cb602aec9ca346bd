import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useReevaluate } from "../api/reevaluations";
import type { Run, Split } from "../api/types";
import dialog from "./Dialog.module.css";
import { ErrorState } from "./ErrorState";
import classes from "./ReevaluateButton.module.css";
import { Segmented } from "./Segmented";

interface Props {
  run: Run;
  /** Steps whose policies are evaluated; null for the points of the validation front. */
  steps: readonly number[] | null;
  label: string;
}

const SPLITS: { value: Split; label: string }[] = [
  { value: "test", label: "test" },
  { value: "validation", label: "validation" },
];
const WAYS = [
  { value: "sampled", label: "sampled" },
  { value: "greedy", label: "greedy" },
] as const;
type Way = (typeof WAYS)[number]["value"];

/** Evaluates saved policies of a run again, after asking how; it looks like the links beside it. */
export function ReevaluateButton({ run, steps, label }: Props) {
  const [asking, ask] = useState(false);
  return (
    <>
      <button type="button" className={classes.link} onClick={() => ask(true)} aria-label={label}>
        {steps === null ? "Re-evaluate the front" : "Re-evaluate"}
      </button>
      {asking && <Reevaluate run={run} steps={steps} label={label} onClose={() => ask(false)} />}
    </>
  );
}

function Reevaluate({ run, steps, label, onClose }: Props & { onClose: () => void }) {
  const navigate = useNavigate();
  const reevaluate = useReevaluate();
  const [split, setSplit] = useState<Split>("test");
  const [way, setWay] = useState<Way>("sampled");
  const [samples, setSamples] = useState("1");
  const fault = way === "greedy" || /^[1-9]\d{0,3}$/.test(samples.trim()) ? null : "Give a whole number from 1 on.";
  const start = () => {
    const how = way === "greedy" ? { samples: null, temperature: 0 } : { samples: Number(samples), temperature: null };
    reevaluate.mutate(
      { runId: run.id, steps, split, ...how },
      { onSuccess: (job) => void navigate(`/runs/${job.id}`) },
    );
  };
  return (
    <Modal opened onClose={onClose} title={label}>
      <form
        className={dialog.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (fault === null) start();
        }}
      >
        <p>
          A run of its own evaluates the saved weights on the task of “{run.name}”. Its results are listed beside the
          evaluations of this run and change none of its charts.
        </p>
        <Segmented label="Split" options={SPLITS} value={split} onChange={setSplit} />
        <Segmented label="Completions" options={WAYS} value={way} onChange={setWay} />
        {way === "sampled" && (
          <TextInput
            label="Completions per prompt"
            description="More of them make the results less noisy and take as much longer."
            inputMode="numeric"
            value={samples}
            error={fault}
            onChange={(event) => setSamples(event.currentTarget.value)}
          />
        )}
        {reevaluate.error && <ErrorState error={reevaluate.error} />}
        <div className={dialog.buttons}>
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" variant="filled" disabled={fault !== null} loading={reevaluate.isPending}>
            Evaluate
          </Button>
        </div>
      </form>
    </Modal>
  );
}
