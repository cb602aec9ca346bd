"""The process that trains one run. It ends afterwards, so that all its memory is freed.

It forks from a process that has imported the training code, reads an assignment and trains. Its output
goes to the run's log. It leaves its result in the run's folder; a process that left no result has died.
"""

import os
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Never

from paretoscope.client.failure import describe
from paretoscope.client.reporter import RunReporter
from paretoscope.processes.atomic_write import write_atomically
from paretoscope.schema.records import ResumeRecord
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.processes.assignment import (
    CONFIG,
    LOG,
    RESULT,
    SPOOL,
    STAGE,
    STOP,
    Assignment,
    Result,
    read_points,
    read_steering,
)
from paretoscope_worker.processes.fencing import sole_owner
from paretoscope_worker.processes.helper_error import HelperError
from paretoscope_worker.processes.log_tail import LogTail

CLOSE_SECONDS = 5.0

Train = Callable[..., str]


def carry_out(assignment: Assignment, train: Train) -> Never:
    """Trains the run and then ends the process at once, because an orderly shutdown of CUDA and threads can hang."""
    folder = Path(assignment.folder)
    _write_output_to(folder / LOG, assignment)
    with sole_owner(folder, assignment.attempt):
        (folder / RESULT).unlink(missing_ok=True)  # a process of an earlier attempt may have left it until now
        try:
            result = Result(_train(assignment, folder, train))
        except BaseException as error:
            result = _result_of(error)
        result.write(folder / RESULT)
        os._exit(result.error is not None)


def _result_of(error: BaseException) -> Result:
    return Result(error.outcome, error.error) if isinstance(error, HelperError) else Result("failed", describe(error))


def _train(assignment: Assignment, folder: Path, train: Train) -> str:
    if assignment.gpus is not None:
        os.environ["CUDA_VISIBLE_DEVICES"] = assignment.gpus
    config = RunConfig.model_validate_json((folder / CONFIG).read_text(encoding="utf-8"))
    reporter = RunReporter(
        assignment.run_id,
        assignment.attempt,
        folder / SPOOL,
        assignment.server_url,
        assignment.token,
        heartbeats=False,
    )
    log = LogTail(folder, reporter)
    log.start()
    if assignment.attempt > 1 and assignment.checkpoint is None and config.reevaluation is None:
        reporter.record(ResumeRecord(step=0))

    def finish_reporting() -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        log.end()
        reporter.close(CLOSE_SECONDS)

    def give_up(error: Exception) -> Never:
        _result_of(error).write(folder / RESULT)
        finish_reporting()
        os._exit(1)

    try:
        return train(
            config,
            assignment,
            folder=folder,
            reporter=reporter,
            should_stop=(folder / STOP).exists,
            on_stage=_StageFile(folder / STAGE),
            give_up=give_up,
            checkpoint=Path(assignment.checkpoint) if assignment.checkpoint else None,
            fork=Path(assignment.fork) if assignment.fork else None,
            points=read_points(folder),
            storage=assignment.storage,
            checkpoint_url=assignment.checkpoint_url,
            steering=partial(read_steering, folder),
        )
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        finish_reporting()


class _StageFile:
    """Tells the supervisor what the run is doing, and that it makes progress. If the disk is full, it does nothing."""

    def __init__(self, path: Path) -> None:
        self._path, self._written = path, ""

    def __call__(self, stage: str) -> None:
        with suppress(OSError):
            if stage == self._written:
                os.utime(self._path)
            else:
                write_atomically(self._path, stage)
                self._written = stage


def _write_output_to(log: Path, assignment: Assignment) -> None:
    """Appends the output of this process, including that of C libraries, to the log."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        os.dup2(descriptor, stream.fileno())
    os.close(descriptor)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    sys.stdout.write(f"--- attempt {assignment.attempt}, {socket.gethostname()}, process {os.getpid()}, {now}\n")
    sys.stdout.flush()
