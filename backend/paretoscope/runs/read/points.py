"""Reads the evaluated points of many runs with one query, and keeps them in memory until their run changes."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import and_, or_, select, type_coerce
from sqlalchemy.orm import Session

from paretoscope.pareto.axes import Axes
from paretoscope.pareto.history import History
from paretoscope.runs.read.changes import reset_after
from paretoscope.runs.read.evaluations import checkpoint_ids_of, evaluation_rows, measured_against, trained
from paretoscope.schema.records import SplitName
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EvaluationRow
from paretoscope.store.series import groups
from paretoscope.store.stored_json import StoredJson, values_of

KEPT_POINTS = 400_000
"""Points in memory, about 1 kB each; beyond, the runs that were not read for the longest time are dropped."""
KEPT_HISTORIES = 4
"""Histories per run and split, each on other axes or steps."""

_STORED = StoredJson()

Numbers = Mapping[str, float | None]


class Point(NamedTuple):
    """One evaluation, in the objectives' own units."""

    step: int
    objectives: Numbers
    standard_errors: Numbers
    weights: Numbers
    contribution_error: float | None = None
    """Standard error of what the point added on the run's own axes."""


@dataclass(frozen=True)
class RunPoints:
    """The points of a run on one split, by ascending step."""

    version: int
    """Version of the run that they belong to."""
    points: Sequence[Point]
    checkpoints: Mapping[int, int]
    """Ids of the checkpoints that are still on disk, by step."""
    _histories: "OrderedDict[tuple[Axes, int, int, bool], History]" = field(default_factory=OrderedDict)
    """Measured points by what was asked for; an extended run keeps them and extends them when asked."""

    @property
    def steps(self) -> NDArray[np.int64]:
        """Steps of the points, int64 [N]."""
        return np.array([point.step for point in self.points], dtype=np.int64)

    def between(self, first: int, last: int) -> Sequence[Point]:
        """Returns the points from step `first` to step `last`."""
        low, high = np.searchsorted(self.steps, [first, last + 1]).tolist()
        return self.points[low:high]

    def history(self, axes: Axes, first: int, last: int, *, own_errors: bool = False) -> History:
        """Returns the measured points from step `first` to step `last`. Points that were measured before stay so.

        With `own_errors`, a contribution whose error the run itself stored has none here, which saves most of the time.
        """
        points = self.between(first, last)
        known = self._histories.pop((axes, first, last, own_errors), None)
        if known is None or len(known.points) > len(points):  # another thread has newer points
            known = History.of(np.empty((0, len(axes.axes))))
        new = points[len(known.points) :]
        if new:
            errors = [
                {} if own_errors and point.contribution_error is not None else point.standard_errors for point in new
            ]
            known = known.extended(
                axes.to_internal_points(point.objectives for point in new),
                axes.scaled_errors(errors) if any(errors) else None,
            )
        self._histories[axes, first, last, own_errors] = known
        while len(self._histories) > KEPT_HISTORIES:
            self._histories.popitem(last=False)
        return known


class PointsCache:
    """The points of runs in memory. Threads share it; a run is read again only if its version has changed."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, SplitName], RunPoints] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, session: Session, runs: Sequence[RunRow], split: SplitName) -> list[RunPoints]:
        """Returns the points of runs, in their order.

        Args:
            session: a read transaction.
            runs: rows that were read in the same transaction.
            split: the split of the points.
        """
        with self._lock:
            before = {run.id: self._kept.get((run.id, split)) for run in runs}
        changed = [run for run in runs if (kept := before[run.id]) is None or kept.version != run.version]
        new = _read(session, changed, before, split)
        found = [new.get(run.id) or before[run.id] for run in runs]
        with self._lock:
            for run, points in zip(runs, found, strict=True):
                if points is not None:
                    self._kept[run.id, split] = points
                    self._kept.move_to_end((run.id, split))
            self._shrink()
        return [points for points in found if points is not None]

    def _shrink(self) -> None:
        total = sum(len(kept.points) for kept in self._kept.values())
        while total > KEPT_POINTS and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            total -= len(dropped.points)


def axes_of(session: Session, run: RunRow) -> Axes | None:
    """Returns the axes of a run's trained objectives; None before its first evaluation."""
    directions = {objective["name"]: objective["direction"] for objective in trained(run)}
    told = run.latest or {}
    reference, scale = told.get("reference_point") or {}, told.get("scale") or {}
    if not all(reference.get(name) is not None and (scale.get(name) or 0.0) > 0 for name in directions):
        if not run.latest:
            return None
        reference, scale = measured_against(run, evaluation_rows(session, run.id))
    measured = {name: way for name, way in directions.items() if name in reference and name in scale}
    return Axes.build(measured, reference, scale) if measured else None


def _read(
    session: Session, runs: Sequence[RunRow], before: Mapping[str, RunPoints | None], split: SplitName
) -> dict[str, RunPoints]:
    """Reads runs whose points are not in memory, and of the others only what is newer."""
    since = {run.id: _valid_version(run, before[run.id]) for run in runs}
    rows: dict[str, list[Any]] = defaultdict(list)
    checkpoints: dict[str, dict[int, int]] = {}
    for group in groups(runs):
        newer = session.execute(_newer({run.id: since[run.id] for run in group}, split)).all()
        for run_id, point in _points(newer):
            rows[run_id].append(point)
        checkpoints |= checkpoint_ids_of(session, [run.id for run in group])
    found, again = {}, []
    for run in runs:
        kept = before[run.id] if since[run.id] else None
        if kept is not None and not _follow(rows[run.id], kept):
            again.append(run)
            continue
        known = kept or RunPoints(0, [], {})
        points = [*known.points, *rows[run.id]]
        found[run.id] = replace(known, version=run.version, points=points, checkpoints=checkpoints[run.id])
    return found | (_read(session, again, {run.id: None for run in again}, split) if again else {})


def _points(rows: Sequence[Any]) -> Iterator[tuple[str, Point]]:
    """Returns the points of rows with the ids of their runs."""
    if not rows:
        return iter(())
    run_ids, steps, *stored, errors = zip(*rows, strict=True)
    numbers = ([value or {} for value in values_of(column)] for column in stored)
    return zip(run_ids, map(Point, steps, *numbers, errors), strict=True)


def _valid_version(run: RunRow, kept: RunPoints | None) -> int:
    """Returns the version up to which the points in memory are valid; 0 if all must be read."""
    if kept is None or kept.version > run.version or reset_after(run, kept.version) is not None:
        return 0
    return kept.version


def _follow(rows: Sequence[Point], kept: RunPoints) -> bool:
    """Returns whether new points come after those in memory. If not, a point was replaced."""
    return not rows or not kept.points or rows[0].step > kept.points[-1].step


def _newer(since: Mapping[str, int], split: SplitName) -> Any:
    fresh = [run_id for run_id, version in since.items() if version == 0]
    newer = [
        and_(EvaluationRow.run_id == run_id, EvaluationRow.version > version)
        for run_id, version in since.items()
        if version
    ]
    columns = (
        EvaluationRow.run_id,
        EvaluationRow.step,
        type_coerce(EvaluationRow.objectives, _STORED),
        type_coerce(EvaluationRow.standard_errors, _STORED),
        type_coerce(EvaluationRow.weights, _STORED),
        EvaluationRow.contribution_error,
    )
    chosen = or_(EvaluationRow.run_id.in_(fresh), *newer)
    return select(*columns).where(EvaluationRow.split == split, chosen).order_by(EvaluationRow.step)
