"""Folding a series for a chart: no spike, no first and no last point is ever lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.runs.read.envelope import fold
from paretoscope.store.blocks import Points

STEPS = st.lists(st.integers(0, 10**6), min_size=1, max_size=300, unique=True).map(sorted)


@st.composite
def series(draw: st.DrawFn) -> Points:
    steps = draw(STEPS)
    value = st.one_of(st.none(), st.floats(-1e6, 1e6))
    return Points.of(steps, draw(st.lists(value, min_size=len(steps), max_size=len(steps))))


@given(series(), st.integers(2, 50))
def test_an_envelope_has_no_more_buckets_than_asked_for_and_keeps_both_ends(points: Points, buckets: int) -> None:
    envelope = fold(points, buckets)

    assert 1 <= len(envelope.steps) <= max(buckets, 1)
    assert (np.diff(envelope.steps) > 0).all()
    for at in (0, -1):
        assert envelope.steps[at] == points.steps[at]
        np.testing.assert_equal(envelope.last[at], points.values[at])


@given(series(), st.integers(2, 50))
def test_every_value_lies_in_its_bucket_and_the_extremes_are_kept(points: Points, buckets: int) -> None:
    envelope = fold(points, buckets)
    bucket = np.searchsorted(envelope.steps, points.steps)
    known = ~np.isnan(points.values)

    assert (envelope.min[bucket][known] <= points.values[known]).all()
    assert (envelope.max[bucket][known] >= points.values[known]).all()
    if known.any():
        assert np.nanmin(envelope.min) == points.values[known].min()
        assert np.nanmax(envelope.max) == points.values[known].max()


@given(series(), st.integers(2, 50))
def test_the_last_value_of_a_bucket_is_the_one_at_its_step(points: Points, buckets: int) -> None:
    envelope = fold(points, buckets)
    at = np.searchsorted(points.steps, envelope.steps)

    np.testing.assert_array_equal(points.values[at], envelope.last)


def test_few_points_are_left_as_they_are() -> None:
    points = Points.of([1, 5, 9], [1.0, None, 3.0])

    envelope = fold(points, 3)

    assert envelope.steps.tolist() == [1, 5, 9]
    np.testing.assert_array_equal(envelope.min, points.values)
    np.testing.assert_array_equal(envelope.max, points.values)


def test_a_single_spike_among_many_points_is_shown() -> None:
    values = [0.0] * 100_000
    values[54_321] = 7.0

    envelope = fold(Points.of(range(100_000), values), 500)

    assert envelope.max.max() == 7.0
    assert len(envelope.steps) == 500


@pytest.mark.parametrize("buckets", [2, 3, 10])
def test_a_bucket_of_gaps_is_a_gap(buckets: int) -> None:
    envelope = fold(Points.of(range(1000), [None] * 1000), buckets)

    assert np.isnan(envelope.min).all()
    assert np.isnan(envelope.max).all()
