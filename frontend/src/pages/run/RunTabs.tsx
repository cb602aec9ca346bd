import { useCheckpoints, useEvents } from "../../api/runDetail";
import type { Run } from "../../api/types";
import { formatCount } from "../../components/numbers";
import { TabBar } from "../../components/TabBar";
import { TABS, type Tab } from "./tabs";

export function RunTabs({ run, tab }: { run: Run; tab: Tab }) {
  const counts: Partial<Record<Tab, number | undefined>> = {
    events: useEvents(run.id).data?.events.length,
    checkpoints: useCheckpoints(run.id).data?.checkpoints.filter((checkpoint) => !checkpoint.deleted).length,
  };
  const items = TABS.map((name) => ({
    name,
    label: `${name.charAt(0).toUpperCase()}${name.slice(1)}${counts[name] ? ` ${formatCount(counts[name])}` : ""}`,
    to: name === "charts" ? `/runs/${run.id}` : `/runs/${run.id}/${name}`,
  }));
  return <TabBar label="Views of the run" items={items} current={tab} />;
}
