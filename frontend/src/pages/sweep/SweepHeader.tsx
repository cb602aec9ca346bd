import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "react-router";
import { isLive, useChangeSweep, useRetrySweep } from "../../api/sweeps";
import type { Sweep } from "../../api/types";
import { ErrorState } from "../../components/ErrorState";
import { MoreIcon } from "../../components/icons";
import { formatCount } from "../../components/numbers";
import { PageHeader } from "../../components/PageHeader";
import { StatusMark } from "../../components/StatusDot";
import { sizeWords, sweepStatus } from "../../components/sweepWords";
import { formatDuration } from "../../components/times";
import { AddSeeds } from "./AddSeeds";
import { DeleteSweep } from "./DeleteSweep";
import { StopSweep } from "./StopSweep";

export function SweepHeader({ sweep }: { sweep: Sweep }) {
  const rename = useChangeSweep(sweep.id);
  const change = useChangeSweep(sweep.id);
  const retry = useRetrySweep(sweep.id);
  const { status, word } = sweepStatus(sweep);
  const error = change.error ?? retry.error;
  return (
    <PageHeader
      list={{ label: "Sweeps", to: "/sweeps" }}
      noun="sweep"
      name={sweep.name}
      error={rename.error}
      onRename={(name, done) => rename.mutate({ name }, { onSuccess: done })}
      status={<StatusMark status={status} word={word} />}
      progress={{ done: sweep.finished, total: sweep.total_runs, label: "runs done", words: progressWords(sweep) }}
      actions={<Actions sweep={sweep} change={change} retry={retry} />}
    >
      {error && <ErrorState error={error} />}
    </PageHeader>
  );
}

function progressWords(sweep: Sweep): string {
  const done = `${formatCount(sweep.finished)} of ${formatCount(sweep.total_runs)} runs, ${sizeWords(sweep)}`;
  const left = sweep.seconds_left;
  return isLive(sweep) && left !== null && left > 0 ? `${done}, about ${formatDuration(left)} left` : done;
}

interface ActionsProps {
  sweep: Sweep;
  change: ReturnType<typeof useChangeSweep>;
  retry: ReturnType<typeof useRetrySweep>;
}

function Actions({ sweep, change, retry }: ActionsProps) {
  const navigate = useNavigate();
  const [adding, add] = useDisclosure(false);
  const [stopping, stop] = useDisclosure(false);
  const [deleting, remove] = useDisclosure(false);
  const live = isLive(sweep);
  const failed = (sweep.counts.failed ?? 0) + (sweep.counts.crashed ?? 0);
  return (
    <>
      {failed > 0 && (
        <Button loading={retry.isPending} onClick={() => retry.mutate(undefined)}>
          Retry {formatCount(failed)} failed
        </Button>
      )}
      {(live || sweep.paused) && (
        <Button loading={change.isPending} onClick={() => change.mutate({ paused: !sweep.paused })}>
          {sweep.paused ? "Continue" : "Pause"}
        </Button>
      )}
      {live && <Button onClick={stop.open}>Stop all</Button>}
      <Button variant="filled" onClick={add.open}>
        Add seeds
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label="More actions on this sweep">
            <MoreIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" onClick={remove.open}>
            Delete sweep
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {adding && <AddSeeds sweep={sweep} onClose={add.close} />}
      {stopping && <StopSweep sweep={sweep} onClose={stop.close} />}
      {deleting && <DeleteSweep sweep={sweep} onClose={remove.close} onDeleted={() => void navigate("/sweeps")} />}
    </>
  );
}
