import { ActionIcon, Select } from "@mantine/core";
import { ChevronIcon } from "../../../components/icons";
import classes from "./StepPicker.module.css";

const LAST = "last";

interface Props {
  steps: readonly number[];
  step: number | null;
  followsLast: boolean;
  onChange: (step: number | null) => void;
}

/** Picks one of the evaluated steps, or follows the last one. */
export function StepPicker({ steps, step, followsLast, onChange }: Props) {
  const at = step === null ? -1 : steps.indexOf(step);
  const options = [
    { value: LAST, label: step !== null && followsLast ? `last step, ${step}` : "last step" },
    ...steps.toReversed().map((value) => ({ value: String(value), label: `step ${value}` })),
  ];
  const move = (to: number | undefined) => to !== undefined && onChange(to);
  return (
    <div className={classes.picker}>
      <ActionIcon
        className={classes.earlier ?? ""}
        variant="default"
        size={32}
        aria-label="Evaluation before"
        disabled={at <= 0}
        onClick={() => move(steps[at - 1])}
      >
        <ChevronIcon />
      </ActionIcon>
      <Select
        aria-label="Step"
        w={136}
        data={options}
        value={followsLast ? LAST : String(step)}
        searchable
        onChange={(value) => onChange(value === LAST || value === null ? null : Number(value))}
      />
      <ActionIcon
        className={classes.later ?? ""}
        variant="default"
        size={32}
        aria-label="Evaluation after"
        disabled={at < 0 || at >= steps.length - 1}
        onClick={() => move(steps[at + 1])}
      >
        <ChevronIcon />
      </ActionIcon>
    </div>
  );
}
