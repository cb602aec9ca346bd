"""Which runs were changed or deleted lately."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.read.describing import describe
from paretoscope.schema.answers.run import Run
from paretoscope.store.models import DeletedRunRow, RunRow

MAX_RUNS = 500


@dataclass(frozen=True)
class Recent:
    """What changed after a point in time."""

    runs: list[tuple[int, Run]]
    """Runs with their versions, the one that changed last at the end."""
    removed: list[tuple[datetime, str]]
    """Ids of deleted runs with the moment they went."""

    @property
    def newest(self) -> datetime | None:
        """Moment of the last change."""
        moments = [run.updated_at for _, run in self.runs] + [moment for moment, _ in self.removed]
        return max(moments, default=None)


def recent_changes(session: Session, since: datetime, now: datetime) -> Recent:
    """Returns what changed after a point in time. Of many runs, it returns those that changed last."""
    runs = session.scalars(
        select(RunRow).where(RunRow.updated_at > since).order_by(RunRow.updated_at.desc()).limit(MAX_RUNS)
    ).all()
    removed = session.execute(
        select(DeletedRunRow.deleted_at, DeletedRunRow.run_id)
        .where(DeletedRunRow.deleted_at > since)
        .order_by(DeletedRunRow.deleted_at.desc())
        .limit(MAX_RUNS)
    ).all()
    return Recent(
        runs=[(row.version, describe(row, now)) for row in reversed(runs)],
        removed=[(moment, run_id) for moment, run_id in reversed(removed)],
    )
