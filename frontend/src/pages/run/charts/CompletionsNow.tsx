import { useState, type CSSProperties } from "react";
import { Link } from "react-router";
import { useCompletions } from "../../../api/runDetail";
import type { Run } from "../../../api/types";
import { Card } from "../../../components/Card";
import { names } from "../../../components/objectives";
import { OptionPicker } from "../../../figures/OptionPicker";
import { ordered, ORDERS, type Order } from "../completions/order";
import { RewardChips } from "../completions/RewardChips";
import classes from "./CompletionsNow.module.css";

const SHOWN = 6;

/** A few completions of the last evaluation; those on which the objectives differ come first. */
export function CompletionsNow({ run, className }: { run: Run; className: string | undefined }) {
  const [order, setOrder] = useState<Order>("disagreement");
  const page = useCompletions(run.id, null, "validation").data?.pages[0];
  const rows = page ? ordered(page.completions, order, page.step ?? 0).slice(0, SHOWN) : [];
  const marks: CSSProperties & { "--marks": number } = { "--marks": run.objectives.length };
  return (
    <Card
      className={className}
      title="Completions now"
      subtitle={page?.step === undefined || page.step === null ? "validation" : `validation, step ${page.step}`}
      controls={<OptionPicker label="Order of completions" options={ORDERS} value={order} onChange={setOrder} />}
    >
      {rows.length === 0 ? (
        <p className={classes.none}>Completions of the last evaluation will be here.</p>
      ) : (
        <table className={classes.table} style={marks}>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                <td className={classes.prompt}>{row.prompt}</td>
                <td className={classes.completion} title={row.completion}>
                  {row.completion}
                </td>
                <td className={classes.rewards}>
                  <RewardChips rewards={row.rewards} names={names(run.objectives)} terse />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={classes.all}>
        <Link to={`/runs/${run.id}/completions`}>All completions</Link>
      </p>
    </Card>
  );
}
