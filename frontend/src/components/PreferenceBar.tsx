import type { Values } from "../api/types";
import { formatNumber } from "./numbers";
import { objectiveColour } from "./colours";
import classes from "./PreferenceBar.module.css";

/** Reward weights as one stacked bar, 48 px wide, in the objectives' colours. */
export function PreferenceBar({ weights, names }: { weights: Values; names: readonly string[] }) {
  const label = names.map((name) => `${name} ${formatNumber(weights[name])}`).join(", ");
  return (
    <span className={classes.bar} role="img" aria-label={label} title={label}>
      {names.map((name) => (
        <span key={name} style={{ flexGrow: weights[name] ?? 0, background: objectiveColour(names, name) }} />
      ))}
    </span>
  );
}
