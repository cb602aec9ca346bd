import { UnstyledButton } from "@mantine/core";
import { isRecord } from "../../../api/shapes";
import { formatNumber } from "../../../components/numbers";
import { balanced, sumOf, sumsToOne, type Weights } from "../../../components/weights";
import { WeightSliders } from "../../../components/WeightSliders";
import type { Path } from "../yamlDraft";
import { DraftInput } from "./DraftInput";
import { FieldFrame } from "./FieldFrame";
import { errorsAt, useForm, valueAt } from "./formContext";
import classes from "./WeightsField.module.css";

interface Props {
  label: string;
  description: string | undefined;
  path: Path;
}

/** One weight per objective. A slider scales the others, so that the sum stays 1; a typed number does not. */
export function WeightsField({ label, description, path }: Props) {
  const form = useForm();
  const given = valueAt(form.config, path);
  const leftOut = !isRecord(given);
  const weights = weightsOf(given, form.objectives);
  const error = errorsAt(form.errors, path, true);
  const set = (next: Weights) => form.edit(path, next);
  return (
    <FieldFrame
      label={label}
      description={description}
      error={error}
      wide
      aside={
        <>
          <span className={classes.sum} data-off={!sumsToOne(weights) || undefined}>
            {leftOut ? "left out: all equal" : `sum ${formatNumber(sumOf(weights))}`}
          </span>
          {!leftOut && !sumsToOne(weights) && (
            <Action name="Balance" onClick={() => set(balanced(weights))} disabled={!form.editable} />
          )}
          {!leftOut && <Action name="Leave out" onClick={() => form.edit(path, undefined)} disabled={!form.editable} />}
        </>
      }
    >
      <WeightSliders
        label={label}
        names={form.objectives}
        weights={weights}
        disabled={!form.editable}
        onChange={set}
        value={(name) => (
          <DraftInput
            label={`${label} of ${name}`}
            value={leftOut ? undefined : given[name]}
            placeholder={formatNumber(weights[name])}
            numeric
            invalid={error !== null}
            disabled={!form.editable}
            onChange={(value) => form.edit(path, { ...weights, ...(isRecord(given) ? given : {}), [name]: value ?? 0 })}
          />
        )}
      />
    </FieldFrame>
  );
}

function Action({ name, onClick, disabled }: { name: string; onClick: () => void; disabled: boolean }) {
  return (
    <UnstyledButton className={classes.action} onClick={onClick} disabled={disabled}>
      {name}
    </UnstyledButton>
  );
}

/** The given weights of the run's objectives: equal if none are given, 0 for one that is missing. */
function weightsOf(given: unknown, objectives: readonly string[]): Weights {
  if (!isRecord(given)) return balanced(Object.fromEntries(objectives.map((name) => [name, 0])));
  return Object.fromEntries(objectives.map((name) => [name, typeof given[name] === "number" ? given[name] : 0]));
}
