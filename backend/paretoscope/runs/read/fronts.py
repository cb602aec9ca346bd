"""Reads the fronts of several runs, recomputed with one common reference point and scale."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from paretoscope.pareto.axes import NothingSharedError
from paretoscope.pareto.comparison import compare
from paretoscope.runs.read.figure_data import load_run_data
from paretoscope.runs.refusals import InvalidError
from paretoscope.runs.rows import find_runs
from paretoscope.schema.answers.front import FrontsAnswer


def read_fronts(session: Session, run_ids: Sequence[str]) -> FrontsAnswer:
    """Returns the validation points of runs for the objectives that all of them share.

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
    return FrontsAnswer.model_validate(comparison, from_attributes=True)
