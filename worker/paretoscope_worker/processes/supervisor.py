"""One run on a worker: claim it, have a process train it, keep the lease, and tell the server how it ended."""

import json
import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from paretoscope.client.answers import Run
from paretoscope.client.client import Client
from paretoscope.client.errors import ClientError, ConflictError, NotFoundError, RefusedError, UnreachableError
from paretoscope.client.failure import describe
from paretoscope.client.reporter import RunReporter
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
    write_whole,
)
from paretoscope_worker.processes.exit_report import describe_exit
from paretoscope_worker.processes.gpu_pool import GpuPool
from paretoscope_worker.processes.lease import Lease
from paretoscope_worker.processes.log_tail import LogTail, last_lines
from paretoscope_worker.processes.prefork import ChildProcess

T = TypeVar("T")

LOOK_SECONDS = 0.1
CLAIM_SECONDS = 30.0
"""How long a run is tried to be claimed while the server is away; later the server sends a new message."""
FINISH_SECONDS = 900.0
"""How long a finished run waits for the server; after that its lease expires and another attempt ends it."""
STOP_SECONDS = 900.0
"""A process that has not stopped this long after it was asked to is killed."""
RELEASE_SECONDS = 20.0
"""The same, for a worker that is being shut down."""
RETRY_SECONDS = 1.0

logger = logging.getLogger(__name__)


class MissingCheckpointError(Exception):
    """A checkpoint that a run needs and this worker does not have."""


class Host(Protocol):
    """The worker, as far as one run needs it."""

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
    """Trains a run if it is to be had; returns when it is over, or is no longer this worker's.

    Its GPUs are taken before it is claimed, so that meanwhile another worker may have it.
    """
    run = _queued(run_id, host)
    if run is None or _is_for_others(run, host):
        return
    wanted = gpus_wanted(run.config)
    # Too few are as good as one: the process that would train says that they are.
    count = wanted if wanted <= host.gpus.count else min(1, host.gpus.count)
    with host.gpus.taken(count, partial(_is_queued, run_id, host)) as gpus:
        if gpus is not None:
            _supervise(run_id, host, ",".join(gpus) or None)


def gpus_wanted(config: Mapping[str, Any]) -> int:
    """Returns how many GPUs of its worker a run takes; one on the processor shares its slot's."""
    is_on_processor = config.get("policy", {}).get("device") == "cpu"
    return 1 if is_on_processor else int(config.get("resources", {}).get("gpus", 1))


def _is_for_others(run: Run, host: Host) -> bool:
    """Whether a run wants more GPUs than there are here and another worker has them; then its message comes again."""
    wanted = gpus_wanted(run.config)
    if wanted <= max(1, host.gpus.count):
        return False
    with suppress(ClientError):
        return any(one.alive and len(one.devices) >= wanted for one in host.client.workers())
    return False


def _is_queued(run_id: str, host: Host) -> bool:
    """Whether a run still waits for a worker, as far as is known."""
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
    """Returns a run that is to be had; None also if the server stays away, which then sends its message again."""
    run = _answer(run_id, host, partial(host.client.run, run_id))
    return run if run is not None and run.status == "queued" else None


def _claim(run_id: str, host: Host) -> Claim | None:
    return _answer(run_id, host, partial(host.client.claim, run_id, host.id))


def _answer(run_id: str, host: Host, ask: Callable[[], T | None]) -> T | None:
    """Returns what the server answers, asked for a while where it is away; None if it refuses."""
    deadline = time.monotonic() + CLAIM_SECONDS
    while not host.releasing:
        try:
            return ask()
        except RefusedError as error:
            logger.warning("Run %s is not to be had: %s", run_id, error)
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
        """Has a process train the run and reports how it ended."""
        try:
            self._prepare_folder()
            checkpoint = self._checkpoint()
            fork = self._fork() if checkpoint is None else None
            code = self._train(self._assignment(checkpoint, fork, gpus))
            finish = None if code is None else self._finish(code)
        except Exception as error:
            logger.exception("Run %s could not be trained.", self._claim.run_id)
            finish = Finish(attempt=self._claim.attempt, outcome="failed", error=describe(error))
        if finish is not None:
            self._report(finish)

    def _prepare_folder(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for name in (STOP, RESULT, STAGE, STEERING):
            (self._folder / name).unlink(missing_ok=True)
        write_whole(self._folder / CONFIG, json.dumps(self._claim.config, indent=2))

    def _checkpoint(self) -> str | None:
        """Returns the newest checkpoint to go on from, once the server knows all that an earlier attempt reported.

        One of step 0 saves nothing that starting over would lose.
        """
        if self._claim.attempt == 1:
            return None
        last = self._claim.checkpoint
        candidates = {last.path: last.step} if last else {}
        with suppress(ClientError):
            if self._reporter().close(timeout_seconds=60.0):
                rows = self._host.client.checkpoints(self._claim.run_id)
                candidates = {row.path: row.step for row in rows if row.resumable}
        there = [path for path, step in candidates.items() if step > 0 and Path(path).is_dir()]
        return max(there, key=lambda path: candidates[path], default=None)

    def _fork(self) -> str | None:
        """Returns the checkpoint of another run that the run starts from, if it is a fork.

        Raises:
            MissingCheckpointError: it is not on this worker.
        """
        asked, place = self._claim.config.get("fork"), self._claim.fork
        if asked is None:
            return None
        if place is None or not Path(place.path).is_dir():
            where = f"not in {place.path} on this machine" if place else "deleted"
            raise MissingCheckpointError(
                f"The run starts from the checkpoint of step {asked['step']} of run {asked['run_id']}, which is "
                f"{where}. Fork another step, or start a worker on the machine that has it and retry the run."
            )
        return place.path

    def _assignment(self, checkpoint: str | None, fork: str | None, gpus: str | None) -> Assignment:
        settings = self._host.settings
        return Assignment(
            run_id=self._claim.run_id,
            attempt=self._claim.attempt,
            folder=str(self._folder),
            server_url=settings.server_url,
            token=settings.token,
            checkpoint=checkpoint,
            fork=fork,
            gpus=gpus,
        )

    def _train(self, assignment: Assignment) -> int | None:
        """Returns the exit code of the process that trained; None if the run is no longer this worker's."""
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
            self._pass_steering_on()
            if self._lease.stop_wanted or self._host.releasing:
                self._ask_to_stop(child)
            time.sleep(LOOK_SECONDS)
        return code

    def _pass_steering_on(self) -> None:
        steering = self._lease.steering
        if steering is not None and steering != self._steered:
            write_steering(self._folder, steering)
            self._steered = steering

    def _ask_to_stop(self, child: ChildProcess) -> None:
        patience = RELEASE_SECONDS if self._host.releasing else STOP_SECONDS
        if self._stop_deadline is None:
            (self._folder / STOP).touch()
            self._stop_deadline = time.monotonic() + STOP_SECONDS
        self._stop_deadline = min(self._stop_deadline, time.monotonic() + patience)
        if time.monotonic() > self._stop_deadline:
            logger.warning("Run %s did not stop when asked to and is killed.", self._claim.run_id)
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
        """Gives the server what the process did not get rid of, then ends the claim; waits while the server is away."""
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
                logger.warning("Run %s has ended, but the server cannot be told: %s", self._claim.run_id, error)
                time.sleep(RETRY_SECONDS)
            else:
                return

    def _reporter(self) -> RunReporter:
        settings = self._host.settings
        spool = self._folder / SPOOL
        return RunReporter(self._claim.run_id, self._claim.attempt, spool, settings.server_url, settings.token)
