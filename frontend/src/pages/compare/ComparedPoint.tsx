import { Link } from "react-router";
import { useFronts } from "../../api/fronts";
import type { ChosenAxes } from "../../api/measuredAxes";
import type { Run } from "../../api/types";
import { PointPanel } from "../../components/PointPanel";
import classes from "./ComparedPoint.module.css";

interface Props {
  run: Run;
  /** All compared runs. */
  ids: readonly string[];
  step: number;
  axes: ChosenAxes;
  onClose: () => void;
}

/** The point that was clicked, at the right over the page, so that the charts stay where they are. */
export function ComparedPoint({ run, ids, step, axes, onClose }: Props) {
  const front = useFronts(ids, axes).data?.runs.find((candidate) => candidate.run_id === run.id);
  const shared = front?.points.findLast((point) => point.step <= step) ?? null;
  return (
    <aside className={classes.panel}>
      <Link to={`/runs/${run.id}?step=${step}`} className={classes.run}>
        {run.name}
      </Link>
      <PointPanel run={run} step={step} shared={shared} onClose={onClose} />
    </aside>
  );
}
