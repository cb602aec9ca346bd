import { isRecord } from "../../../api/shapes";
import { objectiveColour } from "../../../components/colours";
import { Swatch } from "../../../components/Swatch";
import type { Path } from "../yamlDraft";
import { DraftInput } from "./DraftInput";
import { errorsAt, useForm, valueAt } from "./formContext";
import classes from "./ObjectiveValues.module.css";

/** One number per objective, in the objective's unit. */
export function ObjectiveValues({ path }: { path: Path }) {
  const form = useForm();
  const given = valueAt(form.config, path);
  const values = isRecord(given) ? given : {};
  return (
    <div className={classes.values}>
      {form.objectives.map((name) => (
        <div key={name}>
          <span className={classes.name}>
            <Swatch colour={objectiveColour(form.objectives, name)} /> {name}
          </span>
          <DraftInput
            label={`${String(path.at(-1))} of ${name}`}
            value={values[name]}
            placeholder=""
            numeric
            invalid={errorsAt(form.errors, [...path, name]) !== null}
            disabled={!form.editable}
            onChange={(value) => form.edit(path, withValue(values, name, value))}
          />
        </div>
      ))}
    </div>
  );
}

function withValue(values: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  const others = Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));
  return value === undefined ? others : { ...values, [name]: value };
}
