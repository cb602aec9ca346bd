import type { ReactNode } from "react";
import type { StreamState } from "../../api/stream";
import type { Objective, Run } from "../../api/types";
import { Chip } from "../../components/Chip";
import { Delta } from "../../components/Delta";
import { axesWords } from "../../components/hypervolumeAxes";
import { formatError, formatInterval, formatNumber } from "../../components/numbers";
import { objectiveColour } from "../../components/colours";
import { betterOf, names, objectiveLabel } from "../../components/objectives";
import { Stat, StatStrip } from "../../components/StatStrip";
import { Swatch } from "../../components/Swatch";
import { Freshness } from "./Freshness";

/** Where the run is now: hypervolume and every objective, each with its change since the untrained policy. */
export function RunStats({ run, stream }: { run: Run; stream: StreamState }) {
  const { latest, objectives } = run;
  return (
    <StatStrip
      dense
      marks={
        <>
          <RewardCheck passed={run.checks.trained_equals_plotted} />
          <Freshness run={run} stream={stream} />
        </>
      }
    >
      <RunStat
        label="hypervolume"
        value={latest?.hypervolume}
        interval={latest?.hypervolume_interval}
        start={latest?.initial_hypervolume}
        direction="maximize"
        title={[
          "of the archive of validation points",
          latest ? axesWords(latest, objectives) : "not measured yet",
          "in brackets its 95 % interval over the choice of prompts",
        ].join("; ")}
      />
      {objectives.map((objective) => (
        <RunStat
          key={objective.name}
          label={
            <>
              <Swatch colour={objectiveColour(names(objectives), objective.name)} /> {objectiveLabel(objective)}
            </>
          }
          value={latest?.objectives[objective.name]}
          error={latest?.standard_errors?.[objective.name]}
          start={latest?.initial[objective.name]}
          direction={objective.direction}
          title={explanation(objective, latest?.step ?? 0)}
        />
      ))}
    </StatStrip>
  );
}

function explanation(objective: Objective, step: number): string {
  const what = `${objective.axis_label}, validation, step ${step}; ${betterOf(objective)}`;
  return `${what}; beside it the standard error over prompts and the change since the untrained policy`;
}

interface StatProps {
  label: ReactNode;
  value: number | null | undefined;
  error?: number | null | undefined;
  interval?: readonly number[] | null | undefined;
  start: number | null | undefined;
  direction: Objective["direction"];
  title: string;
}

function RunStat({ label, value, error, interval, start, direction, title }: StatProps) {
  return (
    <Stat
      label={label}
      title={title}
      value={formatNumber(value)}
      beside={formatError(value, error) || formatInterval(value, interval)}
      change={<Delta value={value} start={start} direction={direction} />}
    />
  );
}

function RewardCheck({ passed }: { passed: boolean | null }) {
  if (passed === null) return null;
  return passed ? (
    <Chip
      tone="good"
      title="At every step the reward in these charts was compared with the one in the loss; they are the same."
    >
      trained reward = plotted reward
    </Chip>
  ) : (
    <Chip
      tone="bad"
      title="The reward in these charts is not the one in the loss. Do not trust the charts; an event names the step."
    >
      trained reward ≠ plotted reward
    </Chip>
  );
}
