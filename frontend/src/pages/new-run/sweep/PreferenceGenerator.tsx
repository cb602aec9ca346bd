import { Button, Select } from "@mantine/core";
import { useState } from "react";
import type { Weights } from "../../../components/weights";
import { gridSize, presetPreferences, simplexGrid } from "./generated";
import classes from "./Vary.module.css";

const PARTS = [2, 3, 4, 5, 6, 8, 10];
const FIRST = 3;

interface Props {
  label: string;
  names: readonly string[];
  onFill: (values: readonly Weights[]) => void;
}

/** Fills in the three preset preferences, or a grid over all preferences. */
export function PreferenceGenerator({ label, names, onFill }: Props) {
  const [parts, setParts] = useState(FIRST);
  return (
    <div className={classes.generator}>
      <Button onClick={() => onFill(presetPreferences(names))}>Accuracy, balanced, efficiency</Button>
      <Select
        aria-label={`Step of the grid of ${label}`}
        w={196}
        allowDeselect={false}
        data={PARTS.map((part) => ({
          value: String(part),
          label: `steps of 1/${part}: ${gridSize(names.length, part)} points`,
        }))}
        value={String(parts)}
        onChange={(next) => next !== null && setParts(Number(next))}
      />
      <Button onClick={() => onFill(simplexGrid(names, parts))}>Fill in the grid</Button>
    </div>
  );
}
