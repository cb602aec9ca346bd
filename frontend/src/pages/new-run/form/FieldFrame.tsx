import { Tooltip } from "@mantine/core";
import { useContext, type ReactNode } from "react";
import { InfoIcon } from "../../../components/icons";
import { AxisEditor } from "../sweep/AxisEditor";
import { useSweepForm, VariableContext } from "../sweep/sweepContext";
import { VaryAction } from "../sweep/VaryAction";
import classes from "./FieldFrame.module.css";

interface Props {
  /** Id of the input that the label belongs to; without one the frame is a group. */
  id?: string | undefined;
  label: string;
  description?: string | undefined;
  error: string | null;
  wide?: boolean;
  aside?: ReactNode;
  children: ReactNode;
}

/** A field's label, its meaning on hover, below it what is wrong with its value, and its values if it varies. */
export function FieldFrame({ id, label, description, error, wide = false, aside, children }: Props) {
  const variable = useContext(VariableContext);
  const varies = useSweepForm().axes.some(({ field }) => field === variable?.field);
  const Label = id === undefined ? "span" : "label";
  return (
    <div
      className={classes.field}
      data-wide={wide || varies || undefined}
      role={id === undefined ? "group" : undefined}
      aria-label={id === undefined ? label : undefined}
    >
      <div className={classes.head}>
        <Label htmlFor={id} className={classes.label}>
          {label}
        </Label>
        {description && (
          <Tooltip label={plain(description)}>
            <button type="button" className={classes.help} aria-label={`${label}: ${plain(description)}`}>
              <InfoIcon />
            </button>
          </Tooltip>
        )}
        {(aside !== undefined || variable) && (
          <span className={classes.aside}>
            {aside}
            {variable && <VaryAction variable={variable} />}
          </span>
        )}
      </div>
      {children}
      {error !== null && (
        <p className={classes.error} id={id === undefined ? undefined : `${id}-error`} role="alert">
          {error}
        </p>
      )}
      {variable && <AxisEditor variable={variable} />}
    </div>
  );
}

/** Descriptions come from docstrings, with backticks around code. */
function plain(description: string): string {
  return description.replaceAll("`", "").replaceAll("\\\\", "\\");
}
