import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { InfoIcon } from "../../../components/icons";
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

/** A field's label, its meaning on hover, and below it what is wrong with its value. */
export function FieldFrame({ id, label, description, error, wide = false, aside, children }: Props) {
  const Label = id === undefined ? "span" : "label";
  return (
    <div
      className={classes.field}
      data-wide={wide || undefined}
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
        {aside !== undefined && <span className={classes.aside}>{aside}</span>}
      </div>
      {children}
      {error !== null && (
        <p className={classes.error} id={id === undefined ? undefined : `${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** Descriptions come from docstrings, with backticks around code. */
function plain(description: string): string {
  return description.replaceAll("`", "").replaceAll("\\\\", "\\");
}
