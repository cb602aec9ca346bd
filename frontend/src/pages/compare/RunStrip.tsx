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
import { MOST_READABLE } from "./grouping";
import { LegendButtons } from "./LegendButtons";
import type { ComparedRuns } from "./useComparedRuns";
import type { Legend } from "./useLegend";

interface Props {
  compared: ComparedRuns;
  axes: ChosenAxes;
  legend: Legend;
}

/** The compared runs with colours and hypervolumes. The pointer brings one forward; each can be hidden or pinned. */
export function RunStrip({ compared, axes, legend }: Props) {
  const { ids, runs, missing } = compared;
  const fronts = useFronts(
    ids.filter((id) => !missing.includes(id)),
    axes,
  ).data;
  return (
    <ul className={classes.strip} aria-label="Runs" data-many={ids.length > MOST_READABLE || undefined}>
      {pinnedFirst(ids, legend).map((id) => {
        const run = runs.find((candidate) => candidate.id === id);
        const name = run?.name ?? (missing.includes(id) ? "a run that was deleted" : "\u00a0");
        const isHidden = legend.isHidden(id);
        return (
          <li
            key={id}
            data-hidden={isHidden || undefined}
            onMouseEnter={() => legend.onHover(isHidden ? null : { run: id })}
            onMouseLeave={() => legend.onHover(null)}
          >
            <div className={classes.name}>
              {run && <Swatch colour={runColour(runs.indexOf(run))} />}
              <Link to={`/runs/${id}`}>
                <MiddleCut text={name} />
              </Link>
              <span className={classes.buttons} data-used={isHidden || legend.isPinned(id) || undefined}>
                <LegendButtons id={id} label={name} legend={legend} />
              </span>
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

function pinnedFirst(ids: readonly string[], legend: Legend): string[] {
  return ids.toSorted((one, other) => Number(legend.isPinned(other)) - Number(legend.isPinned(one)));
}
