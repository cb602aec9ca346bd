import type { Sweep } from "../../api/types";
import { Card } from "../../components/Card";
import table from "../../components/DataTable.module.css";
import { formatNumber } from "../../components/numbers";
import { PreferenceBar } from "../../components/PreferenceBar";
import { supportWords, weightWords } from "./supportWords";
import classes from "./SupportCard.module.css";

const MOST_SHOWN = 10;

/** Optimistic linear support: which preferences may come next, how much they may improve, and when it ends. */
export function SupportCard({ sweep }: { sweep: Sweep }) {
  const { support } = sweep;
  if (!support) return null;
  const { corners = [] } = support;
  const names = Object.keys(corners[0]?.weights ?? {});
  const largest = Math.max(support.tolerance, ...corners.map(({ gap }) => gap));
  return (
    <Card className={classes.card} title="Corner weights" subtitle={supportWords(support)}>
      {corners.length > 0 && (
        <div className={table.frame}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>preference</th>
                <th>{names.join(" / ")}</th>
                <th className={table.number}>may improve by, %</th>
                <th aria-label="Share of the largest" />
              </tr>
            </thead>
            <tbody>
              {corners.slice(0, MOST_SHOWN).map(({ weights, gap }) => (
                <tr key={JSON.stringify(weights)} data-small={gap <= support.tolerance || undefined}>
                  <td>
                    <PreferenceBar weights={weights} names={names} />
                  </td>
                  <td>{weightWords(weights)}</td>
                  <td className={table.number}>{formatNumber(100 * gap)}</td>
                  <td className={classes.track}>
                    <span className={classes.gap} style={{ width: `${(100 * gap) / largest}%` }} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {corners.length > MOST_SHOWN && (
            <p className={table.quiet}>and {corners.length - MOST_SHOWN} more with smaller gaps</p>
          )}
        </div>
      )}
    </Card>
  );
}
