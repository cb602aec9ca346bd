import { Link } from "react-router";
import { useForks } from "../../api/runs";
import { counted } from "../../components/numbers";
import classes from "./Forks.module.css";

/** The runs that start from checkpoints of this one; nothing if there are none. */
export function Forks({ runId }: { runId: string }) {
  const found = useForks(runId).data;
  if (!found || found.total === 0) return null;
  const more = found.total - found.runs.length;
  return (
    <section className={classes.forks} aria-label="Forks of the run">
      <span>{counted(found.total, "fork")}:</span>
      <ul>
        {found.runs.map((run) => (
          <li key={run.id}>
            <Link to={`/runs/${run.id}`}>{run.name}</Link> from step {run.parent_step}
          </li>
        ))}
        {more > 0 && <li>and {more} older</li>}
      </ul>
    </section>
  );
}
