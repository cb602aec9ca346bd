import { Button } from "@mantine/core";
import { ErrorState } from "../../components/ErrorState";
import { axesWords } from "../../components/hypervolumeAxes";
import { counted } from "../../components/numbers";
import type { Volumes } from "./useVolumes";
import classes from "./VolumesNote.module.css";

/** Says that the listed hypervolumes do not compare and offers to recompute them, or against what they were. */
export function VolumesNote({ volumes }: { volumes: Volumes }) {
  const { common, comparable, count, error } = volumes;
  if (error) return <ErrorState error={error} onRetry={volumes.reset} />;
  if (common)
    return (
      <p className={classes.note} role="status">
        <span>
          Hypervolume recomputed for {counted(common.runs.length, "run")}; {axesWords(common, common.objectives)}.
          {common.left_out.length > 0 && ` Left out, because not all train it: ${common.left_out.join(", ")}.`}
        </span>
        <Button onClick={volumes.reset}>Show each run’s own</Button>
      </p>
    );
  if (comparable || count === 0) return null;
  return (
    <p className={classes.note} role="status">
      <span>
        These hypervolumes have different reference points or scales: they do not compare, and cannot be sorted.
      </span>
      <Button onClick={volumes.recompute}>Recompute for these {count} runs</Button>
    </p>
  );
}
