import type { Groups } from "../../api/types";
import { Chip } from "../../components/Chip";
import { OptionPicker } from "../../figures/OptionPicker";
import { byName } from "./fields";
import { sampleWords } from "./sample";
import classes from "./GroupBar.module.css";

interface Props {
  groups: Groups | undefined;
  options: readonly string[];
  by: string;
  onBy: (by: string) => void;
  members: "off" | "faint";
  onMembers: (members: "off" | "faint") => void;
}

/** What the figures group the runs by, and whether single runs are drawn too. */
export function GroupBar({ groups, options, by, onBy, members, onMembers }: Props) {
  const sample = groups && sampleWords(groups);
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
      {sample && <Chip tone="warning">{sample}</Chip>}
    </div>
  );
}
