"""``paretoscope demo``: three small runs, one a weighting method, watched from the terminal and the page."""

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
from paretoscope.schema.answers.run import Run
from paretoscope.schema.presets import DEMO_PRESETS

LOOK_SECONDS = 0.5

ExitOption = Annotated[bool, Option("--exit", help="End after the table instead of serving on.")]


def demo(
    *,
    host: HostOption = None,
    port: PortOption = None,
    home: HomeOption = None,
    workers: WorkersOption = None,
    exit_after: ExitOption = False,
) -> None:
    """Start everything, train three small runs, show where they end, and serve on until Ctrl-C."""
    settings = read_settings(host=host, port=port, home=home, server_url="")
    slots = slots_here(workers)
    if not slots:
        raise typer.Exit(1)
    show = _Show(exit_after=exit_after)
    with show:
        serve(settings, slots, go_on=show.go_on, on_ready=lambda: greet(settings, slots))
    if exit_after and not show.all_completed:
        raise typer.Exit(1)


class _Show:
    """The demo's runs, from launch to table; looked at ten times a second."""

    def __init__(self, *, exit_after: bool) -> None:
        self.all_completed = False
        self._exit_after = exit_after
        self._runs: list[Run] = []
        self._stack, self._board = ExitStack(), ProgressBoard()
        self._launched, self._ended = 0, False
        self._next_look = 0.0

    def __enter__(self) -> None:
        """Nothing is shown before the first run."""

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def go_on(self, client: Client) -> bool:
        """Launches the runs, moves their bars, and shows the table once; returns whether to go on serving."""
        if self._ended or time.monotonic() < self._next_look:
            return True
        self._next_look = time.monotonic() + LOOK_SECONDS
        try:
            self._look(client)
        except UnreachableError:
            return True
        return not (self._ended and self._exit_after)

    def _look(self, client: Client) -> None:
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
        if not self._exit_after:
            say("Compare them in the browser: choose the three runs in the table. Ctrl-C stops everything.")


def _find(client: Client, run_id: str) -> Run | None:
    """Returns a run, None if somebody has deleted it."""
    try:
        return client.run(run_id)
    except NotFoundError:
        return None
