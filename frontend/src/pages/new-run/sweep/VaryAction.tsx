import { UnstyledButton } from "@mantine/core";
import { useForm } from "../form/formContext";
import { useSweepForm, type Variable } from "./sweepContext";
import classes from "./Vary.module.css";

/** The small action that turns a field into an axis of a sweep, and back. */
export function VaryAction({ variable }: { variable: Variable }) {
  const { editable } = useForm();
  const sweep = useSweepForm();
  const varies = sweep.axes.some((axis) => axis.field === variable.field);
  return (
    <UnstyledButton
      className={classes.action}
      data-on={varies || undefined}
      aria-pressed={varies}
      aria-label={varies ? `Do not vary ${variable.label}` : `Vary ${variable.label}`}
      title={varies ? "Use the one value of the config again" : "Make it an axis of a sweep"}
      disabled={!editable}
      onClick={() => (varies ? sweep.remove(variable.field) : sweep.vary(variable.field, variable.start))}
    >
      {varies ? "varies" : "vary"}
    </UnstyledButton>
  );
}
