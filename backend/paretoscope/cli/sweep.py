"""``paretoscope sweep``: queues a sweep from a file, and shows a line of progress for each cell."""

import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Argument, Option

from paretoscope.cli.output import complain, read_settings, say
from paretoscope.cli.yaml_files import read_yaml
from paretoscope.client.client import Client
from paretoscope.client.errors import UnreachableError
from paretoscope.schema.answers.sweep import Sweep, SweepCell, SweepPlan

POLL_SECONDS = 1.0
STATUSES = ("completed", "running", "queued", "stopped", "failed", "crashed")

SweepArgument = Annotated[Path, Argument(help="YAML file with name, base, axes and seeds.", metavar="SWEEP.yaml")]
WaitOption = Annotated[bool, Option("--wait", help="Show a line of progress for each cell until all runs end.")]
DryRunOption = Annotated[bool, Option("--dry-run", help="Only check the sweep, and say what it would create.")]


def sweep(path: SweepArgument, *, wait: WaitOption = False, dry_run: DryRunOption = False) -> None:
    """Queue a sweep from a YAML file. With --wait, the exit code is 0 only if all runs complete."""
    settings = read_settings()
    request = {"name": path.stem} | read_yaml(path, "a sweep: expected keys such as base, axes and seeds")
    with Client(settings.server_url, settings.token, timeout_seconds=60.0) as client:
        if dry_run:
            _show_plan(client.plan_sweep(request))
        else:
            launch_sweep(client, request, wait=wait)


def launch_sweep(client: Client, request: Mapping[str, Any], *, wait: bool) -> None:
    """Queues a sweep and prints its address.

    Args:
        client: the server.
        request: the sweep.
        wait: whether to show progress until all runs end; the exit code is then 0 only if all complete.
    """
    made = client.create_sweep(request)
    say(
        f"Sweep {made.id}, {made.name}: {made.total_runs} runs in {made.total_cells} cells. "
        f"{client.server_url}/sweeps/{made.id}"
    )
    if wait:
        _wait(client, made)


def _show_plan(plan: SweepPlan) -> None:
    for cell in plan.cells:
        say(f"{cell.index}  {cell.name}: {len(cell.run_names)} runs")
    hours = f"about {plan.estimated_seconds / 3600:.2g} hours" if plan.estimated_seconds is not None else "unknown time"
    say(f"{plan.total_runs} runs, {hours}, from {plan.compared_runs} runs like these. Nothing was created.")


def _wait(client: Client, made: Sweep) -> None:
    shown: dict[int, dict[str, int]] = {}
    latest = made
    try:
        while True:
            with suppress(UnreachableError):
                latest = client.sweep(made.id)
                for cell in latest.cells:
                    _show_cell(cell, shown)
                if latest.complete:
                    break
            time.sleep(POLL_SECONDS)
    except KeyboardInterrupt:
        complain(f"The sweep continues. Stop it with `paretoscope stop {made.id}`.")
        raise typer.Exit(130) from None
    say(f"{latest.name}: {_counts(latest.counts)}.")
    if latest.counts.get("completed", 0) < latest.total_runs:
        raise typer.Exit(1)


def _show_cell(cell: SweepCell, shown: dict[int, dict[str, int]]) -> None:
    """Prints a cell whose runs have changed since it was last shown; one that has not begun is not shown."""
    if cell.counts != shown.get(cell.index, {"queued": len(cell.run_ids)}):
        shown[cell.index] = cell.counts
        say(f"{cell.name}: {_counts(cell.counts)}")


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts.get(status)) or "no runs"
