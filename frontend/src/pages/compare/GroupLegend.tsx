import { groupTag } from "../../figures/emphasis";
import { runColour } from "../../components/colours";
import { MiddleCut } from "../../components/MiddleCut";
import { formatInterval, formatNumber } from "../../components/numbers";
import { Segmented } from "../../components/Segmented";
import { Swatch } from "../../components/Swatch";
import classes from "./GroupLegend.module.css";
import { ordered, type Placed } from "./groupOrder";
import type { RowOrder } from "./rowOrder";
import { LegendButtons } from "./LegendButtons";
import { measureTitle } from "./measureWords";
import type { Legend } from "./useLegend";

const ORDERS = [
  { value: "", label: "as chosen" },
  { value: "label", label: "name" },
  { value: "-n", label: "n" },
  { value: "-hypervolume", label: "hypervolume" },
];

interface Props {
  groups: readonly Placed[];
  legend: Legend;
  sort: RowOrder;
  onSort: (sort: RowOrder) => void;
}

/** The groups with colours, sizes and hypervolumes. The pointer brings one forward; each can be hidden or pinned. */
export function GroupLegend({ groups, legend, sort, onSort }: Props) {
  const rows = ordered(groups, sort).toSorted(
    (one, other) => Number(legend.isPinned(other.group.id)) - Number(legend.isPinned(one.group.id)),
  );
  return (
    <section className={classes.legend} aria-label="Legend">
      <div className={classes.head}>
        <span>mean hypervolume [95 % interval]</span>
        {groups.length > 1 && <Segmented label="Order of the groups" options={ORDERS} value={sort} onChange={onSort} />}
      </div>
      <ul className={classes.rows} aria-label="Groups">
        {rows.map((row) => (
          <LegendRow key={row.group.id} row={row} legend={legend} />
        ))}
      </ul>
    </section>
  );
}

function LegendRow({ row: { group, place }, legend }: { row: Placed; legend: Legend }) {
  const { id, label, n, hypervolume } = group;
  const isHidden = legend.isHidden(id);
  return (
    <li
      className={classes.row}
      data-hidden={isHidden || undefined}
      onMouseEnter={() => legend.onHover(isHidden ? null : { group: groupTag(label) })}
      onMouseLeave={() => legend.onHover(null)}
    >
      <LegendButtons id={id} label={label} legend={legend} />
      <span className={classes.name}>
        <Swatch colour={runColour(place)} />
        <MiddleCut text={label} />
      </span>
      <span className={classes.quiet}>n = {n}</span>
      <span className={classes.value} title={measureTitle(hypervolume)}>
        {formatNumber(hypervolume.mean)}{" "}
        <span className={classes.quiet}>{formatInterval(hypervolume.mean, hypervolume.interval)}</span>
      </span>
    </li>
  );
}
