import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useMethod } from "../../api/methods";
import { useRenameRun } from "../../api/runs";
import { useChangeRun } from "../../api/tags";
import type { Run } from "../../api/types";
import { Chip } from "../../components/Chip";
import { DeleteRun } from "../../components/DeleteRun";
import { MoreIcon } from "../../components/icons";
import { PageHeader } from "../../components/PageHeader";
import { StatusDot } from "../../components/StatusDot";
import { isOver } from "../../components/statuses";
import { StopRun } from "../../components/StopRun";
import { useNow } from "../../components/useNow";
import { REEVALUATION } from "./charts/methods";
import { ContinueButton } from "./ContinueRun";
import { ParentLink } from "./ParentLink";
import { progressSentence } from "./progressSentence";
import classes from "./RunHeader.module.css";
import { RunNotes } from "./RunNotes";
import { RunTags } from "./RunTags";
import { SteerRun } from "./SteerRun";
import { isSteerable } from "./weightsNow";

export function RunHeader({ run }: { run: Run }) {
  const now = useNow(1);
  const rename = useRenameRun();
  const [editing, setEditing] = useState(false);
  return (
    <PageHeader
      list={{ label: "Runs", to: "/runs" }}
      noun="run"
      name={run.name}
      error={rename.error}
      onRename={(name, done) => rename.mutate({ id: run.id, name }, { onSuccess: done })}
      chips={
        <>
          <div className={classes.chips}>
            <Chip>{run.method}</Chip>
            {run.method !== REEVALUATION && <Chip>{run.estimator.toUpperCase()}</Chip>}
            {run.archived && <Chip tone="warning">archived</Chip>}
            {run.attempt > 1 && <Chip tone="warning">attempt {run.attempt}</Chip>}
          </div>
          <RunTags run={run} />
          {run.parent_run_id !== null && <ParentLink runId={run.parent_run_id} step={run.parent_step} />}
        </>
      }
      status={<StatusDot run={run} />}
      progress={{ done: run.step, total: run.total_steps, words: progressSentence(run, now) }}
      actions={<Actions run={run} onEditNotes={() => setEditing(true)} />}
    >
      {(editing || run.notes !== "") && <RunNotes run={run} editing={editing} onEditing={setEditing} />}
    </PageHeader>
  );
}

function Actions({ run, onEditNotes }: { run: Run; onEditNotes: () => void }) {
  const navigate = useNavigate();
  const method = useMethod(run.method);
  const change = useChangeRun(run.id);
  const [stopping, stop] = useDisclosure(false);
  const [deleting, remove] = useDisclosure(false);
  const [steering, steer] = useDisclosure(false);
  return (
    <>
      {!isOver(run) && (
        <Button onClick={stop.open} disabled={run.stop_requested}>
          {run.stop_requested ? "Stopping" : "Stop run"}
        </Button>
      )}
      <ContinueButton run={run} />
      <Button className={classes.onWide ?? ""} component={Link} to={`/runs/new?from=${run.id}`}>
        Duplicate
      </Button>
      {isSteerable(run, method) && (
        <Button variant="filled" onClick={steer.open}>
          Steer weights
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label="More actions on this run">
            <MoreIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item className={classes.onNarrow ?? ""} component={Link} to={`/runs/new?from=${run.id}`}>
            Duplicate
          </Menu.Item>
          <Menu.Item component={Link} to={`/compare?runs=${run.id}`}>
            Compare with others
          </Menu.Item>
          <Menu.Item onClick={onEditNotes}>{run.notes === "" ? "Write notes" : "Change the notes"}</Menu.Item>
          <Menu.Item onClick={() => change.mutate({ archived: !run.archived })}>
            {run.archived ? "Take out of the archive" : "Archive run"}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" disabled={run.status === "running"} onClick={remove.open}>
            {run.status === "running" ? "Delete run (stop it first)" : "Delete run"}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {stopping && <StopRun run={run} opened onClose={stop.close} />}
      {steering && <SteerRun run={run} opened onClose={steer.close} />}
      {deleting && <DeleteRun run={run} onClose={remove.close} onDeleted={() => void navigate("/runs")} />}
    </>
  );
}
