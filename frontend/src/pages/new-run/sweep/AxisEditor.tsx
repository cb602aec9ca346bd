import { Button, MultiSelect, Textarea } from "@mantine/core";
import { isNumbers } from "../../../api/shapes";
import { PreferenceBar } from "../../../components/PreferenceBar";
import { useForm } from "../form/formContext";
import { partsOf, writtenValues } from "./axes";
import type { AxisKind } from "./axisKind";
import { NumberGenerator } from "./NumberGenerator";
import { PreferenceGenerator } from "./PreferenceGenerator";
import { RangeGenerator } from "./RangeGenerator";
import { useSweepForm, type Variable } from "./sweepContext";
import classes from "./Vary.module.css";

/** The values of an axis, typed or generated; nothing while its field does not vary. */
export function AxisEditor({ variable }: { variable: Variable }) {
  const sweep = useSweepForm();
  const { objectives } = useForm();
  const { field, kind, label } = variable;
  const axis = sweep.axes.find((one) => one.field === field);
  if (!axis) return null;
  const parsed = sweep.parsed.find((one) => one.field === field);
  const error = parsed?.fault ?? sweep.errors[field] ?? null;
  const write = (values: readonly unknown[]) => sweep.vary(field, writtenValues(values, objectives));
  return (
    <div className={classes.editor} data-axis role="group" aria-label={`Values of ${label}`}>
      {kind.kind === "choice" || kind.kind === "flag" ? (
        <Choices label={label} options={optionsOf(kind)} text={axis.text} onChange={write} />
      ) : (
        <Textarea
          aria-label={`Values of ${label}, separated by commas`}
          autosize
          minRows={1}
          maxRows={4}
          placeholder={sweep.setting.mode === "random" ? DRAWN[kind.kind] : PLACEHOLDERS[kind.kind]}
          error={error !== null}
          spellCheck={false}
          value={axis.text}
          onChange={(event) => sweep.vary(field, event.currentTarget.value)}
        />
      )}
      {kind.kind === "number" && sweep.setting.mode !== "random" && (
        <NumberGenerator label={label} kind={kind} onFill={write} />
      )}
      {kind.kind === "number" && sweep.setting.mode === "random" && (
        <RangeGenerator label={label} onFill={(range) => sweep.vary(field, range)} />
      )}
      {kind.kind === "weights" && (
        <>
          <Preferences values={parsed?.values ?? []} names={objectives} />
          <PreferenceGenerator label={label} names={objectives} onFill={write} />
        </>
      )}
      {error !== null && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

const PLACEHOLDERS = {
  number: "values, separated by commas: 0.1, 0.2",
  text: "values, separated by commas",
  weights: "weights, separated by commas: 0.5/0.5, 0.8/0.2",
};

const DRAWN = { ...PLACEHOLDERS, number: "values, or a range: 0.001 to 0.1 log" };

function optionsOf(kind: AxisKind): readonly string[] {
  if (kind.kind === "choice") return kind.options;
  return kind.kind === "flag" ? ["on", "off"] : [];
}

function Choices({
  label,
  options,
  text,
  onChange,
}: {
  label: string;
  options: readonly string[];
  text: string;
  onChange: (values: readonly string[]) => void;
}) {
  const chosen = partsOf(text);
  return (
    <div className={classes.generator}>
      <MultiSelect
        flex="1 1 240px"
        aria-label={`Values of ${label}`}
        placeholder={chosen.length === 0 ? "Choose values" : ""}
        data={options}
        value={chosen}
        onChange={onChange}
      />
      {chosen.length < options.length && (
        <Button aria-label={`All choices of ${label}`} onClick={() => onChange(options)}>
          All {options.length}
        </Button>
      )}
    </div>
  );
}

const MOST_DRAWN = 30;

function Preferences({ values, names }: { values: readonly unknown[]; names: readonly string[] }) {
  const drawn = values.filter(isNumbers).slice(0, MOST_DRAWN);
  if (drawn.length === 0) return null;
  return (
    <ul className={classes.preferences}>
      {drawn.map((weights) => (
        <li key={JSON.stringify(weights)}>
          <PreferenceBar weights={weights} names={names} />
        </li>
      ))}
      {values.length > MOST_DRAWN && <li className={classes.hint}>and {values.length - MOST_DRAWN} more</li>}
    </ul>
  );
}
