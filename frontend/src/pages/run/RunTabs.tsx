import { useCheckpoints, useEvents } from "../../api/runDetail";
import type { Run } from "../../api/types";
import { formatCount } from "../../components/numbers";
import { TabBar } from "../../components/TabBar";
import { REEVALUATION } from "./charts/methods";
import { TABS, type Tab } from "./tabs";

export function RunTabs({ run, tab }: { run: Run; tab: Tab }) {
  const counts: Partial<Record<Tab, number | undefined>> = {
    events: useEvents(run.id).data?.events.length,
    checkpoints: useCheckpoints(run.id).data?.checkpoints.filter((checkpoint) => !checkpoint.deleted).length,
  };
  const evaluates = run.method === REEVALUATION;
  const items = TABS.filter((name) => !evaluates || name !== "checkpoints").map((name) => ({
    name,
    label: [evaluates && name === "charts" ? "Results" : titled(name), counts[name] ? formatCount(counts[name]) : ""]
      .join(" ")
      .trim(),
    to: name === "charts" ? `/runs/${run.id}` : `/runs/${run.id}/${name}`,
  }));
  return <TabBar label="Views of the run" items={items} current={tab} />;
}

function titled(name: Tab): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
