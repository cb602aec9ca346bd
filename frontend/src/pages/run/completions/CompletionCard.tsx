import type { Completion } from "../../../api/types";
import { Chip } from "../../../components/Chip";
import { counted } from "../../../components/numbers";
import classes from "./CompletionCard.module.css";
import { RewardChips } from "./RewardChips";

export function CompletionCard({ completion, names }: { completion: Completion; names: readonly string[] }) {
  return (
    <li className={classes.card}>
      <div className={classes.prompt}>
        <pre>{completion.prompt}</pre>
        {completion.ground_truth !== null && (
          <p className={classes.quiet}>
            ground truth <b>{completion.ground_truth}</b>
          </p>
        )}
      </div>
      <pre className={classes.completion}>{completion.completion.trimEnd() || "(empty)"}</pre>
      <div className={classes.foot}>
        <RewardChips rewards={completion.rewards} names={names} />
        <span className={classes.quiet}>{counted(completion.tokens, "token")}</span>
        {completion.truncated && (
          <Chip tone="warning" title="The completion was cut off at the token limit.">
            truncated
          </Chip>
        )}
        {Object.entries(completion.extra).map(([column, value]) => (
          <span key={column} className={classes.quiet} title="Logged by a reward function">
            {column}: <b>{String(value ?? "none")}</b>
          </span>
        ))}
      </div>
    </li>
  );
}
