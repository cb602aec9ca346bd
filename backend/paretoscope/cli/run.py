"""``paretoscope run``: queues a run from a config file."""

import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from typer import Argument, Option

from paretoscope.cli.final_table import final_table
from paretoscope.cli.output import complain, console, give_up, read_settings, say
from paretoscope.cli.progress import ProgressBoard
from paretoscope.client.client import Client
from paretoscope.client.errors import UnreachableError
from paretoscope.schema.answers.run import Run

LOOK_SECONDS = 2.0

ConfigArgument = Annotated[Path, Argument(help="YAML file with a run config.", metavar="CONFIG.yaml")]
WaitOption = Annotated[bool, Option("--wait", help="Show progress until the run ends, then its result.")]


def run(config: ConfigArgument, *, wait: WaitOption = False) -> None:
    """Queue a run from a YAML file. With --wait, the exit code is 0 only if the run completes."""
    settings = read_settings()
    data = _read(config)
    with Client(settings.server_url, settings.token) as client:
        launch(client, data, wait=wait)


def launch(client: Client, config: dict[str, Any], *, wait: bool) -> None:
    """Queues a run and prints its address.

    Args:
        client: the server.
        config: the run config.
        wait: whether to show progress until the run ends; the exit code is then 0 only if it completes.
    """
    show_queued(client, client.create_run(config), wait=wait)


def show_queued(client: Client, queued: Run, *, wait: bool) -> None:
    """Prints where a queued run can be seen, and with ``wait`` follows it to its end as ``launch`` does."""
    say(f"Run {queued.id}, {queued.name}: {client.server_url}/runs/{queued.id}")
    if wait:
        _wait(client, queued)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        give_up(f"Cannot read {path}: {error.strerror}.", code=2)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        give_up(f"{path} is not valid YAML: {error}", code=2)
    if not isinstance(data, dict):
        give_up(f"{path} is not a run config: expected keys such as policy, task and objectives at the top.", code=2)
    return data


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


def _wait(client: Client, queued: Run) -> None:
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
    console.print(final_table(client, [ended]))
    if ended.error:
        complain(f"{ended.error.type}: {ended.error.message}")
    if ended.status != "completed":
        raise typer.Exit(1)
