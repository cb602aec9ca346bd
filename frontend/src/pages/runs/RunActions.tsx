import { ActionIcon, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link } from "react-router";
import type { Run } from "../../api/types";
import { DeleteRun } from "../../components/DeleteRun";
import { CopyIcon, DeleteIcon, StopIcon } from "../../components/icons";
import { isOver } from "../../components/statuses";
import { StopRun } from "../../components/StopRun";

/** The actions on a run in the list: stop, duplicate or delete it. */
export function RunActions({ run }: { run: Run }) {
  const [stopping, stop] = useDisclosure(false);
  const [deleting, remove] = useDisclosure(false);
  const icon = { variant: "subtle", color: "gray", size: 28 } as const;
  return (
    <>
      {!isOver(run) && (
        <Tooltip label="Stop run">
          <ActionIcon {...icon} aria-label={`Stop ${run.name}`} disabled={run.stop_requested} onClick={stop.open}>
            <StopIcon />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label="Duplicate: a new run from this config">
        <ActionIcon {...icon} component={Link} to={`/runs/new?from=${run.id}`} aria-label={`Duplicate ${run.name}`}>
          <CopyIcon />
        </ActionIcon>
      </Tooltip>
      {run.status !== "running" && (
        <Tooltip label="Delete run">
          <ActionIcon {...icon} aria-label={`Delete ${run.name}`} onClick={remove.open}>
            <DeleteIcon />
          </ActionIcon>
        </Tooltip>
      )}
      {stopping && <StopRun run={run} opened onClose={stop.close} />}
      {deleting && <DeleteRun run={run} onClose={remove.close} />}
    </>
  );
}
