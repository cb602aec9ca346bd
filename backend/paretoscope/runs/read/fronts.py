"""Fronts of several runs on common axes: one reference point and scale, recomputed for all of them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from paretoscope.pareto.axes import NothingSharedError
from paretoscope.pareto.comparison import ComparedPoint, ComparedRun, compare
from paretoscope.runs.read.figure_data import load_run_data
from paretoscope.runs.read.front_views import FinalPoint, FrontPoint, FrontsAnswer, HypervolumePoint, RunFront
from paretoscope.runs.read.views import ObjectiveView
from paretoscope.runs.refusals import InvalidError
from paretoscope.runs.rows import find_runs


def read_fronts(session: Session, run_ids: Sequence[str]) -> FrontsAnswer:
    """Returns the validation points of runs on the objectives that all of them share.

    Raises:
        NotFoundError: one of the runs does not exist.
        InvalidError: the runs share no objective.
    """
    data = [load_run_data(session, run, (), 2) for run in find_runs(session, run_ids)]
    try:
        comparison = compare(data)
    except NothingSharedError as error:
        raise InvalidError(
            "The runs cannot be compared", str(error), "Choose runs that share at least one objective.", "run"
        ) from error
    return FrontsAnswer(
        reference_point=dict(comparison.axes.reference_point),
        scale=dict(comparison.axes.scale),
        objectives=[ObjectiveView.model_validate(shown, from_attributes=True) for shown in comparison.objectives],
        left_out=list(comparison.left_out),
        runs=[_front(run) for run in comparison.runs],
    )


def _front(run: ComparedRun) -> RunFront:
    return RunFront(
        run_id=run.run_id,
        name=run.name,
        points=[_point(point) for point in run.points],
        hypervolume=[HypervolumePoint(step=point.step, hypervolume=point.hypervolume) for point in run.points],
        final=_final(run.points[-1]) if run.points else None,
    )


def _point(point: ComparedPoint) -> FrontPoint:
    return FrontPoint(
        step=point.step,
        objectives=dict(point.objectives),
        weights=dict(point.weights),
        on_front=point.on_front,
        checkpoint_id=point.checkpoint_id,
    )


def _final(point: ComparedPoint) -> FinalPoint:
    return FinalPoint(step=point.step, objectives=dict(point.objectives), hypervolume=point.hypervolume)
