import { Button, Skeleton } from "@mantine/core";
import { Link, useNavigate } from "react-router";
import { useSweeps } from "../../api/sweeps";
import type { SweepSummary } from "../../api/types";
import { Chip } from "../../components/Chip";
import table from "../../components/DataTable.module.css";
import { EmptyState } from "../../components/EmptyState";
import { MiddleCut } from "../../components/MiddleCut";
import { counted, formatCount } from "../../components/numbers";
import { Progress } from "../../components/Progress";
import { QueryError } from "../../components/QueryError";
import { SweepCounts } from "../../components/SweepCounts";
import { axesInWords, modeWord, sizeWords } from "../../components/sweepWords";
import { useTitle } from "../../components/useTitle";
import { When } from "../../components/When";
import classes from "./SweepsPage.module.css";

/** A new run whose method varies, which is what most sweeps ask about; any other field can vary too. */
const NEW_SWEEP = "/runs/new?vary=weighting.type";
const COMMAND = "paretoscope sweep SWEEP.yaml";

export function SweepsPage() {
  useTitle("Sweeps");
  const sweeps = useSweeps();
  const found = sweeps.data?.sweeps ?? [];
  return (
    <>
      <header className={classes.header}>
        <h1>Sweeps</h1>
        {found.length > 0 && (
          <>
            <p className={classes.quiet}>{counted(found.length, "sweep")}</p>
            <Button ml="auto" component={Link} to={NEW_SWEEP} variant="filled">
              New sweep
            </Button>
          </>
        )}
      </header>
      <QueryError query={sweeps} />
      {sweeps.isPending && <Skeleton h={240} animate={false} />}
      {sweeps.data && (
        <div className={classes.panel}>{found.length > 0 ? <SweepTable sweeps={found} /> : <NoSweeps />}</div>
      )}
    </>
  );
}

function NoSweeps() {
  return (
    <EmptyState
      title="No sweeps yet"
      action={
        <Button component={Link} to={NEW_SWEEP} variant="filled">
          New sweep
        </Button>
      }
    >
      A sweep is one question asked of many runs: a base config, the fields that vary, and seeds. Its page compares the
      cells with means and intervals. From a terminal, <code>{COMMAND}</code> starts one too.
    </EmptyState>
  );
}

function SweepTable({ sweeps }: { sweeps: readonly SweepSummary[] }) {
  return (
    <div className={table.frame}>
      <table className={`${table.table ?? ""} ${classes.table ?? ""}`}>
        <thead>
          <tr>
            <th>name</th>
            <th>mode and axes</th>
            <th>cells × seeds</th>
            <th>progress</th>
            <th>runs</th>
            <th>created</th>
          </tr>
        </thead>
        <tbody>
          {sweeps.map((sweep) => (
            <SweepRow key={sweep.id} sweep={sweep} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SweepRow({ sweep }: { sweep: SweepSummary }) {
  const navigate = useNavigate();
  const to = `/sweeps/${sweep.id}`;
  const axes = axesInWords(sweep);
  return (
    <tr
      className={classes.row}
      onClick={(event) => {
        const { target } = event;
        if (target instanceof Element && !target.closest("a") && !window.getSelection()?.toString()) void navigate(to);
      }}
    >
      <td className={classes.name}>
        <Link to={to}>
          <MiddleCut text={sweep.name} />
        </Link>
      </td>
      <td className={classes.axes} title={axes.join("\n")}>
        <Chip>{modeWord(sweep)}</Chip> {axes.join("; ")}
      </td>
      <td>{sizeWords(sweep)}</td>
      <td className={classes.progress}>
        <span>
          {formatCount(sweep.finished)} <span className={table.quiet}>/ {formatCount(sweep.total_runs)}</span>
        </span>
        <Progress step={sweep.finished} total={sweep.total_runs} label="runs done" />
      </td>
      <td>
        <span className={classes.statuses}>
          <SweepCounts counts={sweep.counts} />
          {sweep.paused && <Chip tone="warning">paused</Chip>}
        </span>
      </td>
      <td className={table.quiet}>
        <When time={sweep.created_at} />
      </td>
    </tr>
  );
}
