import { Select, Switch } from "@mantine/core";
import { useId } from "react";
import { VariableContext } from "../sweep/sweepContext";
import { variableOf } from "../sweep/variable";
import type { Path } from "../yamlDraft";
import { ChoiceOrValues } from "./ChoiceOrValues";
import { DraftInput } from "./DraftInput";
import { FieldFrame } from "./FieldFrame";
import { errorsAt, useForm, valueAt } from "./formContext";
import { labelOf, placeholderOf } from "./labels";
import { ListField } from "./ListField";
import { LongText } from "./LongText";
import { NestedSection } from "./NestedSection";
import { ObjectiveValues } from "./ObjectiveValues";
import { OptionalFlag } from "./OptionalFlag";
import { fieldOf, resolved, type Field, type Schema } from "./schema";
import { TupleField } from "./TupleField";
import { WeightsField } from "./WeightsField";
import { WordsField } from "./WordsField";

/** One setting of a section, drawn from its schema, which a sweep may vary. */
export function SchemaField({ schema, path }: { schema: Schema; path: Path }) {
  return (
    <VariableContext value={variableOf(schema, path, useForm())}>
      <Setting schema={schema} path={path} />
    </VariableContext>
  );
}

/** A setting with one possible value is not drawn. */
function Setting({ schema: given, path }: { schema: Schema; path: Path }) {
  const id = useId();
  const form = useForm();
  const schema = resolved(given, form.root);
  const field = fieldOf(schema, form.root);
  const value = valueAt(form.config, path);
  const fallback = valueAt(form.filled, path) ?? schema.default;
  const frame = {
    label: labelOf(String(path.at(-1))),
    description: schema.description,
    error: errorsAt(form.errors, path),
  };
  const input = { id, disabled: !form.editable };
  switch (field.kind) {
    case "number":
    case "text":
      if (field.kind === "text" && field.long)
        return <LongText {...frame} path={path} fallback={placeholderOf(fallback)} />;
      return (
        <FieldFrame {...frame} id={id}>
          <DraftInput
            {...input}
            {...draftKind(field, schema)}
            value={value}
            placeholder={placeholderOf(fallback)}
            invalid={frame.error !== null}
            onChange={(next) => form.edit(path, next)}
          />
        </FieldFrame>
      );
    case "choice":
      return (
        <FieldFrame {...frame} id={id}>
          <Select
            {...input}
            data={field.options}
            value={typeof value === "string" ? value : placeholderOf(fallback)}
            error={frame.error !== null}
            onChange={(next) => form.edit(path, next ?? undefined)}
          />
        </FieldFrame>
      );
    case "flag":
      if (field.optional) return <OptionalFlag {...frame} path={path} />;
      return (
        <FieldFrame {...frame} id={id}>
          <Switch
            {...input}
            checked={value === undefined ? fallback === true : value === true}
            onChange={(event) => form.edit(path, event.currentTarget.checked)}
          />
        </FieldFrame>
      );
    case "weights":
      return <WeightsField {...frame} path={path} />;
    case "values":
      return (
        <FieldFrame {...frame} wide>
          <ObjectiveValues path={path} />
        </FieldFrame>
      );
    case "choice or values":
      return <ChoiceOrValues {...frame} path={path} options={field.options} fallback={placeholderOf(fallback)} />;
    case "tuple":
      return <TupleField {...frame} path={path} length={field.items.length} fallback={placeholderOf(fallback)} />;
    case "list":
      return (
        <FieldFrame {...frame} wide>
          <ListField path={path} field={field} Setting={SchemaField} />
        </FieldFrame>
      );
    case "words":
      return <WordsField {...frame} error={errorsAt(form.errors, path, true)} path={path} options={field.options} />;
    case "section":
      return <NestedSection {...frame} path={path} field={field} Setting={SchemaField} />;
    case "fixed":
    case "union":
      return null;
  }
}

/** A number that is switched off shows "none"; where that is its default, an empty field says so already. */
function draftKind(
  field: Field & { kind: "number" | "text" },
  schema: Schema,
): { numeric: boolean; optional: boolean } {
  return {
    numeric: field.kind === "number",
    optional: field.kind === "number" && field.optional === true && schema.default !== null,
  };
}
