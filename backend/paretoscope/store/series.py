"""Writes, reads and cuts the series of a run. Each batch appends one small block per series."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import Session

from paretoscope.store.blocks import Points, block_columns, points_of
from paretoscope.store.merging import loose_at_end, merge_tails, new_block, should_merge
from paretoscope.store.record_models import BlockRow, SeriesRow

MAX_SERIES = 5000
GROUP = 500
"""Largest number of keys or ids in one query, because databases limit the parameters of a statement."""


Item = TypeVar("Item")


class TooManySeriesError(ValueError):
    """A run reports more than ``MAX_SERIES`` metric keys."""


def append(session: Session, run_id: str, version: int, batch: Mapping[str, Points]) -> None:
    """Adds points to the series of a run. If a step already has a value, it gets the new one.

    Args:
        session: an open write transaction that holds the run's lock.
        run_id: the run.
        version: version of the run after this change.
        batch: maps each metric key to its points, of which there is at least one.

    Raises:
        TooManySeriesError: the run would have more than ``MAX_SERIES`` metric keys.
    """
    if not batch:
        return
    rows = _series_rows(session, run_id, batch.keys())
    blocks: list[dict[str, Any]] = []
    rewritten: list[SeriesRow] = []
    for key, points in batch.items():
        row = rows[key]
        if points.steps[0] > row.last_step:
            blocks += _following_blocks(row, version, points)
        else:
            blocks += _replacing_blocks(session, row, version, points)
            rewritten.append(row)
    session.execute(insert(BlockRow), blocks)
    recount(session, rewritten)
    merge_tails(session, [row for row in rows.values() if should_merge(row)])


def read(
    session: Session, run_id: str, keys: Sequence[str], first: int | None = None, last: int | None = None
) -> dict[str, Points]:
    """Reads series of a run by key, from step ``first`` to step ``last``. Keys without points are left out."""
    query = _blocks_of_run(run_id).where(SeriesRow.key.in_(keys))
    if first is not None:
        query = query.where(BlockRow.last_step >= first)
    if last is not None:
        query = query.where(BlockRow.first_step <= last)
    series = {key: points.between(first, last) for key, points in _points_by_key(session, query).items()}
    return {key: points for key, points in series.items() if len(points)}


def read_of_runs(session: Session, run_ids: Sequence[str], key: str) -> dict[str, Points]:
    """Reads one series of many runs. Runs without points are left out."""
    parts: dict[str, list[Points]] = defaultdict(list)
    for group in groups(run_ids):
        query = select(SeriesRow.run_id, BlockRow).join(BlockRow, BlockRow.series_id == SeriesRow.id)
        query = query.where(SeriesRow.run_id.in_(group), SeriesRow.key == key)
        for run_id, block in session.execute(query.order_by(SeriesRow.run_id, BlockRow.first_step)):
            parts[run_id].append(points_of(block))
    return {run_id: Points.join(listed) for run_id, listed in parts.items()}


def read_after(session: Session, run_id: str, version: int, limit: int) -> tuple[int | None, dict[str, Points]]:
    """Reads the points of a run that are newer than a version.

    Returns:
        None, and the new points by key. If there are more than ``limit`` points, or if a merged block has both newer
        and older points: the step after which all points must be read again, and no points.
    """
    columns = (BlockRow.first_version, BlockRow.first_step, BlockRow.count.label("points"))
    new = session.execute(select(*columns).where(BlockRow.run_id == run_id, BlockRow.version > version)).all()
    if any(block.first_version <= version for block in new) or sum(block.points for block in new) > limit:
        return min(block.first_step for block in new) - 1, {}
    return None, _points_by_key(session, _blocks_of_run(run_id).where(BlockRow.version > version))


def list_series(session: Session, run_id: str) -> Sequence[SeriesRow]:
    """Returns the series of a run, sorted by key."""
    return session.scalars(select(SeriesRow).where(SeriesRow.run_id == run_id).order_by(SeriesRow.key)).all()


def cut(session: Session, run_id: str, step: int) -> None:
    """Removes all points of a run after a step, and the series that then have no points."""
    session.execute(delete(BlockRow).where(BlockRow.run_id == run_id, BlockRow.first_step > step))
    for block in session.scalars(select(BlockRow).where(BlockRow.run_id == run_id, BlockRow.last_step > step)):
        for column, value in block_columns(points_of(block).up_to(step)).items():
            setattr(block, column, value)
    session.flush()
    recount(session, list_series(session, run_id))


def recount(session: Session, rows: Sequence[SeriesRow]) -> None:
    """Recomputes the summaries of series from their blocks. A series without blocks is deleted."""
    for group in groups(rows):
        blocks = _summaries(session, [row.id for row in group])
        for row in group:
            if row.id in blocks:
                _summarise(row, blocks[row.id])
            else:
                session.delete(row)
    session.flush()


def groups(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Splits items into parts that are small enough for the parameters of one statement."""
    for start in range(0, len(items), GROUP):
        yield items[start : start + GROUP]


def _series_rows(session: Session, run_id: str, keys: Collection[str]) -> dict[str, SeriesRow]:
    rows = {row.key: row for row in _existing(session, run_id, sorted(keys))}
    missing = sorted(keys - rows.keys())
    if missing:
        _refuse_too_many(session, run_id, len(missing))
        new = [SeriesRow(run_id=run_id, key=key, count=0, last_step=-1, loose_blocks=0) for key in missing]
        session.add_all(new)
        session.flush()
        rows |= {row.key: row for row in new}
    return rows


def _existing(session: Session, run_id: str, keys: Sequence[str]) -> Iterable[SeriesRow]:
    for group in groups(keys):
        yield from session.scalars(select(SeriesRow).where(SeriesRow.run_id == run_id, SeriesRow.key.in_(group)))


def _refuse_too_many(session: Session, run_id: str, new: int) -> None:
    known = session.scalar(select(func.count()).select_from(SeriesRow).where(SeriesRow.run_id == run_id)) or 0
    if known + new > MAX_SERIES:
        raise TooManySeriesError(f"The run would have {known + new:,} metric keys; at most {MAX_SERIES:,} are allowed.")


def _following_blocks(row: SeriesRow, version: int, points: Points) -> list[dict[str, Any]]:
    blocks = [new_block(row, version, version, chunk) for chunk in points.chunks()]
    loose = loose_at_end(blocks, row.loose_blocks)
    before = [{"count": row.count, "min": row.min, "max": row.max}] if row.count else []
    _summarise(row, [*before, *blocks])
    row.loose_blocks = loose
    return blocks


def _replacing_blocks(session: Session, row: SeriesRow, version: int, points: Points) -> list[dict[str, Any]]:
    """Deletes the blocks that overlap the points, and returns new blocks that hold both."""
    overlap = session.scalars(
        select(BlockRow)
        .where(
            BlockRow.series_id == row.id,
            BlockRow.last_step >= int(points.steps[0]),
            BlockRow.first_step <= int(points.steps[-1]),
        )
        .order_by(BlockRow.first_step)
    ).all()
    for block in overlap:
        session.delete(block)
    joined = Points.join([*(points_of(block) for block in overlap), points])
    first_version = min((block.first_version for block in overlap), default=version)
    return [new_block(row, first_version, version, chunk) for chunk in joined.chunks()]


def _summaries(session: Session, series_ids: Sequence[int]) -> dict[int, list[Mapping[str, Any]]]:
    """Returns the blocks of each series without their points by ascending step; series without blocks are absent."""
    columns = (BlockRow.count, BlockRow.min, BlockRow.max, BlockRow.last, BlockRow.last_step)
    query = select(BlockRow.series_id, *columns).where(BlockRow.series_id.in_(series_ids))
    found: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for block in session.execute(query.order_by(BlockRow.series_id, BlockRow.first_step)).mappings():
        found[block["series_id"]].append(dict(block))
    return found


def _summarise(row: SeriesRow, blocks: Sequence[Mapping[str, Any]]) -> None:
    row.count = sum(block["count"] for block in blocks)
    row.min = min((block["min"] for block in blocks if block["min"] is not None), default=None)
    row.max = max((block["max"] for block in blocks if block["max"] is not None), default=None)
    row.last, row.last_step = blocks[-1]["last"], blocks[-1]["last_step"]
    row.loose_blocks = loose_at_end(blocks, 0)


def _blocks_of_run(run_id: str) -> Select[str, BlockRow]:
    return (
        select(SeriesRow.key, BlockRow)
        .join(BlockRow, BlockRow.series_id == SeriesRow.id)
        .where(SeriesRow.run_id == run_id)
        .order_by(SeriesRow.key, BlockRow.first_step)
    )


def _points_by_key(session: Session, query: Select[str, BlockRow]) -> dict[str, Points]:
    parts: dict[str, list[Points]] = defaultdict(list)
    for key, block in session.execute(query):
        parts[key].append(points_of(block))
    return {key: Points.join(listed) for key, listed in parts.items()}
