"""Shows the progress of runs: as bars in a terminal, otherwise as lines from time to time."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Self

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from paretoscope.cli.output import console, say
from paretoscope.schema.answers.run import Run
from paretoscope.schema.durations import in_words

LINE_SECONDS = 10.0


class ProgressBoard:
    """Shows one bar per run."""

    def __init__(self) -> None:
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[state]}", markup=False),
            TimeElapsedColumn(),
        )
        self._progress = Progress(*columns, console=console)
        self._tasks: dict[str, TaskID] = {}
        self._shown: dict[str, tuple[str, float]] = {}

    def __enter__(self) -> Self:
        if console.is_terminal:
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if console.is_terminal:
            self._progress.stop()

    def show(self, runs: Sequence[Run]) -> None:
        """Shows the current progress of the runs."""
        for run in runs:
            if console.is_terminal:
                self._move_bar(run)
            else:
                self._write_line(run)

    def _move_bar(self, run: Run) -> None:
        if run.id not in self._tasks:
            self._tasks[run.id] = self._progress.add_task(run.name, total=run.total_steps, state="", start=False)
        task = self._tasks[run.id]
        if run.status == "running":
            self._progress.start_task(task)
        if run.finished:
            self._progress.stop_task(task)
        self._progress.update(task, completed=run.step or 0, total=run.total_steps, state=_state(run))

    def _write_line(self, run: Run) -> None:
        now = time.monotonic()
        status, written = self._shown.get(run.id, ("", 0.0))
        if run.status != status or (run.status == "running" and now - written > LINE_SECONDS):
            self._shown[run.id] = (run.status, now)
            say(f"{run.name}: {_state(run)}")


def _state(run: Run) -> str:
    if run.status == "lost":
        return f"lost at step {run.step}, {_silence(run)}"
    if run.status != "running":
        return f"{run.status} at step {run.step}" if run.finished and run.status != "completed" else run.status
    steps = f"step {run.step} of {run.total_steps}"
    return steps if run.step and run.stage in {None, "training"} else f"{steps}, {run.stage}"


def _silence(run: Run) -> str:
    """Returns for how long nothing was reported. The clocks of server and client are taken as equal."""
    last = run.reported_at or run.started_at or run.created_at
    return f"no report for {in_words((datetime.now(UTC) - last).total_seconds())}"
