"""Supervises one run on a worker: asks which is next, claims it, and keeps the lease during the attempt."""

import logging
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from paretoscope.client.errors import ClientError, RefusedError, UnreachableError
from paretoscope.schema.answers.checkpoint import CheckpointView
from paretoscope.schema.answers.run import Run
from paretoscope.schema.answers.worker import NextRun
from paretoscope.schema.control import Claim
from paretoscope_worker.processes.disk_space import needed_bytes
from paretoscope_worker.processes.host import Host
from paretoscope_worker.processes.lease import Lease
from paretoscope_worker.processes.supervised_attempt import SupervisedAttempt

T = TypeVar("T")
Left = dict[str, bool]
"""Runs that the worker does not take, and for each whether other workers may."""

CLAIM_SECONDS = 30.0
"""Seconds to keep trying to claim a run while the server is away. The server later sends a new message."""
RETRY_SECONDS = 1.0

logger = logging.getLogger(__name__)


def supervise(hint: str, host: Host) -> None:
    """Claims the next run of the queue and trains it; returns when it has ended, or if there is none for this worker.

    A message only says that a run is queued, so the run that it names may be trained by another message.

    Args:
        hint: the run that the message names.
        host: the worker.
    """
    left: Left = {}
    while not host.releasing:
        turn = _next(hint, host, left)
        if turn is None:
            return
        if turn.run is None:
            # Without another worker the message is dropped: the server sends it again once there is room.
            if turn.waits_for_others or any(left.values()):
                _leave_to_others(hint, host)
            return
        if _take(turn.run, host, left):
            return


def _take(run: Run, host: Host, left: Left) -> bool:
    """Trains a run; returns False if it is not for this worker, or not the next one any more.

    The GPUs are taken before the run is claimed, so that another worker can claim it in the meantime.
    """
    wanted = gpus_wanted(run.config)
    if wanted > max(1, host.gpus.count) and _others(host, gpus=wanted):
        left[run.id] = True
        return False
    # If there are too few GPUs, one is taken: the training process then reports that they are too few.
    count = wanted if wanted <= host.gpus.count else min(1, host.gpus.count)
    with host.gpus.taken(count, partial(_is_next, run.id, host, frozenset(left))) as gpus:
        return gpus is not None and _supervise(run, host, ",".join(gpus) or None, left)


def gpus_wanted(config: Mapping[str, Any]) -> int:
    """Returns how many GPUs of its worker a run takes. A run on the CPU counts as one."""
    is_on_processor = config.get("policy", {}).get("device") == "cpu"
    return 1 if is_on_processor else int(config.get("resources", {}).get("gpus", 1))


def _others(host: Host, gpus: int = 0) -> bool:
    """Whether another worker takes runs and has so many GPUs."""
    with suppress(ClientError):
        workers = host.client.workers()
        return any(
            one.alive and one.problem is None and one.id != host.id and len(one.devices) >= gpus for one in workers
        )
    return False


def _leave_to_others(hint: str, host: Host) -> None:
    """Puts a message back for other workers, after a pause in which they may have taken the runs that wait."""
    time.sleep(RETRY_SECONDS)
    with suppress(ClientError):
        turn = host.client.next_run(host.id)
        if turn.run is not None or turn.waits_for_others:
            host.send_back(hint)


def _is_next(run_id: str, host: Host, left: Collection[str]) -> bool:
    """Whether a run is still the one that this worker should train; True also if the server does not answer."""
    if host.releasing:
        return False
    with suppress(ClientError):
        run = host.client.next_run(host.id, left).run
        return run is not None and run.id == run_id
    return True


def _supervise(run: Run, host: Host, gpus: str | None, left: Left) -> bool:
    """Claims a run and trains it; returns False if it does not fit on the disk, or if it cannot be claimed."""
    if host.aside.reason_for(run.id, _needed_bytes(run, host)) is not None:
        left[run.id] = _others(host)
        return False
    claim = _claim(run.id, host)
    if claim is None:
        left[run.id] = True
        return False
    lease = Lease(host.client, claim, host.settings.heartbeat_seconds)
    lease.start()
    try:
        SupervisedAttempt(host, claim, lease).carry_out(gpus)
    finally:
        lease.end()
    return True


def _needed_bytes(run: Run, host: Host) -> float:
    saved: list[CheckpointView] = []
    if run.attempt > 0:
        with suppress(ClientError):
            saved = host.client.checkpoints(run.id)
    return needed_bytes(run.config, saved)


def _next(hint: str, host: Host, left: Collection[str]) -> NextRun | None:
    """Returns what to train next; None if the server stays away, which later sends new messages."""
    return _answer(hint, host, partial(host.client.next_run, host.id, left))


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
