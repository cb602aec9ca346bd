import { Switch } from "@mantine/core";
import { isRecord } from "../../../api/shapes";
import { objectiveColour } from "../../../components/colours";
import { Swatch } from "../../../components/Swatch";
import type { Path } from "../yamlDraft";
import { DraftInput } from "./DraftInput";
import { errorsAt, useForm } from "./formContext";
import { labelOf, placeholderOf } from "./labels";
import classes from "./ListField.module.css";
import { RemoveItem } from "./RemoveItem";
import { fieldOf, variantOf, type Field } from "./schema";
import type { SettingComponent } from "./setting";

const NAME = "name";

interface Props {
  item: unknown;
  path: Path;
  union: Field & { kind: "union" };
  removable: boolean;
  Setting: SettingComponent;
}

/** One item of a list with several types: its name and switches in a line, its other settings below. */
export function UnionItem({ item, path, union, removable, Setting }: Props) {
  const form = useForm();
  const tag = variantOf(union, item);
  const variant = union.variants[tag];
  const properties = Object.entries(variant?.properties ?? {}).filter(([key]) => key !== union.tag);
  const flags = properties.filter(([, schema]) => fieldOf(schema, form.root).kind === "flag");
  const settings = properties.filter(([key, schema]) => key !== NAME && fieldOf(schema, form.root).kind !== "flag");
  const nameSchema = variant?.properties?.[NAME];
  const name = isRecord(item) && typeof item.name === "string" ? item.name : placeholderOf(nameSchema?.default) || tag;
  const error =
    errorsAt(form.errors, path) ??
    errorsAt(form.errors, [...path, NAME]) ??
    errorsAt(form.errors, [...path, union.tag]);
  return (
    <li className={classes.item}>
      <div className={classes.line}>
        <Swatch colour={objectiveColour([...form.objectives, name], name)} />
        <span className={classes.type} title={variant?.description}>
          {tag}
        </span>
        {nameSchema && (
          <label className={classes.setting}>
            <span>Name</span>
            <DraftInput
              label={`Name of ${name}`}
              value={isRecord(item) ? item.name : undefined}
              placeholder={placeholderOf(nameSchema.default)}
              numeric={false}
              invalid={errorsAt(form.errors, [...path, NAME]) !== null}
              disabled={!form.editable}
              onChange={(value) => form.edit([...path, NAME], value)}
            />
          </label>
        )}
        {flags.map(([key, schema]) => (
          <Switch
            key={key}
            label={labelOf(key)}
            aria-label={`${labelOf(key)} of ${name}`}
            title={schema.description}
            checked={isRecord(item) && item[key] === true}
            disabled={!form.editable}
            onChange={(event) => form.edit([...path, key], event.currentTarget.checked || undefined)}
          />
        ))}
        <RemoveItem name={name} path={path} disabled={!removable} />
      </div>
      {settings.length > 0 && (
        <div className={classes.settings}>
          {settings.map(([key, schema]) => (
            <Setting key={key} schema={schema} path={[...path, key]} />
          ))}
        </div>
      )}
      {error !== null && <p className={classes.error}>{error}</p>}
    </li>
  );
}
