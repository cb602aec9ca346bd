"""``paretoscope runs``, ``stop`` and ``delete``: list the newest runs, stop a run or a sweep, and delete a run."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table
from typer import Argument, Option

from paretoscope.cli.output import console, read_settings, say
from paretoscope.client.client import Client
from paretoscope.client.errors import NotFoundError

LimitOption = Annotated[int, Option(min=1, max=200, help="Number of runs to list, newest first.")]
TagOption = Annotated[
    list[str] | None, Option("--tag", help="List only runs with this tag; may be repeated.", metavar="TAG")
]
QueryOption = Annotated[
    str,
    Option("--query", help='List only runs that match, such as "objective.accuracy > 0.8 and method = gradient".'),
]
ArchivedOption = Annotated[bool, Option("--archived", help="List archived runs instead.")]
RunArgument = Annotated[str, Argument(help="Id of the run.")]
StopArgument = Annotated[str, Argument(help="Id of the run or the sweep.")]
YesOption = Annotated[bool, Option("--yes", help="Do not ask.")]


def runs(
    *,
    limit: LimitOption = 20,
    tags: TagOption = None,
    query: QueryOption = "",
    archived: ArchivedOption = False,
) -> None:
    """List the newest runs."""
    settings = read_settings()
    with Client(settings.server_url, settings.token) as client:
        shown = "true" if archived else "false"
        page = client.runs(limit=limit, tag=tags or [], q=query, archived=shown)
    table = Table("id", "name", "method", "status", "step", "hypervolume", "tags")
    for run in page.runs:
        volume = run.latest.hypervolume if run.latest else None
        shown = "–" if volume is None else f"{volume:.3g}"
        progress, tags_shown = f"{run.step}/{run.total_steps}", escape(", ".join(run.tags))
        table.add_row(run.id, escape(run.name), run.method, run.status, progress, shown, tags_shown)
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


def delete(run_id: RunArgument, *, yes: YesOption = False) -> None:
    """Delete a run with everything it reported, and its files."""
    settings = read_settings()
    with Client(settings.server_url, settings.token) as client:
        run = client.run(run_id)
        if not yes:
            typer.confirm(f"Delete '{run.name}' ({run.status} at step {run.step}) for good?", abort=True)
        client.delete(run_id)
    say(f"{run.name}: deleted.")
