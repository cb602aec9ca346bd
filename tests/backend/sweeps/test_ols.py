"""Optimistic linear support on fronts whose solution is known, and against independent computations."""

import json
import math
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import linprog

from paretoscope.sweeps.ols import corner_weights, corners, envelope, optimistic_bound

Points = NDArray[np.float64]
Oracle = Callable[[Points], Points]
RECORDED = Path(__file__).parents[2] / "data" / "morl_baselines" / "linear_support.json"
"""Written by `record.py` beside it."""
HALF = math.sqrt(0.5)


def sphere(weights: Points) -> Points:
    """The best point of the unit sphere's positive part: its value is the length of the weights."""
    return weights / np.linalg.norm(weights)


def finite(points: Points) -> Oracle:
    """The best of finitely many points."""
    return lambda weights: points[np.argmax(points @ weights)]


def solve(oracle: Oracle, objectives: int, tolerance: float, most: int = 200) -> tuple[Points, Points, list[float]]:
    """Returns values, preferences and the largest gap before each further preference."""
    tried = [np.eye(objectives)[k] for k in range(objectives)]
    values = [oracle(weights) for weights in tried]
    gaps: list[float] = []
    while len(tried) < most:
        found = corners(np.array(values), np.array(tried))
        gaps.append(found[0].gap if found else 0.0)
        if gaps[-1] <= tolerance:
            break
        tried.append(np.array(found[0].weights))
        values.append(oracle(tried[-1]))
    return np.array(values), np.array(tried), gaps


def sorted_rows(rows: Points) -> Points:
    return np.array(sorted(np.round(rows, 9).tolist()))


def vertices_by_enumeration(values: Points) -> Points:
    """All intersections of K planes above the envelope that violate no other, found one linear system at a time."""
    count = values.shape[1]
    # Rows of a . (w, u) <= 0, with the sum of the weights as an equation.
    planes = [np.append(value, -1.0) for value in values] + [np.append(-np.eye(count)[k], 0.0) for k in range(count)]
    total = np.append(np.ones(count), 0.0)
    found = []
    for chosen in combinations(planes, count):
        system = np.array([*chosen, total])
        if abs(np.linalg.det(system)) < 1e-12:
            continue
        corner = np.linalg.solve(system, np.append(np.zeros(count), 1.0))
        if all(plane @ corner <= 1e-9 for plane in planes):
            found.append(corner[:-1])
    return np.unique(np.round(np.array(found), 9), axis=0)


def bound_by_duality(weights: Points, tried: Points, best: Points) -> float:
    """The optimistic bound as the cheapest way to write the weights as a combination of those tried."""
    solved = linprog(best, A_eq=tried.T, b_eq=weights, bounds=(0, None), method="highs-ipm")
    return float(solved.fun)


def test_the_corners_of_a_known_envelope() -> None:
    values = np.array([[1.0, 0.0], [0.0, 1.0], [HALF, HALF]])
    expected = np.array([[0.0, 1.0], [1 - HALF, HALF], [HALF, 1 - HALF], [1.0, 0.0]])
    np.testing.assert_allclose(sorted_rows(corner_weights(values)), expected, atol=1e-8)


def test_after_the_extremes_the_middle_is_tried_with_the_known_gap() -> None:
    [corner] = corners(np.eye(2), np.eye(2))
    assert corner.weights == pytest.approx((0.5, 0.5))
    assert corner.gap == pytest.approx(0.5)


@pytest.mark.parametrize(("objectives", "tolerance"), [(2, 0.001), (3, 0.05), (4, 0.2)])
def test_on_a_convex_front_no_preference_is_worse_than_the_gap_says(objectives: int, tolerance: float) -> None:
    values, tried, gaps = solve(sphere, objectives, tolerance)

    assert gaps[-1] <= tolerance < gaps[-2]
    assert len(np.unique(np.round(tried, 6), axis=0)) == len(tried)
    weights = np.random.default_rng(0).dirichlet(np.ones(objectives), size=2000)
    missing = np.linalg.norm(weights, axis=1) - envelope(values, weights)
    assert 0 <= missing.max() <= gaps[-1] + 1e-9


@pytest.mark.parametrize("objectives", [2, 3])
def test_of_finitely_many_points_exactly_the_convex_coverage_set_is_found(objectives: int) -> None:
    points = np.random.default_rng(objectives).random((20, objectives)) ** 0.5
    values, _, gaps = solve(finite(points), objectives, tolerance=1e-9)

    weights = np.random.default_rng(9).dirichlet(np.ones(objectives), size=20_000)
    needed = {tuple(point) for point in points[np.argmax(weights @ points.T, axis=1)]}
    assert gaps[-1] <= 1e-9
    assert {tuple(value) for value in values} >= needed
    np.testing.assert_allclose(envelope(values, weights), envelope(points, weights), atol=1e-9)


@pytest.mark.parametrize("objectives", [2, 3, 4])
@pytest.mark.parametrize("seed", [0, 1])
def test_corners_and_gaps_agree_with_enumeration_and_with_the_dual_programs(objectives: int, seed: int) -> None:
    source = np.random.default_rng(seed)
    tried = np.vstack([np.eye(objectives), source.dirichlet(np.ones(objectives), size=4)])
    values = np.array([sphere(weights + 1e-3) * source.uniform(0.9, 1.0) * 20 - 5 for weights in tried])
    best = envelope(values, tried)

    np.testing.assert_allclose(sorted_rows(corner_weights(values)), vertices_by_enumeration(values), atol=1e-7)
    found = corners(values, tried)
    for corner in found:
        weights = np.array(corner.weights)
        expected = bound_by_duality(weights, tried, best) - envelope(values, weights)
        assert corner.gap == pytest.approx(float(expected), abs=1e-6)
    elsewhere = source.dirichlet(np.ones(objectives), size=50)
    gaps = [bound_by_duality(one, tried, best) - float(envelope(values, one)) for one in elsewhere]
    assert max(gaps) <= found[0].gap + 1e-6


@pytest.mark.parametrize(
    "recorded", json.loads(RECORDED.read_text()), ids=lambda one: f"{one['objectives']} objectives"
)
def test_the_linear_support_of_morl_baselines_tries_the_same_preferences_with_the_same_gaps(
    recorded: dict[str, Any],
) -> None:
    """Of preferences with equal gaps, each may choose another one, so its choices are followed."""
    tried = np.array(recorded["tried"])
    values = np.array([np.round(sphere(weights), 4) for weights in tried])
    for step in range(recorded["objectives"], len(tried)):
        found = corners(values[:step], tried[:step])
        assert found[0].gap == pytest.approx(recorded["gaps"][step], abs=1e-6)
        best = [corner.weights for corner in found if corner.gap > found[0].gap - 1e-6]
        assert min(np.abs(tried[step] - weights).max() for weights in np.array(best)) < 1e-6


def test_the_order_of_values_and_of_objectives_does_not_matter() -> None:
    values, tried, _ = solve(sphere, 3, 0.1)
    plain = corners(values, tried)
    turned = corners(values[::-1][:, [2, 0, 1]], tried[::-1][:, [2, 0, 1]])
    assert [one.gap for one in turned] == pytest.approx([one.gap for one in plain], abs=1e-9)


def test_nothing_bounds_a_value_before_each_objective_was_tried_alone() -> None:
    assert optimistic_bound(np.array([0.5, 0.5]), np.array([[1.0, 0.0]]), np.array([1.0])) == math.inf


def test_equal_values_leave_no_gap() -> None:
    assert all(one.gap == pytest.approx(0.0) for one in corners(np.ones((2, 2)), np.eye(2)))
