import { Switch } from "@mantine/core";
import { isRecord } from "../../../api/shapes";
import type { Path } from "../yamlDraft";
import { FieldFrame } from "./FieldFrame";
import { FormContext, useForm, valueAt } from "./formContext";
import classes from "./NestedSection.module.css";
import { keepingSection } from "./keepingSection";
import type { Field } from "./schema";
import type { SettingComponent } from "./setting";

interface Props {
  label: string;
  description: string | undefined;
  error: string | null;
  path: Path;
  field: Field & { kind: "section" };
  Setting: SettingComponent;
}

/** A section inside a section. If it may be left out, a switch turns it on. */
export function NestedSection({ label, description, error, path, field, Setting }: Props) {
  const form = useForm();
  const value = valueAt(form.config, path);
  const on = !field.optional || isRecord(value);
  const inside = field.optional ? { ...form, edit: keepingSection(form.edit, path, value) } : form;
  const toggle = field.optional ? (
    <Switch
      aria-label={label}
      checked={on}
      disabled={!form.editable}
      onChange={(event) => form.edit(path, event.currentTarget.checked ? {} : undefined)}
    />
  ) : undefined;
  return (
    <FieldFrame label={label} description={description} error={error} wide aside={toggle}>
      {on && (
        <FormContext value={inside}>
          <div className={classes.fields}>
            {field.properties.map(([key, property]) => (
              <Setting key={key} schema={property} path={[...path, key]} />
            ))}
          </div>
        </FormContext>
      )}
    </FieldFrame>
  );
}
