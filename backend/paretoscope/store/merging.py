"""Merges small blocks into full ones.

When a series ends in ``LOOSE_BLOCKS`` blocks that are not full, all of them except the newest ``KEPT_LOOSE`` are
merged. The newest stay separate, so that a client that is a few batches behind gets exactly the points that it lacks.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Session, aliased

from paretoscope.store.blocks import BLOCK_POINTS, Points, block_columns, points_of
from paretoscope.store.record_models import BlockRow, SeriesRow

LOOSE_BLOCKS = 64
KEPT_LOOSE = 32
SERIES_AT_ONCE = 100


def new_block(row: SeriesRow, first_version: int, version: int, points: Points) -> dict[str, Any]:
    """Returns the columns of a new block; the versions are the oldest and the newest that wrote one of its points."""
    return {
        "run_id": row.run_id,
        "series_id": row.id,
        "first_version": first_version,
        "version": version,
        **block_columns(points),
    }


def loose_at_end(blocks: Sequence[Mapping[str, Any]], before: int) -> int:
    """Returns how many blocks follow the last full block of a series; `before` of them precede the given blocks."""
    for number, block in enumerate(reversed(blocks)):
        if block["count"] >= BLOCK_POINTS:
            return number
    return before + len(blocks)


def should_merge(row: SeriesRow) -> bool:
    """Whether a series ends in too many small blocks."""
    return row.loose_blocks >= LOOSE_BLOCKS


def merge_tails(session: Session, rows: Sequence[SeriesRow]) -> None:
    """Merges the blocks at the end of each series, except the newest ``KEPT_LOOSE``."""
    for start in range(0, len(rows), SERIES_AT_ONCE):
        group = rows[start : start + SERIES_AT_ONCE]
        tails = _tails(session, [row.id for row in group])
        merged: list[dict[str, Any]] = []
        for row in group:
            kept = tails[row.id][-KEPT_LOOSE:]
            new = _merge(session, row, tails[row.id][:-KEPT_LOOSE])
            row.loose_blocks = loose_at_end(new, 0) + len(kept)
            merged += new
        session.execute(insert(BlockRow), merged)


def compact(session: Session, run_id: str) -> None:
    """Merges the blocks of every series of a run that has ended."""
    for row in session.scalars(_with_too_many_blocks(run_id)).all():
        blocks = session.scalars(
            select(BlockRow).where(BlockRow.series_id == row.id).order_by(BlockRow.first_step)
        ).all()
        merged = _merge(session, row, blocks)
        row.loose_blocks = loose_at_end(merged, 0)
        session.execute(insert(BlockRow), merged)


def _with_too_many_blocks(run_id: str) -> Select[SeriesRow]:
    blocks = select(func.count()).where(BlockRow.series_id == SeriesRow.id).scalar_subquery()
    return select(SeriesRow).where(SeriesRow.run_id == run_id, blocks * BLOCK_POINTS >= SeriesRow.count + BLOCK_POINTS)


def _tails(session: Session, series_ids: Sequence[int]) -> dict[int, list[BlockRow]]:
    full = aliased(BlockRow)
    last_full_step = (
        select(func.max(full.last_step))
        .where(full.series_id == BlockRow.series_id, full.count >= BLOCK_POINTS)
        .scalar_subquery()
    )
    query = (
        select(BlockRow)
        .where(BlockRow.series_id.in_(series_ids), BlockRow.first_step > func.coalesce(last_full_step, -1))
        .order_by(BlockRow.series_id, BlockRow.first_step)
    )
    tails: dict[int, list[BlockRow]] = defaultdict(list)
    for block in session.scalars(query):
        tails[block.series_id].append(block)
    return tails


def _merge(session: Session, row: SeriesRow, blocks: Sequence[BlockRow]) -> list[dict[str, Any]]:
    """Deletes consecutive blocks of a series, and returns the smallest number of new blocks that hold their points."""
    points = Points.join(points_of(block) for block in blocks)
    first_version = min(block.first_version for block in blocks)
    version = max(block.version for block in blocks)
    for block in blocks:
        session.delete(block)
    return [new_block(row, first_version, version, chunk) for chunk in points.chunks()]
