import type { Group, Groups, Measure } from "../../api/groups";
import type { Run } from "../../api/types";
import { Card } from "../../components/Card";
import { runColour } from "../../components/colours";
import table from "../../components/DataTable.module.css";
import { MiddleCut } from "../../components/MiddleCut";
import { formatError, formatNumber } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import { STATUSES } from "../../components/statuses";
import { Swatch } from "../../components/Swatch";
import { Cautions } from "./Cautions";
import classes from "./FinalGroups.module.css";
import { ordered, type Placed } from "./groupOrder";
import { isBold, measureTitle } from "./measureWords";
import { cautions } from "./preliminary";
import type { RowOrder } from "./rowOrder";
import { SortHeading } from "./SortHeading";

interface Props {
  groups: Groups;
  rows: readonly Placed[];
  sort: RowOrder;
  onSort: (sort: RowOrder) => void;
  className: string | undefined;
}

/** The final points of groups of runs: means with standard errors, and the best ones where seeds tell them apart. */
export function FinalGroups({ groups, rows, sort, onSort, className }: Props) {
  const subtitle = [
    "mean of the last validation points ± standard error over runs",
    "bold: better than the next by more than chance; dot: may be the best",
  ].join("; ");
  const statuses = groups.groups.flatMap(statusesOf);
  const steps = groups.groups.flatMap((group) => group.final_steps);
  return (
    <Card
      className={className}
      title="Final points by group"
      subtitle={subtitle}
      controls={<Cautions of={cautions(statuses, steps)} />}
    >
      <div className={`${table.frame ?? ""} ${classes.frame ?? ""}`}>
        <table className={table.table}>
          <thead>
            <tr>
              <SortHeading by="label" label="group" sort={sort} onSort={onSort} className={table.wide} />
              <SortHeading by="n" label="n" sort={sort} onSort={onSort} className={table.number} />
              {groups.objectives.map((objective) => (
                <SortHeading
                  key={objective.name}
                  by={objective.name}
                  label={objectiveLabel(objective)}
                  sort={sort}
                  onSort={onSort}
                  className={table.number}
                />
              ))}
              <SortHeading by="hypervolume" label="hypervolume" sort={sort} onSort={onSort} className={table.number} />
            </tr>
          </thead>
          <tbody>
            {ordered(rows, sort).map(({ group, place }) => (
              <tr key={group.id}>
                <td className={table.wide}>
                  <span className={table.named}>
                    <Swatch colour={runColour(place)} />
                    <MiddleCut text={group.label} />
                  </span>
                </td>
                <td className={`${table.number ?? ""} ${table.quiet ?? ""}`}>{group.n}</td>
                {groups.objectives.map(({ name }) => (
                  <MeasureCell key={name} measure={group.objectives[name]} />
                ))}
                <MeasureCell measure={group.hypervolume} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

/** The status of each run of a group, in no order. */
function statusesOf({ statuses }: Group): Run["status"][] {
  return STATUSES.flatMap((status) => Array.from({ length: statuses[status] ?? 0 }, () => status));
}

function MeasureCell({ measure }: { measure: Measure | undefined }) {
  const mean = formatNumber(measure?.mean);
  return (
    <td className={table.number} title={measure && measureTitle(measure)}>
      {measure?.mark === "tied" && (
        <span className={table.tied} role="img" aria-label="may be the best">
          •
        </span>
      )}
      {measure && isBold(measure) ? <strong>{mean}</strong> : mean}{" "}
      <span className={table.quiet}>{formatError(measure?.mean, measure?.standard_error)}</span>
    </td>
  );
}
