import { Button, NumberInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { isOwn, type ChosenAxes } from "../../api/measuredAxes";
import type { Objective, Values } from "../../api/types";
import { axesWords, type HypervolumeAxes } from "../../components/hypervolumeAxes";
import { formatNumber } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import classes from "./AxesBar.module.css";
import type { AxesChoice } from "./useAxes";

interface Props {
  /** The axes that are used now, and the objectives that they are of; undefined until they are known. */
  measured?: (HypervolumeAxes & { objectives: readonly Objective[] }) | undefined;
  choice: AxesChoice;
  error: Error | null;
}

/** What hypervolumes are measured against, with a field for each value; everything is recomputed after a change. */
export function AxesBar({ measured, choice: { axes, set, reset }, error }: Props) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const isChanged = !isOwn(axes);
  const objectives = measured?.objectives ?? [];
  return (
    <section className={classes.bar} aria-label="Reference point and scale">
      <div className={classes.line}>
        <span className={classes.words}>
          {measured ? axesWords(measured, objectives) : "\u00a0"}
          {isChanged && ", as given here"}
        </span>
        <Button variant="default" size="compact-sm" aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? "Close" : "Edit"}
        </Button>
        {isChanged && (
          <Button variant="transparent" size="compact-sm" onClick={reset}>
            Reset to those of the runs
          </Button>
        )}
      </div>
      {error && <p className={classes.error}>{error.message}</p>}
      {isOpen && (
        <div className={classes.fields}>
          {objectives.map((objective) => (
            <fieldset key={objective.name} className={classes.objective}>
              <legend>{objectiveLabel(objective)}</legend>
              <Field part="reference" name={objective.name} axes={axes} now={measured?.reference_point} set={set} />
              <Field part="scale" name={objective.name} axes={axes} now={measured?.scale} set={set} />
            </fieldset>
          ))}
        </div>
      )}
    </section>
  );
}

interface FieldProps {
  part: keyof ChosenAxes;
  name: string;
  axes: ChosenAxes;
  now: Values | undefined;
  set: AxesChoice["set"];
}

/** One value. It is used when the field is left or Enter is pressed; an empty field stands for that of the runs. */
function Field({ part, name, axes, now, set }: FieldProps) {
  const given = axes[part][name];
  const commit = (text: string) => {
    const value = text.trim() === "" ? null : Number(text);
    if (value === null ? given !== undefined : Number.isFinite(value) && value !== given) set(part, name, value);
  };
  return (
    <NumberInput
      key={given ?? "own"}
      aria-label={`${part === "reference" ? "Reference" : "Scale"} of ${name}`}
      label={part}
      size="xs"
      w={104}
      hideControls
      defaultValue={given ?? ""}
      placeholder={formatNumber(now?.[name])}
      {...(part === "scale" ? { min: 0, allowNegative: false } : {})}
      onBlur={(event) => commit(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Enter" && commit(event.currentTarget.value)}
    />
  );
}
