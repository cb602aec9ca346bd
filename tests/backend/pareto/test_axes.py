"""Axes: direction, reference point and scale are settled once."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.pareto.axes import Axes, Axis, axes_from_initial, common_axes
from paretoscope.schema.objectives import Accuracy, Clarity, Conciseness
from paretoscope.schema.training import Evaluation

OBJECTIVES = [Accuracy(), Conciseness(), Clarity()]
INITIAL = {"accuracy": 0.6, "conciseness": 25.0, "clarity": 0.2}

finite = st.floats(-1e6, 1e6)


def test_reference_is_zero_and_better_is_positive_for_both_directions() -> None:
    axes = Axes((Axis("accuracy", "maximize", 0.5, 1.0), Axis("conciseness", "minimize", 20.0, 10.0)))
    assert axes.to_internal({"accuracy": 0.5, "conciseness": 20.0}).tolist() == [0.0, 0.0]
    assert axes.to_internal({"accuracy": 0.75, "conciseness": 15.0}).tolist() == [0.25, 0.5]
    assert axes.to_internal({"conciseness": 30.0, "accuracy": 0.25}).tolist() == [-0.25, -1.0]


@given(finite, finite, finite, st.floats(1e-3, 1e3), st.sampled_from(["maximize", "minimize"]))
def test_internal_order_is_the_order_of_better(
    a: float, b: float, reference: float, scale: float, direction: str
) -> None:
    axis = Axis("x", direction, reference, scale)  # type: ignore[arg-type]
    better = a > b if direction == "maximize" else a < b
    if better:
        assert axis.to_internal(a) >= axis.to_internal(b)


def test_absent_and_undefined_values_become_nan_not_an_error() -> None:
    axes = Axes((Axis("a", "maximize", 0.0, 1.0), Axis("b", "maximize", 0.0, 1.0), Axis("c", "maximize", 0.0, 1.0)))
    point = axes.to_internal({"a": 1.0, "b": None})
    assert point[0] == 1.0
    assert math.isnan(point[1])
    assert math.isnan(point[2])
    assert axes.to_internal_points([]).shape == (0, 3)


def test_margin_reference_is_a_tenth_of_the_scale_worse_in_every_direction() -> None:
    axes = axes_from_initial(OBJECTIVES, INITIAL, Evaluation())
    assert axes.scale == {"accuracy": 1.0, "conciseness": 25.0, "clarity": 1.0}
    assert axes.reference_point == pytest.approx({"accuracy": 0.5, "conciseness": 27.5, "clarity": 0.1})
    assert axes.to_internal(INITIAL) == pytest.approx([0.1, 0.1, 0.1])


def test_published_setting_takes_the_initial_policy_and_divides_by_nothing() -> None:
    axes = axes_from_initial(OBJECTIVES, INITIAL, Evaluation(reference_point="initial", objective_scale="raw"))
    assert axes.reference_point == INITIAL
    assert axes.scale == {"accuracy": 1.0, "conciseness": 1.0, "clarity": 1.0}


def test_given_reference_and_scale_need_no_initial_values() -> None:
    given_values = {"accuracy": 0.0, "conciseness": 64.0, "clarity": 0.0}
    scale = {"accuracy": 1.0, "conciseness": 32.0, "clarity": 0.5}
    axes = axes_from_initial(OBJECTIVES, {}, Evaluation(reference_point=given_values, objective_scale=scale))
    assert axes.reference_point == given_values
    assert axes.scale == scale


def test_scale_of_an_objective_that_starts_at_zero_is_one() -> None:
    axes = axes_from_initial(OBJECTIVES, {**INITIAL, "conciseness": 0.0}, Evaluation())
    assert axes.scale["conciseness"] == 1.0


def test_initial_value_that_is_needed_and_undefined_is_named() -> None:
    with pytest.raises(ValueError, match="no finite value of 'conciseness'"):
        axes_from_initial(OBJECTIVES, {**INITIAL, "conciseness": math.nan}, Evaluation())


def test_common_axes_take_the_worst_reference_and_largest_scale_of_shared_objectives() -> None:
    one = Axes(
        (
            Axis("accuracy", "maximize", 0.5, 1.0),
            Axis("conciseness", "minimize", 20.0, 30.0),
            Axis("x", "maximize", 0, 1),
        )
    )
    two = Axes((Axis("conciseness", "minimize", 25.0, 10.0), Axis("accuracy", "maximize", 0.4, 2.0)))
    assert common_axes([one, two]) == Axes(
        (Axis("accuracy", "maximize", 0.4, 2.0), Axis("conciseness", "minimize", 25.0, 30.0))
    )
    assert common_axes([one]) == one


def test_runs_without_a_shared_objective_or_with_opposed_directions_have_no_common_axes() -> None:
    up, down = Axes((Axis("x", "maximize", 0.0, 1.0),)), Axes((Axis("x", "minimize", 0.0, 1.0),))
    with pytest.raises(ValueError, match="share no objective"):
        common_axes([up, down])
    with pytest.raises(ValueError, match="No run"):
        common_axes([])


@pytest.mark.parametrize("scale", [{}, {"a": 0.0}, {"a": -1.0}, {"a": math.inf}, {"a": math.nan}])
def test_axes_refuse_a_scale_that_is_not_positive(scale: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="'a'"):
        Axes.build({"a": "maximize"}, {"a": 0.0}, scale)


def test_many_points_get_the_same_bits_as_single_ones() -> None:
    axes = Axes((Axis("accuracy", "maximize", 0.1, 0.3), Axis("tokens", "minimize", 31.7, 7.1)))
    rows = [{"accuracy": 0.1 + 0.013 * step, "tokens": 30.3 - 0.77 * step} for step in range(50)]
    together = axes.to_internal_points(rows)
    assert together.tolist() == [axes.to_internal(row).tolist() for row in rows]
