"""``paretoscope run``: queues a run from a config file, or a sweep if fields have several values."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from typer import Argument, Option

from paretoscope.cli.changes import read_axes, read_changes
from paretoscope.cli.final_table import final_table
from paretoscope.cli.output import complain, console, read_settings, say
from paretoscope.cli.progress import ProgressBoard
from paretoscope.cli.sweep import launch_sweep
from paretoscope.cli.yaml_files import read_yaml
from paretoscope.client.client import Client
from paretoscope.client.errors import UnreachableError
from paretoscope.schema.answers.run import Run
from paretoscope.schema.config_paths import changed
from paretoscope.schema.default_types import with_default_types

LOOK_SECONDS = 2.0

ConfigArgument = Annotated[Path, Argument(help="YAML file with a run config.", metavar="CONFIG.yaml")]
WaitOption = Annotated[bool, Option("--wait", help="Show progress until the run ends, then its result.")]


SetOption = Annotated[
    list[str] | None,
    Option(
        "--set",
        help="Change to the config, such as budget.steps=300; several values, such as seed=0,1,2, make a sweep.",
        metavar="FIELD=VALUE",
    ),
]


TagOption = Annotated[list[str] | None, Option("--tag", help="Tag of the runs; may be repeated.", metavar="TAG")]


def run(config: ConfigArgument, *, changes: SetOption = None, tags: TagOption = None, wait: WaitOption = False) -> None:
    """Queue a run from a YAML file, or a sweep of runs. With --wait, the exit code is 0 only if all complete."""
    settings = read_settings()
    single, axes = read_axes(changes or [])
    data = read_yaml(config, "a run config: expected keys such as policy, task and objectives")
    data = changed(with_default_types(data, (item.partition("=")[0] for item in single)), read_changes(single))
    with Client(settings.server_url, settings.token) as client:
        if axes:
            launch_sweep(client, _sweep_of(config.stem, data, axes) | {"tags": tags or []}, wait=wait)
        else:
            launch(client, data, tags or [], wait=wait)


def _sweep_of(name: str, base: dict[str, Any], axes: dict[str, list[Any]]) -> dict[str, Any]:
    """Returns the sweep of all combinations of values."""
    fields = [{"field": field, "values": values} for field, values in axes.items() if field != "seed"]
    seeds = {"seeds": axes["seed"]} if "seed" in axes else {}
    return {"name": base.get("name") or name, "base": base, "axes": fields, **seeds}


def launch(client: Client, config: dict[str, Any], tags: Sequence[str] = (), *, wait: bool) -> None:
    """Queues a run and prints its address.

    Args:
        client: the server.
        config: the run config.
        tags: tags of the run.
        wait: whether to show progress until the run ends; the exit code is then 0 only if it completes.
    """
    show_queued(client, client.create_run(config, tags=tags), wait=wait)


def final_point(client: Client, ended: Run) -> Table:
    """Returns a table with the first and the last validation point of a run."""
    return final_table(client, [ended])


def show_queued(
    client: Client, queued: Run, *, wait: bool, result: Callable[[Client, Run], Table] = final_point
) -> None:
    """Prints where a queued run can be seen, and with ``wait`` follows it to its end as ``launch`` does.

    Args:
        client: the server.
        queued: the run.
        wait: whether to wait for its end.
        result: returns the table that is shown then.
    """
    say(f"Run {queued.id}, {queued.name}: {client.server_url}/runs/{queued.id}")
    if wait:
        _wait(client, queued, result)


class _WorkerWatch:
    """Says once that a run waits because no worker is connected."""

    def __init__(self, client: Client) -> None:
        self._client, self._told = client, False
        self._next_look = time.monotonic() + LOOK_SECONDS

    def look(self, run: Run) -> None:
        """Looks every few seconds while the run is queued; a worker that has just started has time to register."""
        if self._told or run.status != "queued" or time.monotonic() < self._next_look:
            return
        self._next_look = time.monotonic() + LOOK_SECONDS
        with suppress(UnreachableError):
            if not any(worker.alive for worker in self._client.workers()):
                complain("No worker is connected, so the run stays queued. Start one with `paretoscope worker`.")
                self._told = True


def _wait(client: Client, queued: Run, result: Callable[[Client, Run], Table]) -> None:
    watch = _WorkerWatch(client)
    try:
        with ProgressBoard() as board:

            def show(state: Run) -> None:
                board.show([state])
                watch.look(state)

            ended = client.wait(queued.id, on_update=show)
    except KeyboardInterrupt:
        complain(f"The run continues. Stop it with `paretoscope stop {queued.id}`.")
        raise typer.Exit(130) from None
    console.print(result(client, ended))
    if ended.error:
        complain(f"{ended.error.type}: {ended.error.message}")
    if ended.status != "completed":
        raise typer.Exit(1)
