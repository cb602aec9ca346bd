import { useRef, useState } from "react";
import type { Run } from "../../api/types";
import { axesWords } from "../../components/hypervolumeAxes";
import { Gap } from "./Gap";
import type { ListProps } from "./listProps";
import { RunRow } from "./RunRow";
import { RunsHead } from "./RunsHead";
import { ROW_HEIGHT } from "./rowHeight";
import classes from "./RunsTable.module.css";
import { useRowWindow } from "./useRowWindow";

export function RunsTable({ runs, objectives: columns, sort, onSort, selection, volumes }: ListProps) {
  const objectives = useStable(columns);
  const largest = useStable(
    Object.fromEntries(
      objectives.map(({ name }) => [name, Math.max(...runs.map((run) => run.latest?.objectives[name] ?? 0))]),
    ),
  );
  const body = useRef<HTMLTableSectionElement>(null);
  const { from, to } = useRowWindow(runs.length, ROW_HEIGHT, body);
  const ids = runs.map((run) => run.id);
  const all = ids.every((id) => selection.has(id));
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-rowcount={runs.length + 1}>
        <RunsHead
          objectives={objectives}
          comparable={volumes.comparable}
          sort={sort}
          onSort={onSort}
          ticked={all ? "all" : selection.ids.length > 0 ? "some" : "none"}
          onTick={() => selection.set(all ? [] : ids)}
        />
        <tbody ref={body}>
          <Gap rows={from} />
          {runs.slice(from, to).map((run) => (
            <RunRow
              key={run.id}
              run={run}
              objectives={objectives}
              largest={largest}
              volume={volumes.of(run)}
              comparable={volumes.comparable}
              against={volumes.common ? axesWords(volumes.common, volumes.common.objectives) : ownAxes(run)}
              ticked={selection.has(run.id)}
              onTick={selection.toggle}
            />
          ))}
          <Gap rows={runs.length - to} />
        </tbody>
      </table>
    </div>
  );
}

function ownAxes({ latest, objectives }: Run): string {
  return latest ? axesWords(latest, objectives) : "";
}

/** Returns the same object as long as its contents are the same, so that rows are not drawn again. */
function useStable<T>(value: T): T {
  const [kept, setKept] = useState(value);
  if (JSON.stringify(kept) === JSON.stringify(value)) return kept;
  setKept(value);
  return value;
}
