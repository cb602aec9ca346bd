"""Points that are chosen on one split and reported on another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.read.points import Point, PointsCache
from paretoscope.schema.answers.groups import BestPoint, ReportedValues
from paretoscope.schema.records import SplitName
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EvaluationRow
from paretoscope.store.series import groups

_USUAL = "validation"


@dataclass(frozen=True)
class Reported:
    """The points of runs on the split that is reported."""

    _points: Mapping[str, Mapping[int, Point]]

    @classmethod
    def read(cls, session: Session, cache: PointsCache, runs: Sequence[RunRow], split: SplitName | None) -> "Reported":
        """Reads the points of runs on a split; none if no split is reported."""
        if split is None:
            return cls({})
        found = zip(runs, cache.read(session, runs, split), strict=True)
        return cls({run.id: {point.step: point for point in points.points} for run, points in found})

    def has(self, run_id: str) -> bool:
        """Returns whether a run has points on the reported split."""
        return bool(self._points.get(run_id))

    def values(self, run_id: str, step: int, names: Sequence[str]) -> ReportedValues | None:
        """Returns the values of a point on the reported split; None if it was not evaluated there."""
        point = self._points.get(run_id, {}).get(step)
        if point is None:
            return None
        return ReportedValues(
            objectives={name: point.objectives.get(name) for name in names},
            standard_errors={name: point.standard_errors.get(name) for name in names},
        )

    def beside(self, points: Sequence[BestPoint], names: Sequence[str]) -> list[BestPoint]:
        """Returns points with their values on the reported split."""
        return [point.model_copy(update={"reported": self.values(point.run_id, point.step, names)}) for point in points]


def known_splits(session: Session, runs: Sequence[RunRow]) -> list[SplitName]:
    """Returns the splits on which at least one of the runs was evaluated; `validation` and `test` come first."""
    found: set[str] = set()
    for group in groups([run.id for run in runs]):
        query = select(EvaluationRow.split).where(EvaluationRow.run_id.in_(group)).distinct()
        # Most rows are of one split. In three parts, the index skips them.
        usual = query.where(EvaluationRow.split == _USUAL).limit(1)
        others = (query.where(EvaluationRow.split < _USUAL), query.where(EvaluationRow.split > _USUAL))
        for part in (usual, *others):
            found |= set(session.scalars(part))
    return sorted(found, key=lambda split: (split != "validation", split != "test", split))
