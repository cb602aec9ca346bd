import { Select } from "@mantine/core";
import type { Sweep } from "../../api/types";
import { names } from "../../components/objectives";
import { QueryError } from "../../components/QueryError";
import { FigureCard } from "../../figures/FigureCard";
import { frontOptions, pairViews, viewName } from "../../figures/frontViews";
import { OptionPicker } from "../../figures/OptionPicker";
import { useOption } from "../../figures/useOption";
import { GroupBar } from "./GroupBar";
import { GroupLegend } from "./GroupLegend";
import classes from "./SweepFigures.module.css";
import { useGroupChoice } from "./useGroupChoice";

const HEIGHT = 420;

/** What the groups attain, and where two of them differ. */
export function FrontsTab({ sweep }: { sweep: Sweep }) {
  const { bar, groups } = useGroupChoice(sweep);
  const shared = names(groups.data?.objectives ?? []);
  const views = pairViews(shared);
  const [view, setView] = useOption("front", views.length > 0 ? views : [""]);
  const labels = groups.data?.groups.map((group) => group.label) ?? [];
  const pair = frontOptions(view, shared);
  const picker = (
    <OptionPicker label="Objectives of the fronts" options={views} value={view} onChange={setView} name={viewName} />
  );
  return (
    <>
      <GroupBar {...bar} />
      <QueryError query={groups} />
      <GroupLegend groups={groups.data} />
      <div className={classes.grid}>
        <FigureCard
          source={{ name: "group_fronts", sweep: sweep.id, by: [bar.by], options: { ...pair, members: bar.members } }}
          title="Fronts by group"
          height={HEIGHT}
          controls={picker}
        />
        {labels.length > 1 && <Difference sweep={sweep.id} by={bar.by} labels={labels} pair={pair} />}
      </div>
    </>
  );
}

interface DifferenceProps {
  sweep: string;
  by: string;
  labels: readonly string[];
  pair: Record<string, string>;
}

/** Where one group attains points more often than another. */
function Difference({ sweep, by, labels, pair }: DifferenceProps) {
  const [one, setOne] = useOption("one", labels);
  const others = labels.filter((label) => label !== one);
  const [other, setOther] = useOption("other", others);
  return (
    <FigureCard
      source={{ name: "difference_map", sweep, by: [by], options: { ...pair, one, other } }}
      title="Difference of attainment"
      height={HEIGHT}
    >
      <div className={classes.pair}>
        <GroupSelect label="One group" labels={labels} value={one} onChange={setOne} />
        <span>against</span>
        <GroupSelect label="The other group" labels={others} value={other} onChange={setOther} />
      </div>
    </FigureCard>
  );
}

interface SelectProps {
  label: string;
  labels: readonly string[];
  value: string;
  onChange: (label: string) => void;
}

function GroupSelect({ label, labels, value, onChange }: SelectProps) {
  return (
    <Select
      aria-label={label}
      className={classes.choice ?? ""}
      data={labels}
      value={value}
      allowDeselect={false}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}
