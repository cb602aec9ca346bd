"""Points and the blocks they are stored in."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.store.blocks import Points, block_columns, numbers, points_of
from paretoscope.store.record_models import BlockRow

VALUES = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
REPORTS = st.lists(st.tuples(st.integers(0, 50), VALUES), max_size=80)


def as_dict(points: Points) -> dict[int, float | None]:
    return dict(zip(points.steps.tolist(), numbers(points.values), strict=True))


@given(REPORTS)
def test_points_are_in_the_order_of_steps_and_the_last_report_of_a_step_counts(
    reports: list[tuple[int, float | None]],
) -> None:
    points = Points.of((step for step, _ in reports), (value for _, value in reports))

    assert as_dict(points) == dict(sorted(dict(reports).items()))
    assert (np.diff(points.steps) > 0).all()


@given(REPORTS, REPORTS)
def test_of_points_joined_the_later_part_counts(
    first: list[tuple[int, float | None]], second: list[tuple[int, float | None]]
) -> None:
    parts = [Points.of((step for step, _ in part), (value for _, value in part)) for part in (first, second)]

    assert as_dict(Points.join(parts)) == dict(sorted({**dict(first), **dict(second)}.items()))


@given(REPORTS.filter(bool))
def test_a_block_keeps_its_points_to_the_bit(reports: list[tuple[int, float | None]]) -> None:
    points = Points.of((step for step, _ in reports), (value for _, value in reports))
    block = BlockRow(**block_columns(points))

    read = points_of(block)

    assert (read.steps == points.steps).all()
    assert read.values.tobytes() == points.values.tobytes()
    assert (block.count, block.first_step, block.last_step) == (len(points), points.steps[0], points.steps[-1])


def test_a_block_of_gaps_has_no_least_and_no_greatest_value() -> None:
    columns = block_columns(Points.of([1, 2], [None, math.nan]))

    assert (columns["min"], columns["max"], columns["first"], columns["last"]) == (None, None, None, None)


def test_gaps_do_not_count_as_least_or_greatest() -> None:
    columns = block_columns(Points.of([1, 2, 3], [None, 2.0, -1.0]))

    assert (columns["min"], columns["max"], columns["first"], columns["last"]) == (-1.0, 2.0, None, -1.0)


@given(REPORTS, st.integers(-1, 51), st.integers(-1, 51))
def test_points_between_steps_include_both_ends(reports: list[tuple[int, float | None]], first: int, last: int) -> None:
    points = Points.of((step for step, _ in reports), (value for _, value in reports))

    kept = {step: value for step, value in as_dict(points).items() if first <= step <= last}
    assert as_dict(points.between(first, last)) == kept
    assert as_dict(points.up_to(last)) == {step: value for step, value in as_dict(points).items() if step <= last}
