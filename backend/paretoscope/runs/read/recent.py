"""Reads which runs were recently changed or deleted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from paretoscope.runs.read.describing import describe
from paretoscope.runs.read.queue import queue_positions
from paretoscope.schema.answers.run import Run
from paretoscope.store.models import RunRow
from paretoscope.store.server_models import DeletedRunRow

MAX_RUNS = 500


@dataclass(frozen=True)
class Recent:
    """The runs that were changed or deleted after a time."""

    runs: list[tuple[int, Run]]
    """Versions and runs, in the order of their last changes."""
    removed: list[tuple[datetime, str]]
    """Times of deletion and ids of deleted runs."""

    @property
    def newest(self) -> datetime | None:
        """Time of the last change; None if there is none."""
        times = [run.updated_at for _, run in self.runs] + [time for time, _ in self.removed]
        return max(times, default=None)


def recent_changes(session: Session, since: datetime, now: datetime) -> Recent:
    """Returns the runs that were changed or deleted after a time; of each kind, at most the last ``MAX_RUNS``."""
    newest_first = select(RunRow).where(RunRow.updated_at > since).order_by(RunRow.updated_at.desc())
    runs = session.scalars(newest_first.limit(MAX_RUNS).options(selectinload(RunRow.tag_rows))).all()
    removed = session.execute(
        select(DeletedRunRow.deleted_at, DeletedRunRow.run_id)
        .where(DeletedRunRow.deleted_at > since)
        .order_by(DeletedRunRow.deleted_at.desc())
        .limit(MAX_RUNS)
    ).all()
    positions = queue_positions(session, runs)
    return Recent(
        runs=[(row.version, describe(row, now, positions.get(row.id))) for row in reversed(runs)],
        removed=[(time, run_id) for time, run_id in reversed(removed)],
    )
