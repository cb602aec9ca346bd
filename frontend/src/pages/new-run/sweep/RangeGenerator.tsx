import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { Segmented } from "../../../components/Segmented";
import { writtenRange } from "./ranges";
import { SPREADS } from "./spreads";
import classes from "./Vary.module.css";

interface Props {
  label: string;
  onFill: (range: string) => void;
}

/** Fills in the range that values are drawn from. */
export function RangeGenerator({ label, onFill }: Props) {
  const [ends, setEnds] = useState({ from: "", to: "" });
  const [scale, setScale] = useState<"linear" | "log">("linear");
  const isComplete = Object.values(ends).every((end) => end.trim() !== "" && Number.isFinite(Number(end)));
  return (
    <div className={classes.generator}>
      {(["from", "to"] as const).map((name) => (
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
      <Segmented label={`Scale of ${label}`} options={SPREADS} value={scale} onChange={setScale} />
      <Button disabled={!isComplete} onClick={() => onFill(writtenRange(ends.from.trim(), ends.to.trim(), scale))}>
        Draw from this range
      </Button>
    </div>
  );
}
