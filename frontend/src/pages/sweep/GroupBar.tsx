import { MOST_GROUPED } from "../../api/fronts";
import type { Sweep } from "../../api/types";
import { Chip } from "../../components/Chip";
import { OptionPicker } from "../../figures/OptionPicker";
import { byName } from "./fields";
import classes from "./GroupBar.module.css";

interface Props {
  sweep: Sweep;
  options: readonly string[];
  by: string;
  onBy: (by: string) => void;
  members: "off" | "faint";
  onMembers: (members: "off" | "faint") => void;
}

/** What the figures group the runs by, and whether single runs are drawn too. */
export function GroupBar({ sweep, options, by, onBy, members, onMembers }: Props) {
  return (
    <div className={classes.bar}>
      <span>Group by</span>
      {options.length > 1 ? (
        <OptionPicker label="Group by" options={options} value={by} onChange={onBy} name={byName} />
      ) : (
        <span>{byName(by)}</span>
      )}
      <OptionPicker
        label="Single runs"
        options={["off", "faint"]}
        value={members}
        onChange={onMembers}
        name={(option) => (option === "off" ? "groups only" : "runs faint")}
      />
      {sweep.total_runs > MOST_GROUPED && (
        <Chip tone="warning">
          the first {MOST_GROUPED} of {sweep.total_runs} runs
        </Chip>
      )}
    </div>
  );
}
