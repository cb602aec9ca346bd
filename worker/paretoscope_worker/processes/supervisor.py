"""Supervises one run on a worker: claims it, starts its training process, keeps the lease, and reports how it ended."""

import json
import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from paretoscope.client.client import Client
from paretoscope.client.errors import ClientError, ConflictError, NotFoundError, RefusedError, UnreachableError
from paretoscope.client.failure import describe
from paretoscope.client.reporter import RunReporter
from paretoscope.processes.atomic_write import write_atomically
from paretoscope.schema.answers.run import Run
from paretoscope.schema.control import Claim, Finish, Steering
from paretoscope.settings import Settings
from paretoscope_worker.processes.assignment import (
    CONFIG,
    RESULT,
    SPOOL,
    STAGE,
    STEERING,
    STOP,
    Assignment,
    Result,
    write_steering,
)
from paretoscope_worker.processes.exit_report import describe_exit
from paretoscope_worker.processes.fencing import announce
from paretoscope_worker.processes.gpu_pool import GpuPool
from paretoscope_worker.processes.lease import Lease
from paretoscope_worker.processes.log_tail import LogTail, last_lines
from paretoscope_worker.processes.prefork import ChildProcess

T = TypeVar("T")

POLL_SECONDS = 0.1
CLAIM_SECONDS = 30.0
"""Seconds to keep trying to claim a run while the server is away. The server later sends a new message."""
FINISH_SECONDS = 900.0
"""Seconds that a finished run waits for the server. After that, its lease expires and another attempt ends it."""
STOP_SECONDS = 900.0
"""Seconds after which a process that was asked to stop is killed."""
RELEASE_SECONDS = 20.0
"""The same while the worker is being shut down."""
RETRY_SECONDS = 1.0

logger = logging.getLogger(__name__)


class Host(Protocol):
    """The parts of the worker that one run needs."""

    settings: Settings
    client: Client
    id: str
    gpus: GpuPool

    @property
    def releasing(self) -> bool:
        """Whether the worker is being shut down."""

    def take_child(self) -> ChildProcess:
        """Returns a process that waits for its assignment."""


def supervise(run_id: str, host: Host) -> None:
    """Claims a run and trains it; returns when it has ended or belongs to another worker.

    The GPUs are taken before the run is claimed, so that another worker can claim it in the meantime.
    """
    run = _queued(run_id, host)
    if run is None or _is_for_others(run, host):
        return
    wanted = gpus_wanted(run.config)
    # If there are too few GPUs, one is taken: the training process then reports that they are too few.
    count = wanted if wanted <= host.gpus.count else min(1, host.gpus.count)
    with host.gpus.taken(count, partial(_is_queued, run_id, host)) as gpus:
        if gpus is not None:
            _supervise(run_id, host, ",".join(gpus) or None)


def gpus_wanted(config: Mapping[str, Any]) -> int:
    """Returns how many GPUs of its worker a run takes. A run on the CPU counts as one."""
    is_on_processor = config.get("policy", {}).get("device") == "cpu"
    return 1 if is_on_processor else int(config.get("resources", {}).get("gpus", 1))


def _is_for_others(run: Run, host: Host) -> bool:
    """Whether a run needs more GPUs than this worker has, but another worker has enough; its message is sent again."""
    wanted = gpus_wanted(run.config)
    if wanted <= max(1, host.gpus.count):
        return False
    with suppress(ClientError):
        return any(one.alive and len(one.devices) >= wanted for one in host.client.workers())
    return False


def _is_queued(run_id: str, host: Host) -> bool:
    """Whether a run still waits for a worker; True also if the server does not answer."""
    if host.releasing:
        return False
    with suppress(ClientError):
        return host.client.run(run_id).status == "queued"
    return True


def _supervise(run_id: str, host: Host, gpus: str | None) -> None:
    claim = _claim(run_id, host)
    if claim is None:
        return
    lease = Lease(host.client, claim, host.settings.heartbeat_seconds)
    lease.start()
    try:
        _Attempt(host, claim, lease).carry_out(gpus)
    finally:
        lease.end()


def _queued(run_id: str, host: Host) -> Run | None:
    """Returns the run if it is queued; None if it is not or the server stays away, which later sends a new message."""
    run = _answer(run_id, host, partial(host.client.run, run_id))
    return run if run is not None and run.status == "queued" else None


def _claim(run_id: str, host: Host) -> Claim | None:
    return _answer(run_id, host, partial(host.client.claim, run_id, host.id))


def _answer(run_id: str, host: Host, ask: Callable[[], T | None]) -> T | None:
    """Returns the server's answer. While the server is away, it is asked again; None if it refuses or stays away."""
    deadline = time.monotonic() + CLAIM_SECONDS
    while not host.releasing:
        try:
            return ask()
        except RefusedError as error:
            logger.warning("Run %s cannot be claimed: %s", run_id, error)
            return None
        except UnreachableError:
            if time.monotonic() > deadline:
                return None
        time.sleep(RETRY_SECONDS)
    return None


class _Attempt:
    """One attempt at a claimed run."""

    def __init__(self, host: Host, claim: Claim, lease: Lease) -> None:
        self._host, self._claim, self._lease = host, claim, lease
        self._folder = host.settings.runs_folder / claim.run_id
        self._stop_deadline: float | None = None
        self._steered: Steering | None = None

    def carry_out(self, gpus: str | None) -> None:
        """Trains the run in a process and reports how it ended."""
        try:
            self._prepare_folder()
            code = self._train(self._assignment(self._checkpoint(), gpus))
            finish = None if code is None else self._finish(code)
        except Exception as error:
            logger.exception("Run %s could not be trained.", self._claim.run_id)
            finish = Finish(attempt=self._claim.attempt, outcome="failed", error=describe(error))
        if finish is not None:
            self._report(finish)

    def _prepare_folder(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        announce(self._folder, self._claim.attempt)
        for name in (STOP, RESULT, STAGE, STEERING):
            (self._folder / name).unlink(missing_ok=True)
        write_atomically(self._folder / CONFIG, json.dumps(self._claim.config, indent=2))

    def _checkpoint(self) -> str | None:
        """Returns the newest checkpoint to continue from, after the server has all records of earlier attempts.

        A checkpoint of step 0 is not used, because it is no better than starting from the beginning.
        """
        if self._claim.attempt == 1:
            return None
        candidates = {self._claim.checkpoint_path: self._claim.checkpoint_step or 0}
        with suppress(ClientError):
            if self._reporter().close(timeout_seconds=60.0):
                rows = self._host.client.checkpoints(self._claim.run_id)
                candidates = {row.path: row.step for row in rows if row.resumable}
        there = [path for path, step in candidates.items() if path and step > 0 and Path(path).is_dir()]
        return max(there, key=lambda path: candidates[path], default=None)

    def _assignment(self, checkpoint: str | None, gpus: str | None) -> Assignment:
        settings = self._host.settings
        return Assignment(
            run_id=self._claim.run_id,
            attempt=self._claim.attempt,
            folder=str(self._folder),
            server_url=settings.server_url,
            token=settings.token,
            checkpoint=checkpoint,
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
        while (code := child.poll()) is None:
            if self._lease.lost:
                return None
            with suppress(FileNotFoundError):
                self._lease.tell_stage((self._folder / STAGE).read_text(encoding="utf-8"))
            self._write_new_steering()
            if self._lease.stop_wanted or self._host.releasing:
                self._ask_to_stop(child)
            time.sleep(POLL_SECONDS)
        return code

    def _write_new_steering(self) -> None:
        steering = self._lease.steering
        if steering is not None and steering != self._steered:
            write_steering(self._folder, steering)
            self._steered = steering

    def _ask_to_stop(self, child: ChildProcess) -> None:
        timeout = RELEASE_SECONDS if self._host.releasing else STOP_SECONDS
        if self._stop_deadline is None:
            (self._folder / STOP).touch()
            self._stop_deadline = time.monotonic() + STOP_SECONDS
        self._stop_deadline = min(self._stop_deadline, time.monotonic() + timeout)
        if time.monotonic() > self._stop_deadline:
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
        return RunReporter(self._claim.run_id, self._claim.attempt, spool, settings.server_url, settings.token)
