import { Textarea } from "@mantine/core";
import { useId } from "react";
import type { Path } from "../yamlDraft";
import { FieldFrame } from "./FieldFrame";
import { useForm, valueAt } from "./formContext";

interface Props {
  label: string;
  description: string | undefined;
  error: string | null;
  path: Path;
  fallback: string;
}

/** A text of several lines, such as the prompt of a judge. If it is empty, the default is shown and used. */
export function LongText({ label, description, error, path, fallback }: Props) {
  const id = useId();
  const form = useForm();
  const value = valueAt(form.config, path);
  return (
    <FieldFrame id={id} label={label} description={description} error={error} wide>
      <Textarea
        id={id}
        autosize
        minRows={3}
        maxRows={16}
        disabled={!form.editable}
        placeholder={fallback}
        error={error !== null}
        value={typeof value === "string" ? value : ""}
        onChange={(event) => form.edit(path, event.currentTarget.value || undefined)}
      />
    </FieldFrame>
  );
}
