import { useCallback, useMemo, type CSSProperties, type ReactElement } from "react";
import { useSearchParams } from "react-router";
import type { Feed } from "../../../api/feed";
import { useMethod } from "../../../api/methods";
import type { Run } from "../../../api/types";
import { FigureCard } from "../../../figures/FigureCard";
import { isOver } from "../../../components/statuses";
import classes from "./ChartsTab.module.css";
import { CompletionsNow } from "./CompletionsNow";
import { evenColumns } from "./evenColumns";
import { FrontCard } from "./FrontCard";
import { heights } from "./heights";
import { INTERPOLATION } from "./methods";
import { ObjectiveCard } from "./ObjectiveCard";
import { WeightsCard } from "./WeightsCard";

/** The run's charts: what moved, why, and which point to take. */
export function ChartsTab({ run, feed }: { run: Run; feed: Feed }) {
  const [parameters, setParameters] = useSearchParams();
  const over = isOver(run);
  const live = useMemo(() => (over ? undefined : { feed, runId: run.id }), [over, feed, run.id]);
  const choose = useCallback(
    (_: string, step: number) =>
      setParameters(
        (old) => {
          const next = new URLSearchParams(old);
          next.set("step", String(step));
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
  );
  const step = parameters.has("step") ? Number(parameters.get("step")) : null;
  const plain = (name: string) => ({ source: { name, runs: [run.id], options: {} }, live });
  const card = (name: string, title: string, height: number = heights.panels) => (
    <FigureCard key={name} {...plain(name)} title={title} height={height} />
  );
  const trains = run.method !== INTERPOLATION;
  const method = useMethod(run.method);
  return (
    <div className={classes.grid}>
      {trains && (
        <WeightsCard
          className={classes.wide}
          name="weights"
          title="Reward weights"
          run={run}
          live={live}
          height={heights.tall}
          onPoint={choose}
        />
      )}
      <FrontCard className={trains ? classes.narrow : classes.wide} run={run} step={step} onPoint={choose} />
      {trains && (
        <WeightsCard
          className={classes.wide}
          name="effective_weights"
          title="Effective weights"
          run={run}
          live={live}
          height={heights.middle}
          onPoint={choose}
        />
      )}
      <FigureCard
        className={classes.narrow}
        {...plain("hypervolume")}
        title="Hypervolume"
        height={heights.middle}
        onPoint={choose}
      />
      <Row>
        {run.objectives.map(({ name }, place) => (
          <ObjectiveCard
            key={name}
            runId={run.id}
            objective={name}
            live={live}
            height={heights.low}
            chooses={place === 0}
          />
        ))}
      </Row>
      {trains && (
        <Row>
          {[
            ...(method?.explained_by ? [card("cause", "What moves the weights")] : []),
            card("signal", "Learning signal"),
            card("conflict", "Conflict"),
          ]}
        </Row>
      )}
      <CompletionsNow className={classes.whole} run={run} />
      {trains && <Row>{[card("reward", "Reward"), card("loss", "Loss"), card("policy_shift", "Policy shift")]}</Row>}
      {trains && <Row>{[card("lengths", "Lengths"), card("throughput", "Throughput")]}</Row>}
    </div>
  );
}

/** Cards side by side, in as many rows as they need, spread evenly over the rows. */
function Row({ children }: { children: ReactElement[] }) {
  const style: CSSProperties & { "--columns": number } = { "--columns": evenColumns(children.length) };
  return (
    <div className={classes.row} style={style}>
      {children}
    </div>
  );
}
