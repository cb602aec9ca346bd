"""Supervises one run on a worker: decides whether to take it, claims it, and keeps the lease during the attempt."""

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from paretoscope.client.errors import ClientError, RefusedError, UnreachableError
from paretoscope.schema.answers.checkpoint import CheckpointView
from paretoscope.schema.answers.run import Run
from paretoscope.schema.control import Claim
from paretoscope_worker.processes.disk_space import needed_bytes
from paretoscope_worker.processes.host import Host
from paretoscope_worker.processes.lease import Lease
from paretoscope_worker.processes.supervised_attempt import SupervisedAttempt

T = TypeVar("T")

CLAIM_SECONDS = 30.0
"""Seconds to keep trying to claim a run while the server is away. The server later sends a new message."""
RETRY_SECONDS = 1.0

logger = logging.getLogger(__name__)


def supervise(run_id: str, host: Host) -> None:
    """Claims a run and trains it; returns when it has ended, belongs to another worker, or is left to others.

    The GPUs are taken before the run is claimed, so that another worker can claim it in the meantime.
    """
    run = _queued(run_id, host)
    if run is None:
        return
    wanted = gpus_wanted(run.config)
    if wanted > max(1, host.gpus.count) and _others(host, gpus=wanted):
        _leave_to_others(run_id, host)
        return
    # If there are too few GPUs, one is taken: the training process then reports that they are too few.
    count = wanted if wanted <= host.gpus.count else min(1, host.gpus.count)
    with host.gpus.taken(count, partial(_is_queued, run_id, host)) as gpus:
        if gpus is not None:
            _supervise(run, host, ",".join(gpus) or None)


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


def _leave_to_others(run_id: str, host: Host) -> None:
    """Puts the message of a run back if it still waits, after a pause in which another worker may have taken it."""
    time.sleep(RETRY_SECONDS)
    if _is_queued(run_id, host):
        host.send_back(run_id)


def _is_queued(run_id: str, host: Host) -> bool:
    """Whether a run still waits for a worker; True also if the server does not answer."""
    if host.releasing:
        return False
    with suppress(ClientError):
        return host.client.run(run_id).status == "queued"
    return True


def _supervise(run: Run, host: Host, gpus: str | None) -> None:
    if host.aside.reason_for(run.id, _needed_bytes(run, host)) is not None:
        # Without another worker the message is dropped: the server sends it again once there is room.
        if _others(host):
            _leave_to_others(run.id, host)
        return
    claim = _claim(run.id, host)
    if claim is None:
        _leave_to_others(run.id, host)
        return
    lease = Lease(host.client, claim, host.settings.heartbeat_seconds)
    lease.start()
    try:
        SupervisedAttempt(host, claim, lease).carry_out(gpus)
    finally:
        lease.end()


def _needed_bytes(run: Run, host: Host) -> float:
    saved: list[CheckpointView] = []
    if run.attempt > 0:
        with suppress(ClientError):
            saved = host.client.checkpoints(run.id)
    return needed_bytes(run.config, saved)


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
