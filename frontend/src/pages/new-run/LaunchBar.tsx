import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useRunSearch } from "../../api/runs";
import type { SweepDraft } from "../../api/sweepRequests";
import type { Config } from "../../api/types";
import { timeSentence, workSentence } from "./estimate";
import classes from "./LaunchBar.module.css";
import { AxisChips } from "./sweep/AxisChips";
import { countWords, estimateWords } from "./sweep/sweepWords";
import type { PlannedSweep } from "./sweep/useSweepPlan";

interface Props {
  filled: Config | null;
  /** What would be created if something varies; null for a single run. */
  sweep: { planned: PlannedSweep; draft: SweepDraft | null } | null;
  /** What prevents the launch; null if nothing does. */
  obstacle: string | null;
  ready: boolean;
  launching: boolean;
  onLaunch: () => void;
}

/** The bar at the bottom: what varies, what it will cost, what prevents it, and the button that launches it. */
export function LaunchBar({ filled, sweep, obstacle, ready, launching, onLaunch }: Props) {
  return (
    <footer className={classes.bar}>
      {sweep && <AxisChips />}
      <div className={classes.words} aria-live="polite">
        {obstacle !== null && <span className={classes.bad}>{obstacle}</span>}
        {obstacle === null && sweep && <SweepWords sweep={sweep} />}
        {obstacle === null && !sweep && filled && <RunWords filled={filled} />}
      </div>
      <Button variant="filled" disabled={!ready} loading={launching} onClick={onLaunch}>
        {sweep ? "Launch sweep" : "Launch run"}
      </Button>
    </footer>
  );
}

function RunWords({ filled }: { filled: Config }) {
  const finished = useRunSearch("", "completed").data?.runs ?? [];
  return <Words work={workSentence(filled)} time={timeSentence(filled, finished)} />;
}

function SweepWords({ sweep: { planned, draft } }: { sweep: NonNullable<Props["sweep"]> }) {
  const { plan } = planned;
  if (plan === null || draft === null) return <span className={classes.time}>Counting the runs</span>;
  return <Words work={countWords(plan, draft)} time={estimateWords(plan)} />;
}

function Words({ work, time }: { work: ReactNode; time: ReactNode }) {
  return (
    <>
      <span>{work}</span>
      <span className={classes.time}>{time}</span>
    </>
  );
}
