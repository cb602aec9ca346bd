import { CloseButton } from "@mantine/core";
import { Link } from "react-router";
import { useFronts } from "../../api/fronts";
import type { ChosenAxes } from "../../api/measuredAxes";
import { MiddleCut } from "../../components/MiddleCut";
import { formatNumber } from "../../components/numbers";
import { Swatch } from "../../components/Swatch";
import { isOver } from "../../components/statuses";
import { runColour } from "../../components/colours";
import classes from "./RunStrip.module.css";
import type { Target } from "../../figures/emphasis";
import { MOST_READABLE } from "./grouping";
import type { ComparedRuns } from "./useComparedRuns";

interface Props {
  compared: ComparedRuns;
  axes: ChosenAxes;
  onHover: (target: Target | null) => void;
}

/** The compared runs, each with its colour and its hypervolume against the reference point of all. */
export function RunStrip({ compared, axes, onHover }: Props) {
  const { ids, runs, missing } = compared;
  const fronts = useFronts(
    ids.filter((id) => !missing.includes(id)),
    axes,
  ).data;
  return (
    <ul className={classes.strip} data-many={ids.length > MOST_READABLE || undefined}>
      {ids.map((id) => {
        const run = runs.find((candidate) => candidate.id === id);
        const name = run?.name ?? (missing.includes(id) ? "a run that was deleted" : "\u00a0");
        return (
          <li key={id} onMouseEnter={() => onHover({ run: id })} onMouseLeave={() => onHover(null)}>
            <div className={classes.name}>
              {run && <Swatch colour={runColour(runs.indexOf(run))} />}
              <Link to={`/runs/${id}`}>
                <MiddleCut text={name} />
              </Link>
              {compared.isNamed(id) && (
                <CloseButton
                  className={classes.remove ?? ""}
                  size={18}
                  aria-label={`Remove ${name}`}
                  onClick={() => compared.remove(id)}
                />
              )}
            </div>
            <div className={classes.value}>
              {formatNumber(fronts?.runs.find((front) => front.run_id === id)?.final?.hypervolume)}{" "}
              <small>hypervolume{run && !isOver(run) ? `, step ${run.step}` : ""}</small>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
