"""Numbers and names as people read them."""

import math

import pytest

from paretoscope.figures.parts.text import aligned, axis_title, change, cut, number, rounded, safe

from ..runs import ACCURACY, CONCISENESS


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        *((0.0, "0"), (0.831, "0.831"), (19.87, "19.9"), (8840.4, "8,840"), (0.08069, "0.0807"), (-1.5, "-1.50")),
        *((999.6, "1,000"), (0.00012345, "0.000123"), (1.2345e-7, "1.23e-07"), (2.5e7, "2.5e+07")),
        *((None, "–"), (math.nan, "–"), (math.inf, "–")),
    ],
)
def test_a_number_has_three_significant_digits(value: float | None, shown: str) -> None:
    assert number(value) == shown


def test_compared_numbers_have_the_decimals_of_the_largest() -> None:
    assert aligned([1.52, 0.953, -0.0198]) == ["1.52", "0.95", "-0.02"]
    assert aligned([0.139, -0.0001]) == ["0.139", "0.000"]
    assert aligned([]) == []
    assert aligned([0.0, 0.0]) == ["0", "0"]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.005, "+0.005"), (0.04, "+0.04"), (-0.12, "-0.12"), (0.1234, "+0.123"), (0.0001, "+0.0001")]
)
def test_a_change_carries_its_sign(value: float, shown: str) -> None:
    assert change(value) == shown


def test_long_names_are_cut_in_the_middle_and_short_ones_are_not() -> None:
    assert cut("hypervolume, accuracy") == "hypervolume, accuracy"
    assert cut("abcdefghijklmnopqrstuvwxyz", 9) == "abcd…wxyz"
    assert len(cut("x" * 200)) <= 22


def test_markup_and_template_marks_in_a_name_are_shown_not_obeyed() -> None:
    shown = safe('<a href="javascript:alert(1)">%{x}</a>&')
    assert "<" not in shown
    assert "%{" not in shown
    assert shown.endswith("&amp;")


def test_rounding_keeps_five_digits_and_turns_nan_into_a_gap() -> None:
    assert rounded(0.123456789) == 0.12346
    assert rounded(123456.789) == 123460.0
    assert rounded(math.nan) is None
    assert rounded(None) is None


def test_axis_titles_carry_unit_and_direction() -> None:
    assert axis_title(CONCISENESS) == "completion length, tokens (fewer is better)"
    assert axis_title(CONCISENESS, short=True) == "tokens, fewer is better"
    assert axis_title(ACCURACY) == "accuracy, fraction right"
    assert axis_title(ACCURACY, short=True) == "accuracy, fraction"
