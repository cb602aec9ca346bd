import { UnstyledButton } from "@mantine/core";
import type { Group, Groups, Measure, Objective } from "../../api/types";
import { changeOf } from "../../components/change";
import table from "../../components/DataTable.module.css";
import { formatError, formatInterval, formatNumber, MISSING } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import { repeats } from "./gridLayout";
import classes from "./GroupTable.module.css";
import { markOf, stepsText } from "./tableExports";
import { HYPERVOLUME } from "./gridMeasures";
import { COUNT, isLargeBest, nextOrder, orderedRows, STEPS, type TableOrder } from "./tableOrder";
import { isDominated, reachedWords, type TableLayout } from "./tableLayout";

type Direction = Objective["direction"];
const ARROW = { maximize: "↑", minimize: "↓" };

interface Props {
  layout: TableLayout;
  groups: Groups;
  order: TableOrder | null;
  onOrder: (word: string | null) => void;
}

export function GroupTable({ layout, groups, order, onOrder }: Props) {
  const { rowFields, blocks } = layout;
  const rows = orderedRows(layout.rows, order);
  return (
    <div className={table.frame}>
      <table className={`${table.table ?? ""} ${classes.table ?? ""}`}>
        <Head layout={layout} objectives={groups.objectives} order={order} onOrder={onOrder} />
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.labels.map((label, place) => (
                <th key={rowFields[place]} scope="row" title={label}>
                  {(order !== null || !repeats(rows, at, place)) && label}
                </th>
              ))}
              {row.groups.map((group, block) => (
                <GroupCells key={blocks[block]} group={group} groups={groups} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({
  layout: { blocks, rowFields },
  objectives,
  ...ordering
}: Pick<Props, "layout" | "order" | "onOrder"> & { objectives: readonly Objective[] }) {
  return (
    <thead>
      {blocks.length > 1 && (
        <tr>
          <td colSpan={rowFields.length} />
          {blocks.map((block) => (
            <th key={block} colSpan={objectives.length + 3} scope="colgroup" className={classes.block}>
              {block}
            </th>
          ))}
        </tr>
      )}
      <tr>
        {rowFields.map((field) => (
          <th key={field} scope="col">
            {field}
          </th>
        ))}
        {blocks.map((name, block) => (
          <BlockHead key={name} block={block} objectives={objectives} {...ordering} />
        ))}
      </tr>
    </thead>
  );
}

type BlockProps = Pick<Props, "order" | "onOrder"> & { block: number; objectives: readonly Objective[] };

function BlockHead({ block, objectives, order, onOrder }: BlockProps) {
  const columns = [
    ...objectives.map((objective) => ({
      measure: objective.name,
      label: `${objectiveLabel(objective)} ${ARROW[objective.direction]}`,
    })),
    { measure: HYPERVOLUME, label: "hypervolume ↑" },
    { measure: STEPS, label: "steps to target" },
    { measure: COUNT, label: "n" },
  ];
  return columns.map(({ measure, label }) => {
    const isOrdered = order?.block === block && order.measure === measure;
    return (
      <th
        key={measure}
        scope="col"
        className={table.number}
        aria-sort={isOrdered ? (order.descending ? "descending" : "ascending") : "none"}
      >
        <UnstyledButton
          className={classes.sort}
          data-on={isOrdered || undefined}
          title="Sort by this column"
          onClick={() => onOrder(nextOrder(order, { block, measure }, isLargeBest(measure, objectives)))}
        >
          {label}
        </UnstyledButton>
      </th>
    );
  });
}

function GroupCells({ group, groups }: { group: Group | null; groups: Groups }) {
  if (group === null) return <td colSpan={groups.objectives.length + 3} />;
  const faint = isDominated(group, groups);
  return (
    <>
      {groups.objectives.map(({ name, direction }) => (
        <MeasureCell key={name} measure={group.objectives[name]} direction={direction} faint={faint} />
      ))}
      <MeasureCell measure={group.hypervolume} direction="maximize" faint={false} />
      <StepsCell steps={group.steps_to_target} />
      <td className={table.number}>{group.n}</td>
    </>
  );
}

interface MeasureProps {
  measure: Measure | undefined;
  direction: Direction;
  faint: boolean;
}

function MeasureCell({ measure, direction, faint }: MeasureProps) {
  if (typeof measure?.mean !== "number")
    return <td className={`${table.number ?? ""} ${table.quiet ?? ""}`}>{MISSING}</td>;
  const mark = markOf(measure);
  const value = formatNumber(measure.mean);
  return (
    <td className={table.number} data-faint={faint || undefined}>
      {mark === "tied" && (
        <span className={table.tied} role="img" aria-label="may be the best">
          •
        </span>
      )}
      {mark === "best" ? <strong>{value}</strong> : value}{" "}
      <span className={table.quiet}>{formatError(measure.mean, measure.standard_error)}</span>
      {measure.left_out > 0 && <span className={table.quiet}> n = {measure.n}</span>}
      <Difference measure={measure} direction={direction} />
    </td>
  );
}

/** The paired difference to the baseline; coloured only where its interval excludes 0. */
function Difference({
  measure: { mean, difference, improvement },
  direction,
}: {
  measure: Measure;
  direction: Direction;
}) {
  if (typeof difference?.mean !== "number" || mean === null) return null;
  const change = changeOf({ value: mean, start: mean - difference.mean, direction });
  if (change === null) return null;
  const [low, high] = difference.interval ?? [0, 0];
  const clear = low > 0 || high < 0;
  return (
    <small
      className={classes.difference}
      data-verdict={clear ? change.verdict : undefined}
      title={[
        `paired, n = ${difference.n}; probability of improvement`,
        formatNumber(improvement?.probability),
        formatInterval(improvement?.probability, improvement?.interval),
      ].join(" ")}
    >
      {change.arrow && (
        <span role="img" aria-label={change.verdict}>
          {change.arrow}
        </span>
      )}{" "}
      {change.text} {formatInterval(mean, difference.interval)}
    </small>
  );
}

function StepsCell({ steps }: { steps: Group["steps_to_target"] }) {
  if (reachedWords(steps) === "") return <MeasureCell measure={steps} direction="minimize" faint={false} />;
  return <td className={`${table.number ?? ""} ${table.quiet ?? ""}`}>{stepsText(steps)}</td>;
}
