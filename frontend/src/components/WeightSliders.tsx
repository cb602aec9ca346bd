import { Slider } from "@mantine/core";
import type { ReactNode } from "react";
import { objectiveColour } from "./colours";
import { Swatch } from "./Swatch";
import { linked, type Weights } from "./weights";
import classes from "./WeightSliders.module.css";

interface Props {
  /** What the weights are, for screen readers. */
  label: string;
  names: readonly string[];
  weights: Weights;
  disabled?: boolean;
  onChange: (weights: Weights) => void;
  /** Shown beside each slider. */
  value: (name: string) => ReactNode;
}

/** One slider per objective, in its colour. Moving one scales the others, so that the sum stays 1. */
export function WeightSliders({ label, names, weights, disabled = false, onChange, value }: Props) {
  return (
    <div className={classes.rows}>
      {names.map((name) => {
        const colour = objectiveColour(names, name);
        return (
          <div key={name} className={classes.row}>
            <span className={classes.name}>
              <Swatch colour={colour} />
              <span title={name}>{name}</span>
            </span>
            <Slider
              min={0}
              max={1}
              step={0.001}
              label={null}
              size={4}
              thumbSize={14}
              thumbLabel={`${label} of ${name}`}
              disabled={disabled}
              value={Math.min(1, Math.max(0, weights[name] ?? 0))}
              onChange={(next) => onChange(linked(weights, name, next))}
              styles={{ bar: { backgroundColor: colour }, thumb: { borderColor: colour } }}
            />
            {value(name)}
          </div>
        );
      })}
    </div>
  );
}
