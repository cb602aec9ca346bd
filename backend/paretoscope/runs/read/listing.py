"""Lists runs. Filters, sorting and paging are part of one query, so that any number of runs is possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, distinct, func, or_, select
from sqlalchemy.orm import Session, defer, selectinload

from paretoscope.runs.read.cursors import read_cursor, write_cursor
from paretoscope.runs.read.describing import describe
from paretoscope.runs.read.query.conditions import query_condition
from paretoscope.runs.read.queue import in_queue_order, queue_positions
from paretoscope.runs.refusals import InvalidError
from paretoscope.runs.rows import find_runs
from paretoscope.schema.answers.run import RunPage
from paretoscope.schema.control import RunStatus
from paretoscope.store.models import RunRow, RunTagRow

Sort = Literal[
    "created_at", "-created_at", "updated_at", "-updated_at", "name", "-name", "status", "-status",
    "method", "-method", "step", "-step", "hypervolume", "-hypervolume", "queue_position", "-queue_position",
]  # fmt: skip
_COLUMNS: dict[str, ColumnElement[Any]] = {
    "created_at": RunRow.created_at.expression,
    "updated_at": RunRow.updated_at.expression,
    "name": RunRow.name.expression,
    "status": RunRow.status.expression,
    "method": RunRow.method.expression,
    "step": RunRow.step.expression,
    "hypervolume": func.coalesce(RunRow.hypervolume, -1.0),
}
_TIMES = frozenset({"created_at", "updated_at"})
_NUMBERS = frozenset({"step", "hypervolume"})


@dataclass(frozen=True)
class RunFilter:
    """Conditions for the runs of a list."""

    statuses: Sequence[RunStatus] = ()
    """Allowed statuses; empty allows all."""
    run_ids: Sequence[str] = ()
    """Allowed ids; empty allows all."""
    search: str = ""
    """Text in the name, notes, method or id; case does not matter."""
    parent: str | None = None
    """Id of a run; only its forks are listed."""
    sweep_id: str | None = None
    """Sweep that the runs belong to; None allows all runs."""
    tags: Sequence[str] = ()
    """Tags that each of the runs has, all of them."""
    archived: bool | None = False
    """Whether the runs are archived; None allows both."""
    query: str = ""
    """A query that the runs match; empty allows all."""


def list_runs(
    session: Session,
    chosen: RunFilter,
    sort: Sort,
    now: datetime,
    *,
    limit: int,
    cursor: str | None,
    configs: bool = True,
) -> RunPage:
    """Returns a page of runs. Runs with equal sort keys are in the order of their ids.

    Sorted by `queue_position`, only queued runs are listed, the next one first and those of paused sweeps last, or the
    other way round. Without `configs`, the configs of the runs are not read and are empty.

    Raises:
        InvalidError: the cursor is not from this list, the query is none, or hypervolumes on different axes would be
            sorted.
    """
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    if key == "queue_position":
        return _list_queue(session, chosen, now, descending=descending, limit=limit, cursor=cursor, configs=configs)
    column = _COLUMNS[key]
    conditions = conditions_of(chosen)
    counts = select(func.count(), func.count(distinct(RunRow.hypervolume_axes))).select_from(RunRow)
    total, kinds_of_axes = session.execute(counts.where(*conditions)).one()
    if key == "hypervolume" and kinds_of_axes > 1:
        raise incomparable(kinds_of_axes)
    query = select(RunRow).where(*conditions).limit(limit + 1).options(selectinload(RunRow.tag_rows))
    if not configs:
        query = query.options(defer(RunRow.config))
    query = query.order_by(column.desc(), RunRow.id.desc()) if descending else query.order_by(column, RunRow.id)
    if cursor is not None:
        query = query.where(_after(key, column, descending, cursor))
    rows = session.scalars(query).all()
    positions = queue_positions(session, rows)
    return RunPage(
        runs=[describe(row, now, positions.get(row.id), config=configs) for row in rows[:limit]],
        total=total,
        next_cursor=write_cursor(_place(rows[limit - 1], key), rows[limit - 1].id) if len(rows) > limit else None,
        hypervolumes_compare=kinds_of_axes <= 1,
    )


def incomparable(kinds: int) -> InvalidError:
    """Returns why hypervolumes on different axes are not sorted."""
    return InvalidError(
        "These hypervolumes do not compare",
        f"The hypervolumes of these runs are measured against {kinds} different reference points or scales, so the "
        "larger one need not be the better one.",
        "Narrow the list by status or search, or let GET /api/fronts recompute the hypervolumes of the runs that you "
        "want to compare against one reference point.",
        "sort",
    )


def _list_queue(
    session: Session,
    chosen: RunFilter,
    now: datetime,
    *,
    descending: bool,
    limit: int,
    cursor: str | None,
    configs: bool,
) -> RunPage:
    """Returns a page of the queue. The cursor has the last run and its place, in case it has left the queue since."""
    ids = list(session.scalars(in_queue_order(select(RunRow.id)).where(*conditions_of(chosen))))
    if descending:
        ids.reverse()
    start = 0
    if cursor is not None:
        place, run_id = read_cursor(cursor, int, str)
        start = ids.index(run_id) + 1 if run_id in ids else max(place, 0)
    page = ids[start : start + limit]
    rows = find_runs(session, page)
    positions = queue_positions(session, rows)
    more = start + limit < len(ids)
    return RunPage(
        runs=[describe(row, now, positions.get(row.id), config=configs) for row in rows],
        total=len(ids),
        next_cursor=write_cursor(start + limit, page[-1]) if more else None,
        hypervolumes_compare=True,
    )


def conditions_of(chosen: RunFilter) -> list[ColumnElement[bool]]:
    """Returns the conditions of a list as parts of a query.

    Raises:
        InvalidError: the text of the query is none.
    """
    conditions: list[ColumnElement[bool]] = []
    if chosen.statuses:
        conditions.append(RunRow.status.in_(chosen.statuses))
    if chosen.run_ids:
        conditions.append(RunRow.id.in_(chosen.run_ids))
    if chosen.parent is not None:
        conditions.append(RunRow.parent_run_id == chosen.parent)
    if chosen.sweep_id is not None:
        conditions.append(RunRow.sweep_id == chosen.sweep_id)
    if chosen.archived is not None:
        conditions.append(RunRow.archived.is_(chosen.archived))
    conditions += [has_tag(tag) for tag in chosen.tags]
    if chosen.query:
        conditions.append(query_condition(chosen.query))
    if chosen.search:
        columns = (RunRow.name, RunRow.notes, RunRow.method, RunRow.id)
        conditions.append(or_(*(column.icontains(chosen.search, autoescape=True) for column in columns)))
    return conditions


def has_tag(tag: str) -> ColumnElement[bool]:
    """Returns the condition that a run has a tag."""
    return RunRow.id.in_(select(RunTagRow.run_id).where(RunTagRow.tag == tag))


def _place(row: RunRow, key: str) -> Any:
    if key == "hypervolume":
        return -1.0 if row.hypervolume is None else row.hypervolume
    value = getattr(row, key)
    return value.isoformat() if key in _TIMES else value


def _after(key: str, column: ColumnElement[Any], descending: bool, cursor: str) -> ColumnElement[bool]:
    value, run_id = read_cursor(cursor, (int, float) if key in _NUMBERS else str, str)
    if key in _TIMES:
        value = _time(value)
    if descending:
        return or_(column < value, and_(column == value, RunRow.id < run_id))
    return or_(column > value, and_(column == value, RunRow.id > run_id))


def _time(text: str) -> datetime:
    """Returns a time in UTC, which exists for all but the first and the last hours of the calendar."""
    try:
        time = datetime.fromisoformat(text)
        if time.tzinfo is not None:
            return time.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise InvalidError(
        "The cursor is not valid", "Its time cannot be read.", "Leave cursor out to get the first page.", "cursor"
    )
