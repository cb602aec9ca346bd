import { TextInput } from "@mantine/core";
import { useId } from "react";
import { FieldFrame } from "../form/FieldFrame";
import { errorsAt, useForm, valueAt } from "../form/formContext";
import { placeholderOf } from "../form/labels";
import { resolved, type Schema } from "../form/schema";
import { useSweepForm } from "./sweepContext";

const SEED = ["seed"];

/** One seed, which is the config's, or several: each gives a replicate of every cell. */
export function SeedsField({ schema }: { schema: Schema }) {
  const id = useId();
  const form = useForm();
  const sweep = useSweepForm();
  const given = valueAt(form.config, SEED);
  const fallback = placeholderOf(valueAt(form.filled, SEED) ?? resolved(schema, form.root).default);
  const error = sweep.seeds.fault ?? errorsAt(form.errors, SEED);
  const type = (text: string) => {
    const isOne = !text.includes(",");
    sweep.typeSeeds(isOne ? "" : text);
    if (isOne) form.edit(SEED, text.trim() === "" ? undefined : numberOf(text.trim()));
  };
  return (
    <FieldFrame
      id={id}
      label="Seeds"
      description="One seed for a single run, or several such as 0, 1, 2, each of which trains every config."
      error={error}
    >
      <TextInput
        id={id}
        autoComplete="off"
        inputMode="text"
        placeholder={fallback}
        disabled={!form.editable}
        error={error !== null}
        value={sweep.seedsText !== "" ? sweep.seedsText : written(given)}
        onChange={(event) => type(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}

function numberOf(text: string): unknown {
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

function written(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
