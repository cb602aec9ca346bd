import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { useChosenRuns } from "../../api/tags";
import type { Run } from "../../api/types";
import { counted } from "../../components/numbers";
import { isOver } from "../../components/statuses";
import { ActOnRuns, type Act } from "./ActOnRuns";
import { TagRuns } from "./TagRuns";

interface Props {
  ids: readonly string[];
  onDeleted: () => void;
}

/** What can be done with the chosen runs together; each action says how many of them it concerns. */
export function SelectionActions({ ids, onDeleted }: Props) {
  const [open, setOpen] = useState(false);
  const [tagging, tag] = useState(false);
  const [act, setAct] = useState<{ act: Act; runs: Run[] } | null>(null);
  const chosen = useChosenRuns(ids, open);
  const runs = chosen.data ?? [];
  return (
    <>
      <Menu opened={open} onChange={setOpen} position="top">
        <Menu.Target>
          <Button>Actions</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => tag(true)}>Tag {counted(ids.length, "run")}</Menu.Item>
          {ACTS.map((one) => {
            const own = runs.filter(APPLIES[one]);
            if (own.length === 0) return null;
            return (
              <Menu.Item
                key={one}
                {...(one === "delete" && { color: "red" })}
                onClick={() => setAct({ act: one, runs: own })}
              >
                {WORDS[one]} {counted(own.length, "run")}
              </Menu.Item>
            );
          })}
          {chosen.error && <Menu.Label>{chosen.error.message}</Menu.Label>}
        </Menu.Dropdown>
      </Menu>
      {tagging && <TagRuns ids={ids} onClose={() => tag(false)} />}
      {act && (
        <ActOnRuns
          {...act}
          onClose={() => setAct(null)}
          onDone={() => {
            setAct(null);
            if (act.act === "delete" || act.act === "archive") onDeleted();
          }}
        />
      )}
    </>
  );
}

const ACTS: readonly Act[] = ["archive", "unarchive", "stop", "retry", "delete"];
const WORDS: Record<Act, string> = {
  archive: "Archive",
  unarchive: "Take out of the archive:",
  stop: "Stop",
  retry: "Retry",
  delete: "Delete",
};
const APPLIES: Record<Act, (run: Run) => boolean> = {
  archive: (run) => !run.archived,
  unarchive: (run) => run.archived,
  stop: (run) => !isOver(run) && !run.stop_requested,
  retry: (run) => !run.external && (run.status === "failed" || run.status === "crashed"),
  delete: (run) => run.status !== "running",
};
