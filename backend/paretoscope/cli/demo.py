"""``paretoscope demo``: trains three small runs with different weightings, shown in the terminal and on the page."""

import time
from contextlib import ExitStack
from typing import Annotated

import typer
from typer import Option

from paretoscope.cli.final_table import final_table
from paretoscope.cli.output import complain, console, read_settings, say
from paretoscope.cli.progress import ProgressBoard
from paretoscope.cli.stack import serve
from paretoscope.cli.up import HomeOption, HostOption, PortOption, WorkersOption, greet, slots_here
from paretoscope.client.client import Client
from paretoscope.client.errors import NotFoundError, UnreachableError
from paretoscope.devices import Gpu, find_gpus, usable_cores
from paretoscope.schema.answers.run import Run
from paretoscope.schema.presets import DEMO_PRESETS

POLL_SECONDS = 0.5
WHAT_TO_LOOK_AT = (
    "Look at accuracy: fixed weights give it up for short answers that look clear. Gradient-based weights move towards "
    "it and, with this seed, win it back. The weights chart of that run shows when and why they moved."
)

ExitOption = Annotated[bool, Option("--exit", help="Exit after the table instead of serving until Ctrl-C.")]


def demo(
    *,
    host: HostOption = None,
    port: PortOption = None,
    home: HomeOption = None,
    workers: WorkersOption = None,
    exit_after: ExitOption = False,
) -> None:
    """Start everything, train three small runs, show their results, and keep serving until Ctrl-C."""
    settings = read_settings(host=host, port=port, home=home, server_url="")
    slots = slots_here(workers or demo_slots(find_gpus(), usable_cores()))
    if not slots:
        raise typer.Exit(1)
    runs = _DemoRuns(exit_after=exit_after)
    with runs:
        serve(settings, slots, go_on=runs.go_on, on_ready=lambda: greet(settings, slots))
    if exit_after and not runs.all_completed:
        raise typer.Exit(1)


def demo_slots(gpus: list[Gpu], cores: int) -> int:
    """Returns how many runs of the demo to train at once: one per GPU, or one per core, but no more than it has."""
    return min(len(gpus) or cores, len(DEMO_PRESETS))


class _DemoRuns:
    """Launches the runs of the demo, shows their progress, and shows a table when they have ended."""

    def __init__(self, *, exit_after: bool) -> None:
        self.all_completed = False
        self._exit_after = exit_after
        self._runs: list[Run] = []
        self._stack, self._board = ExitStack(), ProgressBoard()
        self._launched, self._ended = 0, False
        self._next_poll = 0.0

    def __enter__(self) -> None:
        """Does nothing; the progress appears with the first run."""

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def go_on(self, client: Client) -> bool:
        """Launches the runs, updates their bars, and shows the table once; returns whether to keep serving."""
        if self._ended or time.monotonic() < self._next_poll:
            return True
        self._next_poll = time.monotonic() + POLL_SECONDS
        try:
            self._update(client)
        except UnreachableError:
            return True
        return not (self._ended and self._exit_after)

    def _update(self, client: Client) -> None:
        if not self._launched:
            self._stack.enter_context(self._board)
        if self._launched < len(DEMO_PRESETS):
            self._runs.append(client.create_run(DEMO_PRESETS[self._launched].config))
            self._launched += 1
        self._runs = [run for known in self._runs if (run := _find(client, known.id)) is not None]
        self._board.show(self._runs)
        if self._launched == len(DEMO_PRESETS) and all(run.finished for run in self._runs):
            self._stack.close()
            self._show_table(client)

    def _show_table(self, client: Client) -> None:
        self._ended = True
        self.all_completed = [run.status for run in self._runs] == ["completed"] * len(DEMO_PRESETS)
        if self._runs:
            console.print(final_table(client, self._runs))
        for run in self._runs:
            if run.error:
                complain(f"{run.name}: {run.error.type}: {run.error.message}")
        say(WHAT_TO_LOOK_AT)
        if not self._exit_after:
            say("To compare them in the browser, select the three runs in the table. Ctrl-C stops everything.")


def _find(client: Client, run_id: str) -> Run | None:
    """Returns a run; None if it has been deleted."""
    try:
        return client.run(run_id)
    except NotFoundError:
        return None
