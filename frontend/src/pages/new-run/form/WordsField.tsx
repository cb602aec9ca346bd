import { MultiSelect, TagsInput } from "@mantine/core";
import { useId } from "react";
import type { Path } from "../yamlDraft";
import { FieldFrame } from "./FieldFrame";
import { useForm, valueAt } from "./formContext";

interface Props {
  label: string;
  description: string | undefined;
  error: string | null;
  path: Path;
  options: string[] | null;
}

/** Several words, chosen from a list or typed. A field without words is left out of the config. */
export function WordsField({ label, description, error, path, options }: Props) {
  const id = useId();
  const form = useForm();
  const given = valueAt(form.config, path);
  const value = Array.isArray(given) ? given.map(String) : [];
  const input = {
    id,
    value,
    disabled: !form.editable,
    error: error !== null,
    placeholder: value.length === 0 ? "left out" : "",
    onChange: (next: string[]) => form.edit(path, next.length > 0 ? next : undefined),
  };
  return (
    <FieldFrame id={id} label={label} description={description} error={error} wide>
      {options ? <MultiSelect {...input} data={options} /> : <TagsInput {...input} />}
    </FieldFrame>
  );
}
