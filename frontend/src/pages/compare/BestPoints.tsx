import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { Objective } from "../../api/types";
import { Card } from "../../components/Card";
import { counted } from "../../components/numbers";
import { OptionPicker } from "../../figures/OptionPicker";
import { useOption } from "../../figures/useOption";
import { BestTable } from "./BestTable";
import { CHOSEN_BY, frontOf, type BestRow, type Shown } from "./bestRows";
import classes from "./ComparePage.module.css";

const OF = ["all", "each"] as const;

interface Props {
  rows: readonly BestRow[];
  objectives: readonly Objective[];
  /** What has a colour: "run" or "group". */
  noun: "run" | "group";
  splits: readonly string[];
  /** The split that the points are reported on besides; null for none. */
  report: string | null;
  onReport: (report: string | null) => void;
}

/** The points that nothing compared is better than, with their spread and what they are on another split. */
export function BestPoints({ rows, objectives, noun, splits, report, onReport }: Props) {
  const [of, setOf] = useOption("best", OF);
  const [sort, setSort] = useState("");
  if (rows.length === 0) return null;
  const others = splits.filter((split) => split !== CHOSEN_BY);
  const columns: Shown[] = ["chosen", ...(noun === "group" ? (["runs"] as const) : [])];
  const shown = of === "all" ? frontOf(rows, objectives) : rows;
  const subtitle = [
    `${counted(shown.length, "point")} on the front of ${of === "all" ? "all" : `each ${noun}`}`,
    `chosen on ${CHOSEN_BY}, ± standard error over prompts`,
    ...(noun === "group" ? ["runs: mean of the group’s runs at the same step ± standard error over them"] : []),
    ...(report === null ? [] : [`reported on ${report} ± standard error over prompts`]),
  ].join("; ");
  return (
    <Card
      className={classes.below}
      title="Best points"
      subtitle={subtitle}
      controls={
        <>
          <OptionPicker
            label="Best points of"
            options={OF}
            value={of}
            onChange={setOf}
            name={(option) => (option === "all" ? "front of all" : `of each ${noun}`)}
          />
          {others.length > 0 && (
            <NativeSelect
              aria-label="Report on"
              size="xs"
              value={report ?? ""}
              data={[{ value: "", label: `${CHOSEN_BY} only` }, ...others]}
              onChange={(event) => onReport(event.currentTarget.value || null)}
            />
          )}
        </>
      }
    >
      <BestTable
        rows={shown}
        objectives={objectives}
        noun={noun}
        columns={report === null ? columns : [...columns, "reported"]}
        report={report}
        sort={sort}
        onSort={setSort}
      />
    </Card>
  );
}
