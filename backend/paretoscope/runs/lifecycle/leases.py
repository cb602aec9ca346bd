"""Decides which worker trains which run: claims, heartbeats and expired leases.

A claim is a compare-and-set under the lock of the run's row. If several workers ask for a queued run, exactly one gets
it, with a new attempt number. Heartbeats with that number renew the lease.
"""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from paretoscope.runs.lifecycle.external import hear_heartbeat
from paretoscope.runs.lifecycle.forking import source_of
from paretoscope.runs.lifecycle.holders import refuse_others
from paretoscope.runs.lifecycle.steering import newest_steering
from paretoscope.runs.lifecycle.transitions import attempt_is_over, crash
from paretoscope.runs.read.reading import last_checkpoint
from paretoscope.runs.read.reevaluations import checkpoint_to_evaluate, place_of, points_to_evaluate
from paretoscope.runs.refusals import ConflictError
from paretoscope.runs.rows import lock_run, note, touch
from paretoscope.schema.control import Claim, Heartbeat, Instruction
from paretoscope.settings import Settings
from paretoscope.store.models import RunRow, SweepRow
from paretoscope.store.server_models import WorkerRow


def claim_run(session: Session, run_id: str, worker_id: str, settings: Settings, now: datetime) -> Claim:
    """Gives a queued run to a worker.

    Raises:
        NotFoundError: there is no such run.
        ConflictError: it is not queued, because another worker has it or it has ended; or it waits for a worker that
            has its checkpoint; or its sweep is paused.
    """
    run = lock_run(session, run_id)
    if run.status != "queued":
        raise ConflictError(
            "The run is not queued",
            f"Run {run.id} is {run.status}" + (f" on worker {run.worker_id}." if run.worker_id else "."),
            "Do nothing: the message was a duplicate. Wait for the next one.",
        )
    _refuse_paused(session, run)
    checkpoint, fork = last_checkpoint(session, run.id), source_of(session, run)
    needed = checkpoint or fork or checkpoint_to_evaluate(session, run)
    refuse_others(session, run, needed, worker_id=worker_id, settings=settings, now=now)
    touch(run, now)
    run.status, run.stage, run.attempt, run.worker_id = "running", "claimed", run.attempt + 1, worker_id
    run.lease_expires_at = now + timedelta(seconds=settings.lease_seconds)
    run.started_at = run.started_at or now
    run.pace_step = run.pace_at = run.step_at = None
    note(session, run, now, "run_claimed", f"Attempt {run.attempt} started on worker {worker_id}.")
    return Claim(
        run_id=run.id,
        attempt=run.attempt,
        lease_seconds=settings.lease_seconds,
        config=run.config,
        checkpoint=place_of(checkpoint),
        fork=place_of(fork),
        points=points_to_evaluate(session, run),
    )


def _refuse_paused(session: Session, run: RunRow) -> None:
    sweep = session.get(SweepRow, run.sweep_id) if run.sweep_id else None
    if sweep is not None and sweep.paused:
        raise ConflictError(
            "The sweep is paused",
            f"Run {run.id} belongs to sweep {sweep.id}, whose queued runs wait until it is continued.",
            f'Continue it with PATCH /api/sweeps/{sweep.id} and {{"paused": false}}, or claim another run.',
        )


def renew_lease(session: Session, run_id: str, heartbeat: Heartbeat, settings: Settings, now: datetime) -> Instruction:
    """Renews the lease of an attempt. Returns whether to continue, and the weights that a person has asked for, if any.

    Raises:
        NotFoundError: there is no such run.
        ConflictError: the attempt has lost the run.
    """
    run = lock_run(session, run_id)
    if run.external:
        return hear_heartbeat(session, run, heartbeat, settings, now)
    if run.status != "running" or run.attempt != heartbeat.attempt:
        raise attempt_is_over(run, heartbeat.attempt)
    run.lease_expires_at = now + timedelta(seconds=settings.lease_seconds)
    session.execute(update(WorkerRow).where(WorkerRow.id == run.worker_id).values(seen_at=now))
    if heartbeat.stage is not None and heartbeat.stage != run.stage:
        touch(run, now)
        run.stage = heartbeat.stage
    return Instruction(action="stop" if run.stop_requested else "continue", steering=newest_steering(session, run))


def expired_runs(session: Session, now: datetime) -> list[str]:
    """Returns the ids of running runs whose lease is over."""
    query = select(RunRow.id).where(RunRow.status == "running", RunRow.lease_expires_at < now)
    return list(session.scalars(query))


def expire_lease(session: Session, run_id: str, settings: Settings, now: datetime) -> bool:
    """Takes a run from a silent worker. Returns False if the worker has renewed the lease in the meantime."""
    run = lock_run(session, run_id)
    if run.status != "running" or run.lease_expires_at is None or run.lease_expires_at >= now:
        return False
    silent = (now - run.lease_expires_at).total_seconds() + settings.lease_seconds
    message = f"Worker {run.worker_id} was not heard of for {silent:.0f} s."
    touch(run, now)
    crash(session, run, {"type": "LeaseExpired", "message": message, "traceback": ""}, settings.max_attempts, now)
    return True
