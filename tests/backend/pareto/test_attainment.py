"""Attainment surfaces and difference maps against counting."""

from collections.abc import Sequence

import numpy as np
import pytest

from paretoscope.pareto.attainment import TooManyRunsError, attainment_difference, attainment_surfaces
from paretoscope.pareto.axes import Axis, Points

UP = Axis("accuracy", "maximize", 0.0, 1.0)
DOWN = Axis("tokens", "minimize", 100.0, 1.0)


def share(runs: Sequence[Points], x: float, y: float) -> float:
    """The share of runs with a point that has at least this accuracy and at most these tokens."""
    return float(np.mean([((run[:, 0] >= x) & (run[:, 1] <= y)).any() for run in runs]))


def random_runs(count: int, seed: int) -> list[Points]:
    rng = np.random.default_rng(seed)
    return [np.column_stack([rng.random(6), 100 * rng.random(6)]) for _ in range(count)]


def test_surfaces_of_one_run_are_its_front() -> None:
    run = np.array([[0.5, 20.0], [0.8, 30.0], [0.4, 25.0]])
    for surface in attainment_surfaces(UP, DOWN, [run]):
        assert surface.points.tolist() == [[0.5, 20.0], [0.8, 30.0]]


def test_the_median_surface_of_three_nested_runs_is_the_middle_one() -> None:
    runs = [np.array([[level, 50 - 10 * level]]) for level in (1.0, 2.0, 3.0)]
    surfaces = {surface.percent: surface.points.tolist() for surface in attainment_surfaces(UP, DOWN, runs)}
    assert surfaces == {25: [[3.0, 20.0]], 50: [[2.0, 30.0]], 75: [[1.0, 40.0]]}


@pytest.mark.parametrize("percent", [25, 50, 75])
def test_corners_of_a_surface_are_attained_by_its_share_and_nothing_better_is(percent: int) -> None:
    runs = random_runs(8, 1)
    [points] = [one.points for one in attainment_surfaces(UP, DOWN, runs) if one.percent == percent]
    for x, y in points.tolist():
        assert share(runs, x, y) >= percent / 100
        assert share(runs, x + 1e-6, y - 1e-6) < percent / 100


@pytest.mark.parametrize(("one", "other"), [(3, 3), (3, 5), (1, 4), (2, 2)])
def test_a_difference_map_is_the_difference_of_shares_everywhere(one: int, other: int) -> None:
    ours, theirs = random_runs(one, 2), random_runs(other, 3)
    regions = attainment_difference(UP, DOWN, ours, theirs)
    for x, y in np.random.default_rng(4).random((300, 2)) * [1.1, 110.0]:
        inside = [
            region.difference
            for region in regions
            if (region.x[0] is None or region.x[0] < x)
            and (region.x[1] is None or x < region.x[1])
            and (region.y[0] is None or region.y[0] < y)
            and (region.y[1] is None or y < region.y[1])
        ]
        assert sum(inside) == pytest.approx(share(ours, x, y) - share(theirs, x, y))
        assert len(inside) <= 1


def test_equal_groups_do_not_differ() -> None:
    runs = random_runs(3, 5)
    assert attainment_difference(UP, DOWN, runs, runs) == []
    assert attainment_difference(UP, DOWN, runs[:1], [runs[0], runs[0]]) == []


def test_a_map_of_very_many_runs_is_refused() -> None:
    with pytest.raises(TooManyRunsError, match="29 and 31 runs"):
        attainment_difference(UP, DOWN, random_runs(29, 6), random_runs(31, 7))


def test_undefined_points_and_empty_runs_take_no_part() -> None:
    empty, undefined = np.empty((0, 2)), np.array([[np.nan, 1.0]])
    good = np.array([[0.5, 20.0]])
    assert attainment_surfaces(UP, DOWN, [empty, undefined]) == []
    assert [one.points.tolist() for one in attainment_surfaces(UP, DOWN, [empty, undefined, good])] == [[[0.5, 20]]] * 3
    assert attainment_difference(UP, DOWN, [empty], [good]) == []
