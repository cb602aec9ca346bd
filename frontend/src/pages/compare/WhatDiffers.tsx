import type { Run } from "../../api/types";
import { Card } from "../../components/Card";
import table from "../../components/DataTable.module.css";
import { MiddleCut } from "../../components/MiddleCut";
import { MISSING } from "../../components/numbers";
import { trainedNames } from "../../components/objectives";
import { PreferenceBar } from "../../components/PreferenceBar";
import { Swatch } from "../../components/Swatch";
import { configDifferences } from "./configDifferences";
import { runColour } from "../../components/colours";
import classes from "./WhatDiffers.module.css";

const SETTING_WIDTH = 180;
const COLUMN_WIDTH = 104;

/** The settings the runs do not share. */
export function WhatDiffers({ runs, className }: { runs: readonly Run[]; className: string | undefined }) {
  const { differing, settings, preferenceDiffers } = configDifferences(runs);
  const count = differing.length + (preferenceDiffers ? 1 : 0);
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
            style={{ minWidth: SETTING_WIDTH + COLUMN_WIDTH * runs.length }}
          >
            <thead>
              <tr>
                <th style={{ width: SETTING_WIDTH }}>setting</th>
                {runs.map((run, place) => (
                  <th key={run.id} title={run.name}>
                    <span className={classes.run}>
                      <Swatch colour={runColour(place)} />
                      <span>{run.name}</span>
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preferenceDiffers && (
                <tr>
                  <td>preference</td>
                  {runs.map((run) => (
                    <td key={run.id}>
                      <PreferenceBar weights={run.preference} names={trainedNames(run.objectives)} />
                    </td>
                  ))}
                </tr>
              )}
              {differing.map(({ setting, values }) => (
                <tr key={setting}>
                  <td>
                    <MiddleCut text={setting} />
                  </td>
                  {values.map((value, place) => (
                    <td key={place} className={classes.value} title={value}>
                      {value ?? MISSING}
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
