import type { Sweep } from "../../api/types";
import { QueryError } from "../../components/QueryError";
import { FigureCard } from "../../figures/FigureCard";
import { GroupBar } from "./GroupBar";
import { GroupLegend } from "./GroupLegend";
import classes from "./SweepFigures.module.css";
import { useGroupChoice } from "./useGroupChoice";

const FRAME = 90;
const PANEL = 150;
const SHOWN = [
  { show: "objectives", title: "Objectives" },
  { show: "weights", title: "Weights" },
  { show: "hypervolume", title: "Hypervolume" },
] as const;

/** The mean of each group over steps, with its interval. */
export function CurvesTab({ sweep }: { sweep: Sweep }) {
  const { bar, groups } = useGroupChoice(sweep);
  const panels = Math.max(1, groups.data?.objectives.length ?? 0);
  return (
    <>
      <GroupBar {...bar} />
      <QueryError query={groups} />
      <GroupLegend groups={groups.data} />
      <div className={classes.grid}>
        {SHOWN.map(({ show, title }) => (
          <FigureCard
            key={show}
            source={{ name: "group_means", sweep: sweep.id, by: [bar.by], options: { show, members: bar.members } }}
            title={title}
            height={FRAME + PANEL * (show === "hypervolume" ? 2 : panels)}
          />
        ))}
      </div>
    </>
  );
}
