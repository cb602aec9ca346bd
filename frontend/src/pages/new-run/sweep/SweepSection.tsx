import { TextInput } from "@mantine/core";
import { useId } from "react";
import { Segmented } from "../../../components/Segmented";
import { FieldFrame } from "../form/FieldFrame";
import section from "../form/SchemaSection.module.css";
import { MODES, MODE_WORDS, NUMBER_FIELDS, SPLITS, type NumberField } from "./modeSetting";
import { useSweepForm } from "./sweepContext";

const OPTIONS = MODES.map((value) => ({ value, label: MODE_WORDS[value].label }));
const SPLIT_OPTIONS = SPLITS.map((value) => ({ value, label: value }));

/** How the cells of a sweep are made, and the settings of that mode. */
export function SweepSection() {
  const { setting, set, on } = useSweepForm();
  return (
    <section className={section.section} aria-label="Sweep">
      <header className={section.head}>
        <h2>Sweep</h2>
        <span className={section.variant}>
          <Segmented label="Cells" options={OPTIONS} value={setting.mode} onChange={(mode) => set({ mode })} />
        </span>
        <p className={section.what}>
          {MODE_WORDS[setting.mode].what}
          {!on && " Choose “vary” beside a field to make it an axis."}
        </p>
      </header>
      {NUMBER_FIELDS[setting.mode].length > 0 && (
        <div className={section.fields}>
          {NUMBER_FIELDS[setting.mode].map((field) => (
            <NumberSetting key={field.key} field={field} />
          ))}
          {setting.mode === "ols" && (
            <FieldFrame
              label="Split"
              description="Split whose last evaluation is the value of a preference."
              error={null}
            >
              <Segmented
                label="Split"
                options={SPLIT_OPTIONS}
                value={setting.split}
                onChange={(split) => set({ split })}
              />
            </FieldFrame>
          )}
        </div>
      )}
    </section>
  );
}

function NumberSetting({ field: { key, place, label, description } }: { field: NumberField }) {
  const id = useId();
  const { setting, set, modeFaults, modeErrors } = useSweepForm();
  const error = modeFaults[place] ?? modeErrors[place] ?? null;
  return (
    <FieldFrame id={id} label={label} description={description} error={error}>
      <TextInput
        id={id}
        autoComplete="off"
        inputMode="decimal"
        error={error !== null}
        value={setting[key]}
        onChange={(event) => set({ [key]: event.currentTarget.value })}
      />
    </FieldFrame>
  );
}
