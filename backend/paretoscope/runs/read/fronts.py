"""Reads the fronts of several runs, recomputed with one common reference point and scale."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute, Session

from paretoscope.pareto.noise import is_within_noise
from paretoscope.pareto.view import View
from paretoscope.runs.read.group_fronts import group_fronts
from paretoscope.runs.read.grouping import GROUPED_COLUMNS
from paretoscope.runs.read.points import PointsCache
from paretoscope.runs.read.reporting import Reported, known_splits
from paretoscope.runs.read.selection import MEASURED_COLUMNS, MeasuredRun, Selection, select_points
from paretoscope.schema.answers.groups import ReportedValues
from paretoscope.schema.answers.objective import ObjectiveView
from paretoscope.store.models import RunRow


def columns_of(by: Sequence[str]) -> tuple[InstrumentedAttribute[Any], ...]:
    """Returns what `read_fronts` reads of runs."""
    return (*MEASURED_COLUMNS, *GROUPED_COLUMNS) if by else MEASURED_COLUMNS


@dataclass(frozen=True)
class FrontsQuery:
    """Which points are shown, and how runs are grouped."""

    by: Sequence[str] = ()
    """Dotted fields of the config to group by; empty for no groups."""
    difference: Sequence[str] = ()
    """Ids or labels of two groups whose attainment is compared."""
    view: View = field(default_factory=View)
    """Which points are shown, and how they are measured."""
    total_runs: int | None = None
    """Number of runs that were chosen, if these are only some of them."""


def read_fronts(session: Session, cache: PointsCache, runs: Sequence[RunRow], query: FrontsQuery) -> dict[str, Any]:
    """Returns the points of runs for the objectives that all of them share, as the JSON of a `FrontsAnswer`.

    It is no model, because checking and converting thousands of points one by one takes most of the time.

    Raises:
        InvalidError: the runs share no objective, or the query does not fit them.
    """
    selection = select_points(session, cache, runs, query.view)
    reported = Reported.read(session, cache, runs, query.view.report)
    names = selection.axes.names
    answer = {
        "reference_point": selection.axes.reference_point,
        "scale": selection.axes.scale,
        "report": query.view.report,
        "splits": known_splits(session, runs),
        "objectives": [ObjectiveView.model_validate(one).model_dump() for one in selection.objectives],
        "left_out": selection.left_out,
        "total_runs": query.total_runs or len(runs),
        "runs": [_run(run, names, reported) for run in selection.runs],
    }
    return answer | _grouped(selection, query, reported)


def _grouped(selection: Selection, query: FrontsQuery, reported: Reported) -> dict[str, Any]:
    if not query.by:
        return {"groups": [], "union": None, "differences": []}
    found = group_fronts(selection, query.by, query.difference)
    union = found.union.model_copy(update={"points": reported.beside(found.union.points, selection.axes.names)})
    return {
        "groups": [group.model_dump() for group in found.groups],
        "union": union.model_dump(),
        "differences": [one.model_dump() for one in found.differences],
    }


def _run(run: MeasuredRun, names: Sequence[str], reported: Reported) -> dict[str, Any]:
    is_reported = reported.has(run.row.id)
    volumes = run.history.hypervolumes.tolist()
    added = run.history.contributions.tolist()
    together = zip(run.points, run.history.on_front.tolist(), added, _errors(run), strict=True)
    return {
        "run_id": run.row.id,
        "name": run.row.name,
        "points": [
            {
                "step": point.step,
                "objectives": _values_of(point.objectives, names),
                "weights": point.weights,
                "on_front": on_front,
                "standard_errors": _values_of(point.standard_errors, names) if on_front else None,
                "checkpoint_id": run.checkpoints.get(point.step),
                "contribution": contribution,
                "contribution_error": error,
                "within_noise": is_within_noise(contribution, error),
                "reported": _reported(reported.values(run.row.id, point.step, names)) if is_reported else None,
            }
            for point, on_front, contribution, error in together
        ],
        "hypervolume": [
            {"step": point.step, "hypervolume": volume} for point, volume in zip(run.points, volumes, strict=True)
        ],
        "final": _final(run, names),
    }


def _errors(run: MeasuredRun) -> list[float | None]:
    """Returns the errors of contributions, the run's own where it has one: it knows how objectives vary together."""
    computed = [None if math.isnan(error) else error for error in run.history.errors.tolist()]
    if not run.on_own_axes:
        return computed
    own = (point.contribution_error for point in run.points)
    return [error if own is None else own for own, error in zip(own, computed, strict=True)]


def _values_of(values: Mapping[str, float | None], names: Sequence[str]) -> Mapping[str, float | None]:
    """Returns the values of some objectives; the same mapping if it has exactly these."""
    return values if list(values) == names else {name: values.get(name) for name in names}


def _reported(values: ReportedValues | None) -> dict[str, Any] | None:
    return None if values is None else values.model_dump()


def _final(run: MeasuredRun, names: Sequence[str]) -> dict[str, Any] | None:
    if run.final is None:
        return None
    return {
        "step": run.final.step,
        "objectives": _values_of(run.final.objectives, names),
        "standard_errors": run.final.standard_errors,
        "hypervolume": run.history.hypervolume,
    }
