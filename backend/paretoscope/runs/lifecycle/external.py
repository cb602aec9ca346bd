"""Keeps track of external runs: heartbeats of their reporters, and runs that fall silent.

Another program trains an external run and only reports here. No worker could continue it. A silent run is therefore
`lost`, which is not an end: it is running again with the next report.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.ingest.hearing import hear, silence_seconds
from paretoscope.runs.lifecycle.transitions import attempt_is_over, end_silent_run
from paretoscope.runs.rows import lock_run, note, touch
from paretoscope.schema.control import Heartbeat, Instruction
from paretoscope.schema.durations import in_words
from paretoscope.settings import Settings
from paretoscope.store.models import RunRow

LONGEST_HEARTBEAT_SECONDS = 15.0
HEARTBEATS_PER_LEASE = 4
"""Three heartbeats may fail before a run counts as lost."""


def hear_heartbeat(
    session: Session, run: RunRow, heartbeat: Heartbeat, settings: Settings, now: datetime
) -> Instruction:
    """Records a heartbeat of a locked external run and returns whether to continue.

    A run that was stopped while it was silent is still told so when it is heard of again.

    Raises:
        ConflictError: the run has ended in another way, or the attempt is not the one that runs.
    """
    is_stopped = run.status == "stopped" and run.attempt == heartbeat.attempt
    if is_stopped:
        return Instruction(action="stop")
    if run.status not in {"running", "lost"} or run.attempt != heartbeat.attempt:
        raise attempt_is_over(run, heartbeat.attempt)
    hear(session, run, now)
    if heartbeat.stage is not None and heartbeat.stage != run.stage:
        touch(run, now)
        run.stage = heartbeat.stage
    return Instruction(
        action="stop" if run.stop_requested else "continue", next_heartbeat_seconds=heartbeat_seconds(settings)
    )


def heartbeat_seconds(settings: Settings) -> float:
    """Returns the seconds between heartbeats of an external run."""
    return min(settings.external_lease_seconds / HEARTBEATS_PER_LEASE, LONGEST_HEARTBEAT_SECONDS)


def silent_runs(session: Session, settings: Settings, now: datetime) -> list[str]:
    """Returns the ids of running external runs that have been silent for too long."""
    query = select(RunRow.id).where(RunRow.status == "running", RunRow.external.is_(True))
    return list(session.scalars(query.where(RunRow.heard_at < _limit(settings, now))))


def lose_run(session: Session, run_id: str, settings: Settings, now: datetime) -> bool:
    """Marks a silent external run as lost, or as stopped if a person asked for that. Returns False if it is not silent.

    Raises:
        NotFoundError: there is no such run.
    """
    run = lock_run(session, run_id)
    if run.status != "running" or run.heard_at is None or run.heard_at >= _limit(settings, now):
        return False
    since = run.heard_at.strftime("%Y-%m-%d %H:%M:%S UTC")
    silent = in_words(silence_seconds(run, now))
    touch(run, now)
    run.status = "lost"
    if run.stop_requested:
        message = f"Nothing was heard of the run for {silent}, since {since}. Somebody had asked it to stop."
        note(session, run, now, "run_lost", message, heard_at=run.heard_at.isoformat())
        end_silent_run(session, run, now)
        return True
    message = (
        f"Nothing was heard of the run for {silent}, since {since}. It goes on as soon as it reports again; otherwise "
        "stop or delete it."
    )
    note(session, run, now, "run_lost", message, heard_at=run.heard_at.isoformat())
    return True


def _limit(settings: Settings, now: datetime) -> datetime:
    return now - timedelta(seconds=settings.external_lease_seconds)
