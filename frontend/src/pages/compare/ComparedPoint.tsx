import { Link } from "react-router";
import type { Run } from "../../api/types";
import { PointPanel } from "../../components/PointPanel";
import classes from "./ComparedPoint.module.css";

interface Props {
  run: Run;
  step: number;
  onClose: () => void;
}

/** The point that was clicked, at the right over the page, so that the charts stay where they are. */
export function ComparedPoint({ run, step, onClose }: Props) {
  return (
    <aside className={classes.panel}>
      <Link to={`/runs/${run.id}?step=${step}`} className={classes.run}>
        {run.name}
      </Link>
      <PointPanel run={run} step={step} onClose={onClose} />
    </aside>
  );
}
