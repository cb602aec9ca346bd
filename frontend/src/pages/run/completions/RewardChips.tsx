import type { Values } from "../../../api/types";
import { formatNumber } from "../../../components/numbers";
import { objectiveColour } from "../../../components/colours";
import classes from "./RewardChips.module.css";

/** The rewards of a completion in the objectives' colours: filled for a full reward, hollow for none. */
export function RewardChips({
  rewards,
  names,
  terse = false,
}: {
  rewards: Values;
  names: readonly string[];
  terse?: boolean;
}) {
  return (
    <span className={classes.chips}>
      {names.map((name) => {
        const reward = rewards[name] ?? null;
        const colour = objectiveColour(names, name);
        const label = `${name} ${formatNumber(reward)}`;
        const fill = Math.round(100 * Math.min(1, Math.max(0, reward ?? 0)));
        return (
          <span
            key={name}
            className={classes.chip}
            title={label}
            role={terse ? "img" : undefined}
            aria-label={terse ? label : undefined}
          >
            <span
              className={classes.mark}
              style={{
                borderColor: colour,
                background: `linear-gradient(to top, ${colour} ${fill}%, transparent ${fill}%)`,
              }}
              aria-hidden
            />
            {!terse && (
              <>
                {name} <b>{formatReward(reward)}</b>
              </>
            )}
          </span>
        );
      })}
    </span>
  );
}

function formatReward(reward: number | null): string {
  return reward === 0 || reward === 1 ? String(reward) : formatNumber(reward);
}
