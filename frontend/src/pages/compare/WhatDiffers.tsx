import type { Run } from "../../api/types";
import { Card } from "../../components/Card";
import { configDifferences, isOfSome, variesAlike, type Difference } from "./configDifferences";
import { DifferencesAcross, DifferencesDown } from "./DifferenceTables";
import classes from "./WhatDiffers.module.css";

/** From so many runs on, each has a row of the table and no longer a column. */
const MOST_COLUMNS = 6;
const MOST_NAMED = 6;

/** A run, or the runs of a group. */
export interface Column {
  id: string;
  name: string;
  /** Which colour it has in the comparison. */
  place: number;
  runs: readonly Run[];
}

/** The settings that the runs do not share. */
export function WhatDiffers({ columns, className }: { columns: readonly Column[]; className: string | undefined }) {
  const runs = columns.flatMap((column) => column.runs);
  const { differing, settings, preferenceDiffers } = configDifferences(runs);
  const inside = new Map(columns.flatMap((column) => column.runs.map((run) => [run.id, column.id] as const)));
  const isWithin = (one: Difference) => columns.length > 1 && variesAlike(one, runs, inside);
  const within = differing.filter((one) => !isOfSome(one) && isWithin(one)).map(({ setting }) => setting);
  const chosen = differing.filter((one) => !isOfSome(one) && !isWithin(one));
  const ofSome = differing.filter(isOfSome).map(({ setting }) => setting);
  const count = chosen.length + (preferenceDiffers ? 1 : 0);
  const Table = columns.length > MOST_COLUMNS ? DifferencesDown : DifferencesAcross;
  return (
    <Card
      className={className}
      title="What differs"
      subtitle={
        runs.length > 1 ? `${count} of ${settings} settings` : "add a second run to see how their configs differ"
      }
    >
      {runs.length > 1 && differing.length === 0 && !preferenceDiffers && (
        <p className={classes.same}>These runs have the same config. Their results differ only by chance.</p>
      )}
      {count > 0 && <Table columns={columns} runs={runs} differing={chosen} preferenceDiffers={preferenceDiffers} />}
      {within.length > 0 && <p className={classes.foot}>The same values in each group: {within.join(", ")}.</p>}
      {ofSome.length > 0 && (
        <p className={classes.foot} title={ofSome.join(", ")}>
          Only some of the runs have {ofSome.slice(0, MOST_NAMED).join(", ")}
          {ofSome.length > MOST_NAMED && ` and ${ofSome.length - MOST_NAMED} more`}, with the same value.
        </p>
      )}
    </Card>
  );
}
