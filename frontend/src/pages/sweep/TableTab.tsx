import { Select, Skeleton } from "@mantine/core";
import { useSearchParams } from "react-router";
import { useSweepGroups } from "../../api/sweeps";
import type { Group, Groups, Sweep } from "../../api/types";
import { Card } from "../../components/Card";
import { CopyButton } from "../../components/CopyButton";
import { axesWords } from "../../components/hypervolumeAxes";
import { QueryError } from "../../components/QueryError";
import { useOption } from "../../figures/useOption";
import { byName, CELLS, fieldsOf, groupName, labelsOf } from "./fields";
import { asCsv, asLatex, asMarkdown } from "./tableExports";
import { caveats } from "./caveats";
import { StepsSaved } from "./StepsSaved";
import { orderOf } from "./tableOrder";
import { tableLayout } from "./tableLayout";
import { GroupTable } from "./GroupTable";
import classes from "./TableTab.module.css";

/** The paper's table: what each group reached, against a baseline. */
export function TableTab({ sweep }: { sweep: Sweep }) {
  const fields = fieldsOf(sweep);
  const [by, setBy] = useOption("by", [CELLS, ...fields]);
  const [parameters, setParameters] = useSearchParams();
  const baseline = parameters.get("baseline") ?? undefined;
  const groups = useSweepGroups(sweep.id, [by], baseline);
  const choose = (changes: Record<string, string | null>) =>
    setParameters(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [key, value] of Object.entries(changes))
          if (value === null) next.delete(key);
          else next.set(key, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const nameOf = (group: Group) => groupName(sweep, group, by);
  const shownFields = by === CELLS ? fields : [by];
  const layout = groups.data
    ? tableLayout(groups.data.groups, shownFields, (group) => labelsOf(sweep, group, shownFields, by))
    : null;
  const doubts = groups.data ? caveats(sweep, groups.data) : [];
  return (
    <>
      <Card
        title={by === CELLS ? "Final points of every cell" : `Final points by ${by}`}
        subtitle={groups.data ? subtitle(groups.data, nameOf) : "\u00a0"}
        controls={
          <div className={classes.controls}>
            <Select
              aria-label="Group by"
              w={180}
              data={[CELLS, ...fields].map((value) => ({ value, label: byName(value) }))}
              value={by}
              onChange={(next) => {
                choose({ baseline: null, order: null });
                setBy(next ?? CELLS);
              }}
            />
            {groups.data && (
              <Select
                aria-label="Baseline"
                w={220}
                data={groups.data.groups.map((group) => ({ value: group.id, label: `against ${nameOf(group)}` }))}
                value={groups.data.baseline}
                onChange={(next) => choose({ baseline: next })}
              />
            )}
          </div>
        }
      >
        <QueryError query={groups} />
        {groups.isPending && <Skeleton h={36 * (sweep.total_cells + 1)} animate={false} />}
        {groups.data && layout && (
          <>
            {doubts.length > 0 && (
              <p className={classes.doubts} role="note">
                Best and tied marks may change: {doubts.join("; ")}.
              </p>
            )}
            <GroupTable
              layout={layout}
              groups={groups.data}
              order={orderOf(parameters.get("order"))}
              onOrder={(order) => choose({ order })}
            />
            <div className={classes.copies}>
              <CopyButton label="Copy Markdown" text={asMarkdown(layout, groups.data)} />
              <CopyButton label="Copy LaTeX" text={asLatex(layout, groups.data)} />
              <CopyButton label="Copy CSV" text={asCsv(layout, groups.data)} />
            </div>
          </>
        )}
      </Card>
      <div className={classes.below}>{groups.data && <StepsSaved groups={groups.data} nameOf={nameOf} />}</div>
    </>
  );
}

function subtitle(groups: Groups, nameOf: (group: Group) => string): string {
  const baseline = groups.groups.find((group) => group.id === groups.baseline);
  return [
    `${groups.split}; mean ± standard error over runs`,
    `under it the paired difference to ${baseline ? nameOf(baseline) : "the baseline"} with its 95 % interval`,
    "bold: better than the next; dot: may be the best; faint: dominated",
    `steps until a run's front reaches the mean final point of the baseline`,
    axesWords(groups, groups.objectives),
  ].join("; ");
}
