"""Carries out an attempt at a claimed run: starts its process, watches it, and reports to the server how it ended."""

import json
import logging
import time
from contextlib import suppress
from pathlib import Path
from typing import Literal

from paretoscope.client.errors import ClientError, ConflictError, NotFoundError, RefusedError, UnreachableError
from paretoscope.client.failure import describe
from paretoscope.client.reporter import RunReporter
from paretoscope.processes.atomic_write import write_atomically
from paretoscope.schema.answers.checkpoint import CheckpointView
from paretoscope.schema.control import CheckpointPlace, Claim, Finish, RunError, Steering
from paretoscope.schema.watchdogs import Watchdogs
from paretoscope_worker.processes.assignment import (
    CONFIG,
    RESULT,
    SPOOL,
    STAGE,
    STEERING,
    STOP,
    Assignment,
    Result,
    write_points,
    write_steering,
)
from paretoscope_worker.processes.checkpoint_choice import CheckpointChoice
from paretoscope_worker.processes.disk_space import is_lack_of_room
from paretoscope_worker.processes.exit_report import describe_exit
from paretoscope_worker.processes.fencing import announce
from paretoscope_worker.processes.host import Host
from paretoscope_worker.processes.lease import Lease
from paretoscope_worker.processes.log_tail import LogTail, last_lines
from paretoscope_worker.processes.progress_watch import ProgressWatch
from paretoscope_worker.processes.template import ChildProcess, StartError

POLL_SECONDS = 0.1
FINISH_SECONDS = 900.0
"""Seconds that a finished run waits for the server; after that its lease expires and another attempt ends it."""
RELEASE_SECONDS = 20.0
"""Seconds that a process has to save and end when its worker is shut down."""
RETRY_SECONDS = 1.0
FORK = "fork"
"""Folder inside the run's own for a copy of the checkpoint that a fork starts from."""

logger = logging.getLogger(__name__)


class MissingCheckpointError(Exception):
    """A checkpoint that a run needs and this worker does not have."""


class SupervisedAttempt:
    """One attempt at a claimed run: its process, its checkpoint and its end."""

    def __init__(self, host: Host, claim: Claim, lease: Lease) -> None:
        self._host, self._claim, self._lease = host, claim, lease
        self._folder = host.settings.runs_folder / claim.run_id
        settings = host.settings
        self._choice = CheckpointChoice(settings.runs_folder, settings.checkpoint_url, host.storage)
        self._release_deadline: float | None = None
        self._steered: Steering | None = None
        self._hang: RunError | None = None

    def carry_out(self, gpus: str | None) -> None:
        """Trains the run in a process and reports how it ended."""
        try:
            self._prepare_folder()
            self._write_points()
            checkpoint = self._checkpoint()
            fork = self._fork() if checkpoint is None else None
            code = self._train(self._assignment(checkpoint, fork, gpus))
            finish = None if code is None else self._finish(code)
        except StartError as error:
            finish = Finish(attempt=self._claim.attempt, outcome="crashed", error=describe(error))
        except Exception as error:
            logger.exception("Run %s could not be trained.", self._claim.run_id)
            outcome: Literal["released", "failed"] = "released" if is_lack_of_room(error) else "failed"
            finish = Finish(attempt=self._claim.attempt, outcome=outcome, error=describe(error))
        if finish is not None:
            self._report(self._excused(finish))

    def _excused(self, finish: Finish) -> Finish:
        """Gives the run back if its attempt ended with an error on a full disk, which is not the run's fault."""
        if finish.outcome not in {"failed", "crashed"}:
            return finish
        shortage = self._host.aside.reason_for(self._claim.run_id, 0.0)
        if shortage is None:
            return finish
        what = f" The attempt ended with: {finish.error.type}: {finish.error.message[:500]}" if finish.error else ""
        error = RunError(type="disk", message=f"{shortage}{what}")
        return Finish(attempt=finish.attempt, outcome="released", error=error)

    def _prepare_folder(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        announce(self._folder, self._claim.attempt)
        for name in (STOP, RESULT, STAGE, STEERING):
            (self._folder / name).unlink(missing_ok=True)
        write_atomically(self._folder / CONFIG, json.dumps(self._claim.config, indent=2))

    def _write_points(self) -> None:
        """Writes what a re-evaluation has still to evaluate, after the server has all results of earlier attempts."""
        if self._claim.config.get("reevaluation") is None:
            return
        points = self._claim.points
        if self._claim.attempt > 1:
            with suppress(ClientError):
                if self._reporter().close(timeout_seconds=60.0):
                    points = self._host.client.reevaluation(self._claim.run_id).waiting
        write_points(self._folder, points)

    def _checkpoint(self) -> Path | None:
        """Returns the newest checkpoint to continue from, after the server has all records of earlier attempts."""
        if self._claim.attempt == 1:
            return None
        places = [self._claim.checkpoint] if self._claim.checkpoint else []
        with suppress(ClientError):
            if self._reporter().close(timeout_seconds=60.0):
                rows = self._host.client.checkpoints(self._claim.run_id)
                places = [_place(self._claim.run_id, row) for row in rows if row.resumable and not row.deleted]
        return self._choice.newest(self._claim.run_id, places, self._tell_fetching)

    def _fork(self) -> Path | None:
        """Returns the checkpoint of another run that the run starts from, if it is a fork.

        Raises:
            MissingCheckpointError: it is neither on this worker nor in the shared storage.
        """
        asked, place = self._claim.config.get("fork"), self._claim.fork
        if asked is None:
            return None
        found = self._choice.weights(place, self._folder / FORK, self._tell_fetching) if place else None
        if found is None:
            where = f"not in {place.path} on this machine" if place else "deleted"
            raise MissingCheckpointError(
                f"The run starts from the checkpoint of step {asked['step']} of run {asked['run_id']}, which is "
                f"{where}. Fork another step, or start a worker on the machine that has it and retry the run."
            )
        return found

    def _tell_fetching(self) -> None:
        self._lease.tell_stage("fetching checkpoint")

    def _assignment(self, checkpoint: Path | None, fork: Path | None, gpus: str | None) -> Assignment:
        settings = self._host.settings
        return Assignment(
            run_id=self._claim.run_id,
            attempt=self._claim.attempt,
            folder=str(self._folder),
            server_url=settings.server_url,
            token=settings.token,
            checkpoint=str(checkpoint) if checkpoint else None,
            fork=str(fork) if fork else None,
            storage=self._host.storage,
            checkpoint_url=settings.checkpoint_url,
            gpus=gpus,
        )

    def _train(self, assignment: Assignment) -> int | None:
        """Returns the exit code of the training process; None if the run no longer belongs to this worker."""
        child = self._host.take_child()
        try:
            child.assign(assignment)
            return self._watch(child)
        finally:
            child.kill()

    def _watch(self, child: ChildProcess) -> int | None:
        watchdogs = Watchdogs.model_validate(self._claim.config.get("watchdogs", {}))
        progress = ProgressWatch(child.pid, self._folder / STAGE, watchdogs)
        while (code := child.poll()) is None:
            if self._lease.lost:
                return None
            stop_wanted = self._lease.stop_wanted or self._host.releasing
            why_hung = progress.look(stop_asked=stop_wanted)
            if progress.stage:
                self._lease.tell_stage(progress.stage)
            if why_hung is not None:
                self._give_up(child, why_hung)
            self._write_new_steering()
            if stop_wanted:
                self._ask_to_stop(child)
            time.sleep(POLL_SECONDS)
        return code

    def _give_up(self, child: ChildProcess, why: str) -> None:
        """Kills a process that makes no progress."""
        logger.warning("Run %s makes no progress and is killed: %s", self._claim.run_id, why)
        child.kill()
        message = f"{why} It was killed."
        self._hang = RunError(type="hang", message=message, traceback=last_lines(self._folder))

    def _write_new_steering(self) -> None:
        steering = self._lease.steering
        if steering is not None and steering != self._steered:
            write_steering(self._folder, steering)
            self._steered = steering

    def _ask_to_stop(self, child: ChildProcess) -> None:
        """Asks the process once to stop. If the worker is shut down, the process is killed after `RELEASE_SECONDS`."""
        if not (self._folder / STOP).exists():
            (self._folder / STOP).touch()
        if self._host.releasing:
            self._release_deadline = self._release_deadline or time.monotonic() + RELEASE_SECONDS
            if time.monotonic() > self._release_deadline:
                logger.warning("Run %s did not stop in time and is killed.", self._claim.run_id)
                child.kill()

    def _finish(self, code: int) -> Finish:
        """Returns how the attempt ended, given the exit code of its process."""
        result = Result.read(self._folder / RESULT)
        attempt = self._claim.attempt
        if result is not None and result.outcome != "stopped":
            return Finish.model_validate({"attempt": attempt, "outcome": result.outcome, "error": result.error})
        if self._host.releasing and not self._lease.stop_wanted:
            return Finish(attempt=attempt, outcome="released")
        if self._hang is not None and result is None:
            return Finish(attempt=attempt, outcome="crashed", error=self._hang)
        if result is not None or self._lease.stop_wanted:
            return Finish(attempt=attempt, outcome="stopped")
        return Finish(attempt=attempt, outcome="crashed", error=describe_exit(code, last_lines(self._folder)))

    def _report(self, finish: Finish) -> None:
        """Sends the records that the process could not send, then ends the claim. Waits while the server is away."""
        deadline = time.monotonic() + (RELEASE_SECONDS if self._host.releasing else FINISH_SECONDS)
        reporter = self._reporter()
        LogTail(self._folder, reporter).report()
        reporter.close(deadline - time.monotonic())
        while not self._lease.lost and time.monotonic() < deadline:
            try:
                self._host.client.finish(self._claim.run_id, finish)
            except (ConflictError, NotFoundError):
                return
            except (UnreachableError, RefusedError) as error:
                logger.warning("Run %s has ended, but the server could not be told: %s", self._claim.run_id, error)
                time.sleep(RETRY_SECONDS)
            else:
                return

    def _reporter(self) -> RunReporter:
        settings = self._host.settings
        spool = self._folder / SPOOL
        claim = self._claim
        return RunReporter(claim.run_id, claim.attempt, spool, settings.server_url, settings.token, heartbeats=False)


def _place(run_id: str, row: CheckpointView) -> CheckpointPlace:
    return CheckpointPlace(run_id=run_id, step=row.step, path=row.path, storage=row.storage, shared=row.shared)
