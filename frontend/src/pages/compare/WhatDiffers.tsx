import type { Run } from "../../api/types";
import { Card } from "../../components/Card";
import table from "../../components/DataTable.module.css";
import { MiddleCut } from "../../components/MiddleCut";
import { MISSING } from "../../components/numbers";
import { trainedNames } from "../../components/objectives";
import { PreferenceBar } from "../../components/PreferenceBar";
import { Swatch } from "../../components/Swatch";
import { configDifferences, joinedValues } from "./configDifferences";
import { runColour } from "../../components/colours";
import classes from "./WhatDiffers.module.css";

const SETTING_WIDTH = 180;
const COLUMN_WIDTH = 104;

/** A run, or the runs of a group. */
export interface Column {
  id: string;
  name: string;
  /** Which colour it has in the comparison. */
  place: number;
  runs: readonly Run[];
}

/** The settings that the runs do not share, with one column per run or group. */
export function WhatDiffers({ columns, className }: { columns: readonly Column[]; className: string | undefined }) {
  const runs = columns.flatMap((column) => column.runs);
  const columnOf = new Map(columns.flatMap((column) => column.runs.map((run) => [run.id, column.id] as const)));
  const { differing, settings, preferenceDiffers } = configDifferences(runs);
  const count = differing.length + (preferenceDiffers ? 1 : 0);
  const valuesOf = (column: Column, values: readonly (string | undefined)[]) =>
    joinedValues(values.filter((_, at) => columnOf.get(runs[at]?.id ?? "") === column.id));
  return (
    <Card
      className={className}
      title="What differs"
      subtitle={
        runs.length > 1 ? `${count} of ${settings} settings` : "add a second run to see how their configs differ"
      }
    >
      {runs.length > 1 && count === 0 && (
        <p className={classes.same}>These runs have the same config. Their results differ only by chance.</p>
      )}
      {count > 0 && (
        <div className={table.frame}>
          <table
            className={`${table.table ?? ""} ${classes.table ?? ""}`}
            style={{ minWidth: SETTING_WIDTH + COLUMN_WIDTH * columns.length }}
          >
            <thead>
              <tr>
                <th style={{ width: SETTING_WIDTH }}>setting</th>
                {columns.map(({ id, name, place }) => (
                  <th key={id} title={name}>
                    <span className={classes.run}>
                      <Swatch colour={runColour(place)} />
                      <span>{name}</span>
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preferenceDiffers && (
                <tr>
                  <td>preference</td>
                  {columns.map((column) => (
                    <td key={column.id}>
                      <Preference runs={column.runs} />
                    </td>
                  ))}
                </tr>
              )}
              {differing.map(({ setting, values }) => (
                <tr key={setting}>
                  <td>
                    <MiddleCut text={setting} />
                  </td>
                  {columns.map((column) => (
                    <td key={column.id} className={classes.value} title={valuesOf(column, values)}>
                      {valuesOf(column, values) ?? MISSING}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

/** The preference that the runs share, or how many there are. */
function Preference({ runs: [first, ...others] }: { runs: readonly Run[] }) {
  if (!first) return null;
  const preferences = new Set([first, ...others].map((run) => JSON.stringify(Object.entries(run.preference).sort())));
  if (preferences.size > 1) return <>{preferences.size} values</>;
  return <PreferenceBar weights={first.preference} names={trainedNames(first.objectives)} />;
}
