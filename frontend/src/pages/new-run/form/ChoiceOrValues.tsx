import { Select } from "@mantine/core";
import { useId } from "react";
import { isRecord } from "../../../api/shapes";
import type { Path } from "../yamlDraft";
import { FieldFrame } from "./FieldFrame";
import { errorsAt, useForm, valueAt } from "./formContext";
import { ObjectiveValues } from "./ObjectiveValues";
import classes from "./ChoiceOrValues.module.css";

const GIVEN = "given";

interface Props {
  label: string;
  description: string | undefined;
  path: Path;
  options: readonly string[];
  fallback: string;
}

/** A rule by name, or one number per objective. */
export function ChoiceOrValues({ label, description, path, options, fallback }: Props) {
  const id = useId();
  const form = useForm();
  const value = valueAt(form.config, path);
  const byHand = isRecord(value);
  return (
    <FieldFrame id={id} label={label} description={description} error={errorsAt(form.errors, path, true)} wide={byHand}>
      <Select
        id={id}
        className={classes.choice ?? ""}
        disabled={!form.editable}
        data={[
          ...options.map((option) => ({ value: option, label: option })),
          { value: GIVEN, label: "a value an objective" },
        ]}
        value={byHand ? GIVEN : typeof value === "string" ? value : fallback}
        onChange={(next) => form.edit(path, next === GIVEN ? {} : (next ?? undefined))}
      />
      {byHand && (
        <div className={classes.values}>
          <ObjectiveValues path={path} />
        </div>
      )}
    </FieldFrame>
  );
}
