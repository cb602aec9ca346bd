"""``paretoscope runs`` and ``paretoscope stop``: list the newest runs, and stop a run or a sweep."""

from typing import Annotated

from rich.markup import escape
from rich.table import Table
from typer import Argument, Option

from paretoscope.cli.output import console, read_settings, say
from paretoscope.client.client import Client
from paretoscope.client.errors import NotFoundError

LimitOption = Annotated[int, Option(min=1, max=200, help="Number of runs to list, newest first.")]
StopArgument = Annotated[str, Argument(help="Id of the run or the sweep.")]


def runs(*, limit: LimitOption = 20) -> None:
    """List the newest runs."""
    settings = read_settings()
    with Client(settings.server_url, settings.token) as client:
        page = client.runs(limit=limit)
    table = Table("id", "name", "method", "status", "step", "hypervolume")
    for run in page.runs:
        volume = run.latest.hypervolume if run.latest else None
        shown = "–" if volume is None else f"{volume:.3g}"
        table.add_row(run.id, escape(run.name), run.method, run.status, f"{run.step}/{run.total_steps}", shown)
    console.print(table)
    say(f"{len(page.runs)} of {page.total} runs. {settings.server_url}")


def stop(run_id: StopArgument) -> None:
    """Make a run, or all runs of a sweep, save a checkpoint and stop."""
    settings = read_settings()
    with Client(settings.server_url, settings.token) as client:
        try:
            stopped = client.stop(run_id)
        except NotFoundError:
            sweep = client.stop_sweep(run_id)
            say(f"{sweep.name}: {sweep.finished} of {sweep.total_runs} runs have ended, the others are asked to stop.")
            return
    say(f"{stopped.name}: {stopped.status if stopped.finished else 'asked to stop'}.")
