import { isList } from "../../../api/shapes";
import type { Path } from "../yamlDraft";
import { DraftInput } from "./DraftInput";
import { FieldFrame } from "./FieldFrame";
import { errorsAt, useForm, valueAt } from "./formContext";
import classes from "./TupleField.module.css";

interface Props {
  label: string;
  description: string | undefined;
  path: Path;
  length: number;
  fallback: string;
}

/** A fixed number of values side by side, such as a first and a last layer. If all are empty, it is left out. */
export function TupleField({ label, description, path, length, fallback }: Props) {
  const form = useForm();
  const given = valueAt(form.config, path);
  const values = Array.from({ length }, (_, at) => (isList(given) ? given[at] : undefined));
  const error = errorsAt(form.errors, path, true);
  const set = (at: number, value: unknown) => {
    const next = values.map((old, index) => (index === at ? value : old));
    form.edit(
      path,
      next.every((item) => item === undefined || item === null) ? undefined : next.map((item) => item ?? null),
    );
  };
  return (
    <FieldFrame label={label} description={description} error={error}>
      <div className={classes.values}>
        {values.map((value, at) => (
          <DraftInput
            key={at}
            label={`${label}, ${at + 1} of ${length}`}
            value={value ?? undefined}
            placeholder={fallback}
            numeric
            invalid={error !== null}
            disabled={!form.editable}
            onChange={(next) => set(at, next)}
          />
        ))}
      </div>
    </FieldFrame>
  );
}
