import { Skeleton } from "@mantine/core";
import { useGroups, type Groups, type Measure } from "../../api/groups";
import { Card } from "../../components/Card";
import { runColour } from "../../components/colours";
import table from "../../components/DataTable.module.css";
import { axesWords } from "../../components/hypervolumeAxes";
import { MiddleCut } from "../../components/MiddleCut";
import { formatError, formatNumber } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import { Swatch } from "../../components/Swatch";
import { isBold, measureTitle } from "./measureWords";

const ROW_HEIGHT = 36;
const SKELETON_ROWS = 4;

interface Props {
  ids: readonly string[];
  by: readonly string[];
  className: string | undefined;
}

/** The final points of groups of runs: means with standard errors, and the best ones where seeds tell them apart. */
export function FinalGroups({ ids, by, className }: Props) {
  const groups = useGroups(ids, by);
  const against = groups.data ? `, ${axesWords(groups.data, groups.data.objectives)}` : "";
  const subtitle = [
    "mean of the last validation points ± standard error over runs",
    "bold: better than the next by more than chance; dot: may be the best",
    `hypervolume recomputed for all${against}`,
  ].join("; ");
  return (
    <Card className={className} title="Final points by group" subtitle={subtitle}>
      {groups.data ? <GroupTable groups={groups.data} /> : <Skeleton h={ROW_HEIGHT * SKELETON_ROWS} animate={false} />}
    </Card>
  );
}

function GroupTable({ groups: { objectives, groups } }: { groups: Groups }) {
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={table.wide}>group</th>
            <th className={table.number}>n</th>
            {objectives.map((objective) => (
              <th key={objective.name} className={table.number}>
                {objectiveLabel(objective)}
              </th>
            ))}
            <th className={table.number}>hypervolume</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group, place) => (
            <tr key={group.id}>
              <td className={table.wide}>
                <span className={table.named}>
                  <Swatch colour={runColour(place)} />
                  <MiddleCut text={group.label} />
                </span>
              </td>
              <td className={`${table.number ?? ""} ${table.quiet ?? ""}`}>{group.n}</td>
              {objectives.map(({ name }) => (
                <MeasureCell key={name} measure={group.objectives[name]} />
              ))}
              <MeasureCell measure={group.hypervolume} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
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
