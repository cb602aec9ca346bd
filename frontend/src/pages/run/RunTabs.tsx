import { Link } from "react-router";
import { useCheckpoints, useEvents } from "../../api/runDetail";
import type { Run } from "../../api/types";
import { formatCount } from "../../components/numbers";
import classes from "./RunTabs.module.css";
import { TABS, type Tab } from "./tabs";

export function RunTabs({ run, tab }: { run: Run; tab: Tab }) {
  const counts: Partial<Record<Tab, number | undefined>> = {
    events: useEvents(run.id).data?.events.length,
    checkpoints: useCheckpoints(run.id).data?.checkpoints.filter((checkpoint) => !checkpoint.deleted).length,
  };
  const label = (name: Tab) =>
    `${name.charAt(0).toUpperCase()}${name.slice(1)}${counts[name] ? ` ${formatCount(counts[name])}` : ""}`;
  return (
    <nav className={classes.tabs} aria-label="Views of the run">
      {TABS.map((name) => (
        <Link
          data-text={label(name)}
          key={name}
          to={name === "charts" ? `/runs/${run.id}` : `/runs/${run.id}/${name}`}
          className={classes.tab}
          aria-current={name === tab ? "page" : undefined}
          preventScrollReset
        >
          {label(name)}
        </Link>
      ))}
    </nav>
  );
}
