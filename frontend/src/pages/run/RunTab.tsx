import type { Feed } from "../../api/feed";
import type { Run } from "../../api/types";
import { ChartsTab } from "./charts/ChartsTab";
import { REEVALUATION } from "./charts/methods";
import { CheckpointsTab } from "./CheckpointsTab";
import { CompletionsTab } from "./completions/CompletionsTab";
import { ConfigTab } from "./ConfigTab";
import { EventsTab } from "./EventsTab";
import { LogTab } from "./LogTab";
import { ResultsTab } from "./ResultsTab";
import { Stages } from "./Stages";
import type { Tab } from "./tabs";

export function RunTab({ run, tab, feed }: { run: Run; tab: Tab; feed: Feed }) {
  switch (tab) {
    case "charts":
      if (run.method === REEVALUATION) return <ResultsTab run={run} />;
      return hasReported(run) ? <ChartsTab run={run} feed={feed} /> : <Stages run={run} />;
    case "completions":
      return <CompletionsTab run={run} />;
    case "events":
      return <EventsTab run={run} />;
    case "config":
      return <ConfigTab run={run} />;
    case "checkpoints":
      return <CheckpointsTab run={run} />;
    case "log":
      return <LogTab run={run} />;
  }
}

function hasReported(run: Run): boolean {
  return run.latest !== null || run.step > 0;
}
