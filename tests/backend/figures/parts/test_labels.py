"""Labels at the right end of lines: near their line, never over one another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.figures.parts.labels import GAP, EndLabel, end_labels, right_margin, spread

HEIGHT = 200.0
positions = st.lists(st.floats(-50, 250), max_size=12).map(sorted)


@given(positions)
def test_labels_keep_their_order_and_their_distance_inside_the_plot(natural: list[float]) -> None:
    moved = spread(natural, HEIGHT)
    assert all(later - before >= GAP - 1e-9 for before, later in pairwise(moved))
    assert all(-1e-9 <= at <= HEIGHT + 1e-9 for at in moved)


@given(positions)
def test_labels_that_do_not_overlap_stay_where_their_lines_end(natural: list[float]) -> None:
    apart = all(later - before >= GAP for before, later in pairwise(natural))
    inside = all(0 <= at <= HEIGHT for at in natural)
    if apart and inside:
        assert spread(natural, HEIGHT) == pytest.approx(natural)


def test_two_labels_on_one_spot_move_apart_by_the_same_amount() -> None:
    assert spread([100.0, 100.0], HEIGHT) == pytest.approx([93.0, 107.0])


def test_a_label_that_is_pushed_into_another_moves_it_too() -> None:
    moved = spread([40.0, 60.0, 60.0], HEIGHT)
    assert moved == pytest.approx([160 / 3 - GAP, 160 / 3, 160 / 3 + GAP])


def test_more_labels_than_fit_leave_the_lowest_and_the_highest() -> None:
    labels = [EndLabel(f"k{index}", f"run {index}", float(index), "#000000") for index in range(40)]
    shown = end_labels(labels, 0.0, 39.0, 60.0)
    assert len(shown) == 5
    assert (shown[0]["name"], shown[-1]["name"]) == ("k0", "k39")


def test_a_label_carries_its_metric_key_and_a_cut_name_in_full_on_hover() -> None:
    long = "a-very-long-objective-name-of-forty-chars"
    (label,) = end_labels([EndLabel("weight/x", long, 0.5, "#0072b2", "0.50")], 0.0, 1.0, 100.0)
    assert label["name"] == "weight/x"
    assert label["hovertext"] == long
    assert len(label["text"]) <= 27
    assert (label["y"], label["yshift"]) == (0.5, 0.0)


def test_margin_grows_with_the_longest_label() -> None:
    short, long = EndLabel("a", "ab", 0, "#000000"), EndLabel("b", "abcdefghijkl", 0, "#000000")
    assert right_margin([short, long]) == right_margin([long]) > right_margin([short])
    assert right_margin([]) == 12
