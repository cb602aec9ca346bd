import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { Segmented } from "../../../components/Segmented";
import type { AxisKind } from "./axisKind";
import { linear, logarithmic, MOST_GENERATED } from "./generated";
import { SPREADS } from "./spreads";
import classes from "./Vary.module.css";

interface Props {
  label: string;
  kind: AxisKind & { kind: "number" };
  onFill: (values: readonly number[]) => void;
}

/** Fills in evenly spread numbers between two ends. */
export function NumberGenerator({ label, kind, onFill }: Props) {
  const [ends, setEnds] = useState({ from: "", to: "", count: "5" });
  const [spread, setSpread] = useState<"linear" | "log">("linear");
  const [from, to, count] = [numberOf(ends.from), numberOf(ends.to), numberOf(ends.count)];
  const generate = spread === "log" ? logarithmic : linear;
  const values = from === null || to === null || count === null ? [] : generate(from, to, count, kind.whole);
  const isImpossible = spread === "log" && [from, to].some((end) => end !== null && end <= 0);
  return (
    <>
      <div className={classes.generator}>
        {(["from", "to", "count"] as const).map((name) => (
          <TextInput
            key={name}
            className={classes.number ?? ""}
            label={name}
            aria-label={`${label}, ${name}`}
            inputMode="decimal"
            autoComplete="off"
            value={ends[name]}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setEnds((old) => ({ ...old, [name]: value }));
            }}
          />
        ))}
        <Segmented label={`Spread of ${label}`} options={SPREADS} value={spread} onChange={setSpread} />
        <Button disabled={values.length === 0} onClick={() => onFill(values)}>
          Fill in
        </Button>
      </div>
      {isImpossible && <p className={classes.hint}>Only positive numbers have a logarithm. Use a linear spread.</p>}
      {count !== null && count > MOST_GENERATED && (
        <p className={classes.hint}>At most {MOST_GENERATED} values are filled in.</p>
      )}
    </>
  );
}

function numberOf(text: string): number | null {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) ? value : null;
}
