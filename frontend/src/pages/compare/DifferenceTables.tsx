import type { Run } from "../../api/types";
import table from "../../components/DataTable.module.css";
import { MiddleCut } from "../../components/MiddleCut";
import { MISSING } from "../../components/numbers";
import { trainedNames } from "../../components/objectives";
import { PreferenceBar } from "../../components/PreferenceBar";
import { runColour } from "../../components/colours";
import { Swatch } from "../../components/Swatch";
import { joinedValues, type Difference } from "./configDifferences";
import classes from "./WhatDiffers.module.css";
import type { Column } from "./WhatDiffers";

const SETTING_WIDTH = 180;
const COLUMN_WIDTH = 104;

interface Props {
  columns: readonly Column[];
  /** The runs of all columns, in the order of the values. */
  runs: readonly Run[];
  differing: readonly Difference[];
  preferenceDiffers: boolean;
}

/** A row per setting and a column per run or group. */
export function DifferencesAcross({ columns, runs, differing, preferenceDiffers }: Props) {
  return (
    <div className={table.frame}>
      <table
        className={`${table.table ?? ""} ${classes.table ?? ""}`}
        style={{ minWidth: SETTING_WIDTH + COLUMN_WIDTH * columns.length }}
      >
        <thead>
          <tr>
            <th style={{ width: SETTING_WIDTH }}>setting</th>
            {columns.map((column) => (
              <th key={column.id} title={column.name}>
                <Named column={column} />
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
          {differing.map((difference) => (
            <tr key={difference.setting}>
              <td>
                <MiddleCut text={difference.setting} />
              </td>
              {columns.map((column) => (
                <Value key={column.id} text={valueOf(column, runs, difference)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A row per run or group and a column per setting, which stays readable for many runs. */
export function DifferencesDown({ columns, runs, differing, preferenceDiffers }: Props) {
  return (
    <div className={`${table.frame ?? ""} ${classes.tall ?? ""}`}>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={classes.first}>{`${columns.length} rows`}</th>
            {preferenceDiffers && <th>preference</th>}
            {differing.map(({ setting }) => (
              <th key={setting} title={setting}>
                {setting.split(".").slice(-2).join(".")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.id}>
              <td className={classes.first} title={column.name}>
                <Named column={column} />
              </td>
              {preferenceDiffers && (
                <td>
                  <Preference runs={column.runs} />
                </td>
              )}
              {differing.map((difference) => (
                <Value key={difference.setting} text={valueOf(column, runs, difference)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Named({ column: { name, place } }: { column: Column }) {
  return (
    <span className={classes.run}>
      <Swatch colour={runColour(place)} />
      <span>{name}</span>
    </span>
  );
}

function Value({ text }: { text: string | undefined }) {
  return (
    <td className={classes.value} title={text}>
      {text ?? MISSING}
    </td>
  );
}

function valueOf(column: Column, runs: readonly Run[], { values }: Difference): string | undefined {
  const inside = new Set(column.runs.map((run) => run.id));
  return joinedValues(values.filter((_, at) => inside.has(runs[at]?.id ?? "")));
}

/** The preference that the runs share, or how many there are. */
function Preference({ runs: [first, ...others] }: { runs: readonly Run[] }) {
  if (!first) return null;
  const preferences = new Set([first, ...others].map((run) => JSON.stringify(Object.entries(run.preference).sort())));
  if (preferences.size > 1) return <>{preferences.size} values</>;
  return <PreferenceBar weights={first.preference} names={trainedNames(first.objectives)} />;
}
