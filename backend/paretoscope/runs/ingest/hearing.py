"""Signs of life of external runs: records and heartbeats. A lost run of which one is heard is running again."""

from datetime import datetime

from sqlalchemy.orm import Session

from paretoscope.runs.rows import note, touch
from paretoscope.schema.durations import in_words
from paretoscope.store.models import RunRow


def hear(session: Session, run: RunRow, now: datetime) -> None:
    """Notes that a locked external run was heard of. If it was lost, it is running again."""
    if run.status == "lost":
        silent = count_silence(run, now)
        touch(run, now)
        run.status = "running"
        run.pace_step = run.pace_at = run.step_at = None
        message = f"The run is heard of again after {in_words(silent)}. It goes on at step {run.step}."
        note(session, run, now, "run_heard_again", message, silent_seconds=silent)
    run.heard_at = now


def count_silence(run: RunRow, now: datetime) -> float:
    """Counts the silence of a lost run as idle time, and returns its seconds."""
    silent = silence_seconds(run, now)
    run.idle_seconds += silent
    run.heard_at = now
    return silent


def silence_seconds(run: RunRow, now: datetime) -> float:
    """Returns the seconds since an external run was last heard of."""
    return max((now - (run.heard_at or run.created_at)).total_seconds(), 0.0)
