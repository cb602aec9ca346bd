"""The staircase of a pair of objectives and the region it dominates."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.figures.parts.staircase import dominated_region, pair_front, staircase
from paretoscope.pareto.axes import Axis
from paretoscope.pareto.hypervolume import hypervolume

LENGTH = Axis("conciseness", "minimize", 30.0, 1.0)
CLARITY = Axis("clarity", "maximize", 0.0, 1.0)
quarter = st.integers(-8, 160).map(lambda value: value / 4)


def area(outline: list[tuple[float, float]]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(outline))) / 2


def test_the_front_runs_from_the_worst_to_the_best_x_with_less_being_better() -> None:
    points = [(20.0, 0.4), (25.0, 0.9), (15.0, 0.2), (26.0, 0.8), (15.0, 0.2)]
    assert pair_front(points, LENGTH, CLARITY) == [(25.0, 0.9), (20.0, 0.4), (15.0, 0.2)]


def test_stairs_go_down_to_the_next_level_and_then_along_it() -> None:
    assert staircase([(25.0, 0.9), (20.0, 0.4)]) == [(25.0, 0.9), (25.0, 0.4), (20.0, 0.4)]
    assert staircase([(25.0, 0.9)]) == [(25.0, 0.9)]
    assert staircase([]) == []


def test_the_region_is_closed_at_the_reference_point() -> None:
    outline = dominated_region([(25.0, 0.9), (20.0, 0.4)], LENGTH, CLARITY)
    assert outline[0] == outline[-1] == (30.0, 0.0)
    assert area(outline) == pytest.approx(5 * 0.9 + 5 * 0.4)


def test_points_beyond_the_reference_shade_nothing() -> None:
    assert dominated_region([(35.0, 0.9)], LENGTH, CLARITY) == []


@given(st.lists(st.tuples(quarter, quarter), max_size=15))
def test_the_shaded_area_is_the_hypervolume_of_the_pair(points: list[tuple[float, float]]) -> None:
    internal = np.array([(LENGTH.to_internal(x), CLARITY.to_internal(y)) for x, y in points]).reshape(-1, 2)
    outline = dominated_region(pair_front(points, LENGTH, CLARITY), LENGTH, CLARITY)
    assert area(outline) == pytest.approx(hypervolume(internal))
