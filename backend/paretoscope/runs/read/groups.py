"""Reads groups of runs with their statistics."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from paretoscope.pareto.axes import Points
from paretoscope.pareto.view import View
from paretoscope.runs.read.costs import RunCost, read_costs
from paretoscope.runs.read.group_fronts import best_points
from paretoscope.runs.read.group_measures import (
    Members,
    final_hypervolume,
    mean_front_step,
    measures,
    steps_to_target,
)
from paretoscope.runs.read.grouping import find_group, group_runs
from paretoscope.runs.read.points import PointsCache
from paretoscope.runs.read.reporting import Reported, known_splits
from paretoscope.runs.read.selection import MeasuredRun, Selection, select_points
from paretoscope.runs.refusals import InvalidError
from paretoscope.schema.answers.base import Numbers
from paretoscope.schema.answers.groups import BestPoint, Cost, GroupsAnswer, GroupView, PointSpread
from paretoscope.schema.answers.objective import ObjectiveView
from paretoscope.stats.intervals import mean_and_error
from paretoscope.store.models import RunRow


@dataclass(frozen=True)
class GroupQuery:
    """How runs are grouped and compared."""

    by: Sequence[str] = ()
    """Dotted fields of the config; empty for replicates."""
    baseline: str | None = None
    """Id or label of the group that the others are compared with; None for the first one."""
    target: Mapping[str, float] = field(default_factory=dict)
    """Values to reach; empty for the mean final point of the baseline group."""
    view: View = field(default_factory=View)
    """Which points are compared, and how they are measured."""
    total_runs: int | None = None
    """Number of runs that were chosen, if these are only some of them."""


def read_groups(session: Session, cache: PointsCache, runs: Sequence[RunRow], query: GroupQuery) -> GroupsAnswer:
    """Returns groups of runs with their statistics.

    Raises:
        InvalidError: the runs share no objective, a field or the baseline is not known, or the target is incomplete.
    """
    selection = select_points(session, cache, runs, query.view)
    measured = {run.row.id: run for run in selection.runs}
    groups = [Members(group, [measured[run.id] for run in group.runs]) for group in group_runs(runs, query.by)]
    baseline = find_group([one.group for one in groups], query.baseline)
    target = _target(selection, groups[baseline], query.target)
    reported = Reported.read(session, cache, runs, query.view.report)
    views = _views(selection, groups, baseline, target, read_costs(session, runs))
    return GroupsAnswer(
        by=list(query.by),
        split=query.view.split,
        report=query.view.report,
        splits=known_splits(session, runs),
        reference_point=dict(selection.axes.reference_point),
        scale=dict(selection.axes.scale),
        objectives=[ObjectiveView.model_validate(one) for one in selection.objectives],
        left_out=list(selection.left_out),
        total_runs=query.total_runs or len(runs),
        baseline=groups[baseline].group.id,
        target=target,
        groups=[view.model_copy(update={"best": reported.beside(view.best, selection.axes.names)}) for view in views],
    )


def _views(
    selection: Selection, groups: Sequence[Members], baseline: int, target: Numbers, costs: Mapping[str, RunCost]
) -> list[GroupView]:
    objectives = {
        name: measures(
            groups,
            baseline,
            lambda run, name=name: run.final.objectives.get(name) if run.final else None,  # type: ignore[misc]
            higher_is_better=selection.axes[name].direction == "maximize",
        )
        for name in selection.axes.names
    }
    hypervolumes = measures(groups, baseline, final_hypervolume, skewed=True)
    internal = selection.axes.to_internal(target) if target else None
    reached = steps_to_target(groups, baseline, internal)
    front_steps = measures(groups, baseline, mean_front_step, higher_is_better=False, marked=False)
    spent = _costs(groups, baseline, costs)
    return [
        GroupView(
            **_about(members),
            objectives={name: found[index] for name, found in objectives.items()},
            hypervolume=hypervolumes[index],
            best=_best(selection, members),
            steps_to_target=reached[index],
            mean_front_step=front_steps[index],
            cost=spent[index],
        )
        for index, members in enumerate(groups)
    ]


def _best(selection: Selection, members: Members) -> list[BestPoint]:
    """Returns the front of a group, with what its runs have at the same steps."""
    at: dict[int, list[Numbers]] = defaultdict(list)
    for run in members.runs:
        for point in run.points:
            at[point.step].append(dict(point.objectives))
    found = (point for point, _ in best_points(selection, members.runs))
    return [point.model_copy(update={"over_runs": _spread(at[point.step], selection.axes.names)}) for point in found]


def _spread(points: Sequence[Numbers], names: Sequence[str]) -> PointSpread:
    found = {name: mean_and_error([point.get(name) for point in points]) for name in names}
    return PointSpread(
        n=len(points),
        mean={name: mean for name, (_, mean, _) in found.items()},
        standard_error={name: error for name, (_, _, error) in found.items()},
    )


def _about(members: Members) -> dict[str, Any]:
    group = members.group
    return {
        "id": group.id,
        "key": dict(group.key),
        "label": group.label,
        "n": len(group.runs),
        "run_ids": [run.id for run in group.runs],
        "seeds": group.seeds,
        "statuses": dict(Counter(run.status for run in group.runs)),
        "final_steps": [run.final.step if run.final else None for run in members.runs],
    }


def _costs(groups: Sequence[Members], baseline: int, costs: Mapping[str, RunCost]) -> list[Cost]:
    def efficiency(run: MeasuredRun) -> float | None:
        volume, seconds = final_hypervolume(run), costs[run.row.id].wall_seconds
        return 1000 * volume / seconds if volume is not None and seconds else None

    tokens, wall, gpu = (
        measures(
            groups,
            baseline,
            lambda run, name=name: getattr(costs[run.row.id], name),  # type: ignore[misc]
            higher_is_better=False,
            marked=False,
        )
        for name in ("completion_tokens", "wall_seconds", "gpu_seconds")
    )
    gained = measures(groups, baseline, efficiency, marked=False)
    return [
        Cost(
            completion_tokens=tokens[index],
            wall_seconds=wall[index],
            gpu_seconds=gpu[index],
            hypervolume_per_1000_seconds=gained[index],
        )
        for index in range(len(groups))
    ]


def _target(selection: Selection, baseline: Members, given: Mapping[str, float]) -> Numbers:
    names = selection.axes.names
    if not given:
        return _mean_final(selection, baseline)
    if names and set(given) != set(names):
        raise InvalidError(
            "The target cannot be used",
            f"It must have one value for each shared objective, which are {', '.join(names)}.",
            "Give target=<objective>:<value> for each of them, or leave it out for the baseline's final point.",
            "target",
        )
    return dict(given) if names else {}


def _mean_final(selection: Selection, baseline: Members) -> Numbers:
    """Returns the mean of the final points of the baseline's runs; runs with an undefined value are left out."""
    names = selection.axes.names
    finals = [run.final.objectives for run in baseline.runs if run.final is not None]
    if not names or not finals:
        return {}
    rows: Points = np.array([[one.get(name) for name in names] for one in finals], dtype=np.float64)
    kept = rows[np.isfinite(rows).all(axis=1)]
    return dict(zip(names, kept.mean(axis=0).tolist(), strict=True)) if len(kept) else {}
