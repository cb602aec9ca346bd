import { useCallback, useMemo, type CSSProperties, type ReactElement } from "react";
import { useSearchParams } from "react-router";
import type { Feed } from "../../../api/feed";
import type { Run } from "../../../api/types";
import { FigureCard } from "../../../figures/FigureCard";
import { isOver } from "../../../components/statuses";
import classes from "./ChartsTab.module.css";
import { CompletionsNow } from "./CompletionsNow";
import { evenColumns } from "./evenColumns";
import { FrontCard } from "./FrontCard";
import { heights } from "./heights";
import { ObjectiveCard } from "./ObjectiveCard";
import { useDrawnFigures } from "./useDrawnFigures";
import { WeightsCard } from "./WeightsCard";

/** The run's charts: what moved, why, and which point to take. */
export function ChartsTab({ run, feed }: { run: Run; feed: Feed }) {
  const [parameters, setParameters] = useSearchParams();
  const over = isOver(run);
  const live = useMemo(() => (over ? undefined : { feed, runId: run.id }), [over, feed, run.id]);
  const setStep = useCallback(
    (step: number | null) =>
      setParameters(
        (old) => {
          const next = new URLSearchParams(old);
          if (step === null) next.delete("step");
          else next.set("step", String(step));
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
  );
  const choose = useCallback((_: string, step: number) => setStep(step), [setStep]);
  const step = parameters.has("step") ? Number(parameters.get("step")) : null;
  const plain = (name: string) => ({ source: { name, runs: [run.id], options: {} }, live });
  const card = (name: string, title: string, height: number = heights.panels) => (
    <FigureCard key={name} {...plain(name)} title={title} height={height} />
  );
  const draws = useDrawnFigures(run);
  const weights = draws("weights"),
    effective = draws("effective_weights");
  const cards = (...all: [name: string, title: string][]) =>
    all.filter(([name]) => draws(name)).map(([name, title]) => card(name, title));
  return (
    <div className={classes.grid}>
      {weights && (
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
      {draws("front") && (
        <FrontCard
          className={weights ? classes.narrow : classes.wide}
          run={run}
          step={step}
          onPoint={choose}
          onClose={() => setStep(null)}
        />
      )}
      {effective && (
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
      {draws("hypervolume") && (
        <FigureCard
          className={classes.narrow}
          {...plain("hypervolume")}
          title="Hypervolume"
          height={heights.middle}
          onPoint={choose}
        />
      )}
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
      <Row>{cards(["cause", "What moves the weights"], ["signal", "Learning signal"], ["conflict", "Conflict"])}</Row>
      {draws("completions") && <CompletionsNow className={classes.whole} run={run} />}
      <Row>{cards(["reward", "Reward"], ["loss", "Loss"], ["policy_shift", "Policy shift"])}</Row>
      <Row>{cards(["lengths", "Lengths"], ["throughput", "Throughput"])}</Row>
    </div>
  );
}

/** Cards side by side, in as many rows as they need, spread evenly over the rows. */
function Row({ children }: { children: ReactElement[] }) {
  if (children.length === 0) return null;
  const style: CSSProperties & { "--columns": number } = { "--columns": evenColumns(children.length) };
  return (
    <div className={classes.row} style={style}>
      {children}
    </div>
  );
}
