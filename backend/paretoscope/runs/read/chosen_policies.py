"""Chooses saved policies of runs by what they achieved on the validation split."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from paretoscope.pareto.axes import Axes
from paretoscope.runs.read.evaluations import evaluation_rows_of, front_ids, trained
from paretoscope.runs.read.kept_policies import KeptPolicies
from paretoscope.schema.reevaluations import Which
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EvaluationRow


@dataclass(frozen=True)
class Choice:
    """The policies that were chosen of one run."""

    steps: Sequence[int]
    """Steps whose policies are kept, in ascending order."""
    left_out: Sequence[int]
    """Steps that were chosen too, but whose policies are not kept."""


def choose_policies(session: Session, runs: Sequence[RunRow], kept: KeptPolicies, which: Which) -> dict[str, Choice]:
    """Returns the chosen policies of each run by its id."""
    rows = evaluation_rows_of(session, [run.id for run in runs])
    return {run.id: _choice(run.id, kept, _wanted(run, rows[run.id], kept, which)) for run in runs}


def _choice(run_id: str, kept: KeptPolicies, steps: Sequence[int]) -> Choice:
    found = [step for step in steps if kept.has(run_id, step)]
    return Choice(found, [step for step in steps if step not in found])


def _wanted(run: RunRow, rows: Sequence[EvaluationRow], kept: KeptPolicies, which: Which) -> list[int]:
    if which in {"last", "all"}:
        steps = list(kept.steps(run.id))
        return steps[-1:] if which == "last" else steps
    validation = [row for row in rows if row.split == "validation"]
    if which == "front":
        on_front = front_ids(run, rows)
        return [row.step for row in validation if row.id in on_front]
    return _best_steps(run, validation)


def _best_steps(run: RunRow, rows: Sequence[EvaluationRow]) -> list[int]:
    """Returns the steps of the points that are best in at least one objective, the earliest if several tie."""
    names = {objective["name"]: objective["direction"] for objective in trained(run)}
    axes = Axes.build(names, dict.fromkeys(names, 0.0), dict.fromkeys(names, 1.0))
    points = axes.to_internal_points(row.objectives for row in rows)
    defined = np.where(np.isfinite(points), points, -np.inf)
    best = {int(column.argmax()) for column in defined.T if np.isfinite(column).any()}
    return sorted(rows[index].step for index in best)
