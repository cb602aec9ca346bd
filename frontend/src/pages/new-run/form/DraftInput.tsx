import { TextInput } from "@mantine/core";
import { useState } from "react";

const NONE = "none";

interface Props {
  id?: string;
  label?: string;
  value: unknown;
  placeholder: string;
  invalid: boolean;
  disabled: boolean;
  numeric: boolean;
  /** Whether "none" means no value at all, which is not the same as leaving the field empty. */
  optional?: boolean;
  onChange: (value: unknown) => void;
}

/** A text input whose value may be a number. What was typed stays as it is while it means the same value. */
export function DraftInput({
  id,
  label,
  value,
  placeholder,
  invalid,
  disabled,
  numeric,
  optional = false,
  onChange,
}: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft !== null && Object.is(read(draft, numeric, optional), value) ? draft : written(value, optional);
  return (
    <TextInput
      id={id}
      aria-label={label}
      aria-describedby={invalid && id ? `${id}-error` : undefined}
      error={invalid}
      disabled={disabled}
      inputMode={numeric ? "decimal" : "text"}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      value={shown}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        onChange(read(event.currentTarget.value, numeric, optional));
      }}
      onBlur={() => setDraft(null)}
    />
  );
}

/** An empty field gives no value. What is not a number stays text, and the server says what is wrong. */
function read(text: string, numeric: boolean, optional: boolean): unknown {
  if (text === "") return undefined;
  if (optional && text.trim().toLowerCase() === NONE) return null;
  const number = Number(text);
  return numeric && text.trim() !== "" && Number.isFinite(number) ? number : text;
}

function written(value: unknown, optional: boolean): string {
  if (value === null && optional) return NONE;
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
