import { useRef, type ReactNode } from "react";
import { Link } from "react-router";
import type { ListedGroup } from "../../api/runGroups";
import type { Objective, Sort } from "../../api/types";
import { axesWords } from "../../components/hypervolumeAxes";
import { counted } from "../../components/numbers";
import { Gap } from "./Gap";
import { tickOf, type GroupLine } from "./groupLines";
import { GroupRow } from "./GroupRow";
import { ROW_HEIGHT } from "./rowHeight";
import { RunRow } from "./RunRow";
import { RunsHead } from "./RunsHead";
import classes from "./RunsTable.module.css";
import type { Selection } from "./useSelection";
import { useRowWindow } from "./useRowWindow";

export interface GroupListProps {
  groups: readonly ListedGroup[];
  lines: readonly GroupLine[];
  /** Objectives that have a column. */
  objectives: readonly Objective[];
  comparable: boolean;
  sort: Sort;
  onSort: (sort: Sort) => void;
  selection: Selection;
  onToggle: (group: string) => void;
  /** The list of all runs of a group, where it has more than are listed here. */
  restAddress: (group: ListedGroup) => string | null;
}

const NO_LARGEST = {};

/** The list of runs in groups, on a wide screen. */
export function GroupsTable(props: GroupListProps) {
  const { groups, lines, objectives, comparable, sort, onSort, selection } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const { from, to } = useRowWindow(lines.length, ROW_HEIGHT, body);
  const ids = groups.flatMap((group) => group.run_ids);
  const ticked = tickOf(ids, selection.has);
  return (
    <div className={classes.frame}>
      <table className={classes.table} data-grouped aria-rowcount={lines.length + 1}>
        <RunsHead
          grouped
          objectives={objectives}
          comparable={comparable}
          sort={sort}
          onSort={onSort}
          ticked={ticked}
          onTick={() => selection.mark(ids, ticked !== "all")}
        />
        <tbody ref={body}>
          <Gap rows={from} />
          {lines.slice(from, to).map((line) => (
            <Line key={keyOf(line)} line={line} {...props} />
          ))}
          <Gap rows={lines.length - to} />
        </tbody>
      </table>
    </div>
  );
}

function keyOf(line: GroupLine): string {
  return line.kind === "run" ? line.run.id : `${line.kind} ${line.group.id}`;
}

function Line({
  line,
  objectives,
  comparable,
  selection,
  onToggle,
  restAddress,
}: GroupListProps & { line: GroupLine }) {
  switch (line.kind) {
    case "group":
      return (
        <GroupRow
          group={line.group}
          objectives={objectives}
          comparable={comparable}
          open={line.open}
          ticked={tickOf(line.group.run_ids, selection.has)}
          onToggle={() => onToggle(line.group.id)}
          onTick={(on) => selection.mark(line.group.run_ids, on)}
        />
      );
    case "run":
      return (
        <RunRow
          member
          run={line.run}
          objectives={objectives}
          largest={NO_LARGEST}
          volume={line.run.latest?.hypervolume ?? null}
          comparable={comparable}
          against={line.run.latest ? axesWords(line.run.latest, line.run.objectives) : ""}
          ticked={selection.has(line.run.id)}
          onTick={selection.toggle}
        />
      );
    case "waiting":
      return <NoteRow>Loading the runs</NoteRow>;
    case "rest":
      return (
        <NoteRow>
          <Rest line={line} address={restAddress(line.group)} />
        </NoteRow>
      );
  }
}

/** Says how many runs of a group are not listed, and where they are. */
export function Rest({ line, address }: { line: GroupLine & { kind: "rest" }; address: string | null }) {
  const words = counted(line.count, "more run");
  return address === null ? <>{words}; narrow the list to see them</> : <Link to={address}>{words} in the sweep</Link>;
}

function NoteRow({ children }: { children: ReactNode }) {
  return (
    <tr data-member>
      <td colSpan={99} className={classes.note}>
        {children}
      </td>
    </tr>
  );
}
