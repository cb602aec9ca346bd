"""Finds the row of a run, locks it, and marks it as changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session, load_only, selectinload

from paretoscope.runs.refusals import run_not_found
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EventRow


def find_run(session: Session, run_id: str) -> RunRow:
    """Returns a run.

    Raises:
        NotFoundError: there is no such run.
    """
    row = session.get(RunRow, run_id)
    if row is None:
        raise run_not_found(run_id)
    return row


def find_runs(
    session: Session, run_ids: Sequence[str], columns: Sequence[InstrumentedAttribute[Any]] = (), *, tags: bool = True
) -> list[RunRow]:
    """Returns runs in the order of the ids.

    Args:
        session: an open transaction.
        run_ids: the runs.
        columns: the columns that are read now; if empty, all.
        tags: whether the tags are read now too.

    Raises:
        NotFoundError: one of them does not exist.
    """
    query = select(RunRow).where(RunRow.id.in_(run_ids))
    if columns:
        query = query.options(load_only(*columns))
    if tags:
        query = query.options(selectinload(RunRow.tag_rows))
    rows = {row.id: row for row in session.scalars(query)}
    for run_id in run_ids:
        if run_id not in rows:
            raise run_not_found(run_id)
    return [rows[run_id] for run_id in run_ids]


def lock_run(session: Session, run_id: str) -> RunRow:
    """Returns a run with its row locked until this transaction ends.

    Raises:
        NotFoundError: there is no such run.
    """
    row = session.scalar(select(RunRow).where(RunRow.id == run_id).with_for_update())
    if row is None:
        raise run_not_found(run_id)
    return row


def lock_runs(session: Session, run_ids: Sequence[str]) -> list[RunRow]:
    """Returns runs and their tags in the order of the ids, each once and with its row locked.

    Raises:
        NotFoundError: one of them does not exist.
    """
    # All transactions lock in the order of the ids, so that none waits for another that waits for it.
    ids = select(RunRow.id).where(RunRow.id.in_(run_ids)).order_by(RunRow.id).with_for_update()
    session.execute(ids)
    return find_runs(session, list(dict.fromkeys(run_ids)))


def touch(run: RunRow, now: datetime) -> None:
    """Gives a locked run a new version, which must be stored with all rows written from now on."""
    run.version += 1
    run.updated_at = now


def note(
    session: Session,
    run: RunRow,
    now: datetime,
    kind: str,
    message: str,
    *,
    level: Literal["info", "warning", "error"] = "info",
    **data: Any,
) -> None:
    """Writes an event of the server itself, with the current step and version of the run."""
    session.add(
        EventRow(
            run_id=run.id,
            step=run.step,
            time=now,
            level=level,
            kind=kind,
            message=message,
            data=data,
            source="server",
            version=run.version,
        )
    )
