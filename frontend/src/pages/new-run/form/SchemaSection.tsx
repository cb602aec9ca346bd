import { Select, Switch } from "@mantine/core";
import { isRecord } from "../../../api/shapes";
import { Segmented } from "../../../components/Segmented";
import { AxisEditor } from "../sweep/AxisEditor";
import { tagVariable } from "../sweep/variable";
import { VaryAction } from "../sweep/VaryAction";
import type { Path } from "../yamlDraft";
import { carriedOver } from "./carriedOver";
import { errorsAt, useForm, valueAt } from "./formContext";
import { labelOf } from "./labels";
import { ListField } from "./ListField";
import { SchemaField } from "./SchemaField";
import { fieldOf, resolved, variantOf, type Field, type Schema } from "./schema";
import classes from "./SchemaSection.module.css";

const FIT_IN_A_ROW = 4;

/** One section of the config as a card: its settings, and its variant if there are several. */
export function SchemaSection({ schema: given, path }: { schema: Schema; path: Path }) {
  const form = useForm();
  const schema = resolved(given, form.root);
  const field = fieldOf(schema, form.root);
  const value = valueAt(form.config, path);
  const isUnion = field.kind === "union";
  const tag = isUnion ? variantOf(field, value ?? valueAt(form.filled, path)) : null;
  const shown = isUnion && tag !== null ? field.variants[tag] : schema;
  const properties = field.kind === "section" ? field.properties : Object.entries(shown?.properties ?? {});
  const error = errorsAt(form.errors, path);
  const title = labelOf(String(path.at(-1)));
  const optional = field.kind === "section" && field.optional === true;
  const on = !optional || isRecord(value);
  const variable = isUnion && tag !== null ? tagVariable(field, path, tag) : null;
  return (
    <section className={classes.section}>
      <header className={classes.head}>
        <h2>{title}</h2>
        {optional && (
          <Switch
            aria-label={title}
            checked={on}
            disabled={!form.editable}
            onChange={(event) => form.edit(path, event.currentTarget.checked ? {} : undefined)}
          />
        )}
        {isUnion && tag !== null && (
          <span className={classes.variant}>
            {variable && <VaryAction variable={variable} />}
            <Variants
              field={field}
              tag={tag}
              label={title}
              onChange={(next) => form.edit(path, carriedOver(field, tag, next, value, form.root))}
            />
          </span>
        )}
        <p className={classes.what}>{(shown?.description ?? schema.description)?.replaceAll("`", "")}</p>
      </header>
      {error !== null && <p className={classes.error}>{error}</p>}
      {variable && (
        <div className={classes.axis}>
          <AxisEditor variable={variable} />
        </div>
      )}
      {on && (
        <div className={classes.fields}>
          {properties
            .filter(([key]) => !isUnion || key !== field.tag)
            .map(([key, property]) => (
              <SchemaField key={key} schema={property} path={[...path, key]} />
            ))}
          {field.kind === "list" && <ListField path={path} field={field} Setting={SchemaField} />}
        </div>
      )}
    </section>
  );
}

function Variants({
  field,
  tag,
  label,
  onChange,
}: {
  field: Field & { kind: "union" };
  tag: string;
  label: string;
  onChange: (tag: string) => void;
}) {
  const options = Object.keys(field.variants).map((variant) => ({ value: variant, label: variant }));
  if (options.length < 2) return null;
  if (options.length <= FIT_IN_A_ROW)
    return <Segmented label={label} options={options} value={tag} onChange={onChange} />;
  return (
    <Select
      aria-label={label}
      w={176}
      data={options}
      value={tag}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}
