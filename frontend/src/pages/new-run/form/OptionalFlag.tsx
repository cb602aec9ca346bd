import { Select } from "@mantine/core";
import { useId } from "react";
import type { Path } from "../yamlDraft";
import { FieldFrame } from "./FieldFrame";
import { useForm, valueAt } from "./formContext";

const STATES = ["left out", "on", "off"];

interface Props {
  label: string;
  description: string | undefined;
  error: string | null;
  path: Path;
}

/** A setting that is on, off or left out. */
export function OptionalFlag({ label, description, error, path }: Props) {
  const id = useId();
  const form = useForm();
  const value = valueAt(form.config, path);
  const shown = value === true ? "on" : value === false ? "off" : "left out";
  return (
    <FieldFrame id={id} label={label} description={description} error={error}>
      <Select
        id={id}
        disabled={!form.editable}
        data={STATES}
        value={shown}
        error={error !== null}
        onChange={(next) => form.edit(path, next === "left out" ? undefined : next === "on")}
      />
    </FieldFrame>
  );
}
