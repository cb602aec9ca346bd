"""Fronts of groups of runs: attainment surfaces, difference maps, and indicators against the union front."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from paretoscope.pareto.attainment import TooManyRunsError, attainment_difference, attainment_surfaces
from paretoscope.pareto.axes import Points
from paretoscope.pareto.dominance import non_dominated
from paretoscope.pareto.hypervolume import hypervolume
from paretoscope.pareto.indicators import additive_epsilon, exclusive_hypervolumes, expected_utility, igd_plus
from paretoscope.runs.read.group_measures import Members, measures
from paretoscope.runs.read.grouping import find_group, group_runs
from paretoscope.runs.read.selection import MeasuredRun, Selection
from paretoscope.runs.refusals import InvalidError
from paretoscope.schema.answers.group_front import (
    AttainmentSurface,
    DifferenceMap,
    DifferenceRegion,
    GroupFront,
    PairAttainment,
    UnionFront,
)
from paretoscope.schema.answers.groups import BestPoint


@dataclass(frozen=True)
class GroupedFronts:
    """The fronts of groups, and what they are compared with."""

    groups: Sequence[GroupFront]
    union: UnionFront
    differences: Sequence[DifferenceMap]


def group_fronts(selection: Selection, by: Sequence[str], difference: Sequence[str] = ()) -> GroupedFronts:
    """Returns the fronts of groups of the selected runs.

    Args:
        selection: the runs on their common axes.
        by: dotted fields of the config, or `replicates`.
        difference: ids or labels of two groups to compare; if empty, they are compared if there are just two.

    Raises:
        InvalidError: no run has a field, a group is not known, or there are too many runs for a difference map.
    """
    measured = {run.row.id: run for run in selection.runs}
    found = group_runs([run.row for run in selection.runs], by)
    groups = [Members(group, [measured[run.id] for run in group.runs]) for group in found]
    union = best_points(selection, selection.runs)
    return GroupedFronts(
        _group_fronts(selection, groups, _joined(union)),
        _union(selection, union),
        _differences(selection, groups, difference),
    )


def best_points(selection: Selection, runs: Sequence[MeasuredRun]) -> list[tuple[BestPoint, Points]]:
    """Returns the points of runs that no point of these runs dominates, also in internal coordinates."""
    fronts = [(run, index) for run in runs for index in run.history.front.tolist()]
    if not fronts:
        return []
    internal = np.vstack([run.history.front_points for run in runs])
    return [
        (
            BestPoint(
                run_id=run.row.id,
                step=run.points[index].step,
                objectives={name: run.points[index].objectives.get(name) for name in selection.axes.names},
                standard_errors={name: run.points[index].standard_errors.get(name) for name in selection.axes.names},
            ),
            point,
        )
        for (run, index), point, kept in zip(fronts, internal, non_dominated(internal), strict=True)
        if kept
    ]


def own_values(run: MeasuredRun, x: str, y: str) -> Points:
    """Returns two objectives of a run's points, float64 [N, 2], in their own units; NaN where one is undefined."""
    rows = [[point.objectives.get(x), point.objectives.get(y)] for point in run.points]
    return np.array(rows, dtype=np.float64).reshape(-1, 2)


def _joined(union: Sequence[tuple[BestPoint, Points]]) -> Points:
    return np.array([point for _, point in union])


def _union(selection: Selection, union: Sequence[tuple[BestPoint, Points]]) -> UnionFront:
    alone = exclusive_hypervolumes([run.history.front_points for run in selection.runs])
    points = _joined(union)
    return UnionFront(
        points=[point for point, _ in union],
        hypervolume=hypervolume(points) if len(points) else 0.0,
        exclusive={run.row.id: volume for run, volume in zip(selection.runs, alone, strict=True)},
        expected_utility=expected_utility(points) if len(points) else None,
    )


def _group_fronts(selection: Selection, groups: Sequence[Members], union: Points) -> list[GroupFront]:
    fronts = [np.vstack([run.history.front_points for run in members.runs]) for members in groups]
    volumes = [hypervolume(front) if len(front) else 0.0 for front in fronts]
    total = hypervolume(union) if len(union) else 0.0
    alone = exclusive_hypervolumes(fronts)
    distances = measures(groups, 0, lambda run: igd_plus(run.history.front_points, union), higher_is_better=False)
    epsilons = measures(
        groups, 0, lambda run: additive_epsilon(run.history.front_points, union), higher_is_better=False
    )
    utilities = measures(groups, 0, lambda run: expected_utility(run.history.front_points))
    return [
        GroupFront(
            id=members.group.id,
            key=dict(members.group.key),
            label=members.group.label,
            n=len(members.runs),
            run_ids=[run.row.id for run in members.runs],
            attainment=_attainment(selection, members),
            hypervolume=volumes[index],
            hypervolume_share=volumes[index] / total if total else None,
            exclusive_share=alone[index] / total if total else None,
            igd_plus=distances[index],
            additive_epsilon=epsilons[index],
            expected_utility=utilities[index],
        )
        for index, members in enumerate(groups)
    ]


def _attainment(selection: Selection, members: Members) -> list[PairAttainment]:
    found = []
    for x, y in combinations(selection.axes.axes, 2):
        points = [own_values(run, x.name, y.name) for run in members.runs]
        surfaces = attainment_surfaces(x, y, points)
        found.append(
            PairAttainment(
                x=x.name,
                y=y.name,
                runs=sum(1 for one in points if np.isfinite(one).all(axis=1).any()),
                surfaces=[AttainmentSurface(percent=one.percent, points=one.points.tolist()) for one in surfaces],
            )
        )
    return found


def _differences(selection: Selection, groups: Sequence[Members], wanted: Sequence[str]) -> list[DifferenceMap]:
    if not wanted and len(groups) != 2:
        return []
    if wanted and len(wanted) != 2:
        raise InvalidError(
            "The difference map cannot be made",
            f"It compares two groups, and {len(wanted)} were given.",
            "Give difference=<group> twice, each with the id or the label of a group.",
            "difference",
        )
    found = [one.group for one in groups]
    one, other = (groups[find_group(found, name, "difference")] for name in wanted) if wanted else groups
    try:
        return [
            DifferenceMap(
                x=x.name,
                y=y.name,
                one=one.group.id,
                other=other.group.id,
                regions=[
                    DifferenceRegion(x=region.x, y=region.y, difference=region.difference)
                    for region in attainment_difference(
                        x,
                        y,
                        [own_values(run, x.name, y.name) for run in one.runs],
                        [own_values(run, x.name, y.name) for run in other.runs],
                    )
                ],
            )
            for x, y in combinations(selection.axes.axes, 2)
        ]
    except TooManyRunsError as error:
        if not wanted:
            return []
        raise InvalidError(
            "The difference map cannot be made", str(error), "Leave difference out to get the rest.", "difference"
        ) from error
