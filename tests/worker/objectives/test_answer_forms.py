"""Answers whose form says more than math-verify reads: each pair is judged by mathematics, not by likeness."""

import math
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paretoscope_worker.objectives.answer_forms import claims
from paretoscope_worker.objectives.equality import AnswerEquality

JUDGE = AnswerEquality()
Number = st.integers(-50, 50)


@pytest.fixture(autouse=True, scope="module")
def _end_the_judge() -> Iterator[None]:
    yield
    JUDGE.close()


EQUAL = [
    (r"(x, y) = (1, 2)", r"(1,2)"),
    (r"\left( 3, \frac{\pi}{2} \right)", r"(3,\frac{\pi}2)"),
    (r"(9,36) \cup (0,9)", r"(0,9) \cup (9,36)"),
    (r"[-2,7]", r"x \in [-2,7]"),
    (r"\{2,1\}", r"\{1,2\}"),
    (r"\{1,2\}", "2,1"),
    (r"3 \text{ and } 5", "5,3"),
    (r"x=1 \text{ or } x=2", "2,1"),
    (r"3,-3", r"\pm 3"),
    (r"10,\!080", "10080"),
    ("58500", "58,500"),
    (r"f(2) = 5", "5"),
    (r"P(X = 2) = \frac12", "0.5"),
    ("x = 2+3 = 5", "5"),
    ("2x+3", "y = 2x + 3"),
    ("-5x+7y=4", "5x - 7y + 4 = 0"),
    (r"50\%", r"\frac12"),
    (r"\frac12", r"50\%"),
    ("50", r"50\%"),
    ("4210_5", "4210_{5}"),
    (r"5\text{ centimeters}", r"5\mbox{ cm}"),
    (r"864\text{ square inches}", r"864 \mbox{ inches}^2"),
    (r"\frac{270}{7}^\circ", r"\frac{270}7\text{ degrees}"),
    ("5", r"5\text{ cm}"),
    (r"0.1\overline{6}", r"\frac16"),
    (r"0.1\sqrt{2}", r"\frac{\sqrt2}{10}"),
    ("3.", "3"),
    ("2A+b", "b+2A"),
    ("a", r"\text{(A)}"),
]
UNEQUAL = [
    ("(-2,1)", "-2,1"),
    ("-2,1", "(-2,1)"),
    (r"\{1,2\}", "(1,2)"),
    ("[1,2]", "(1,2)"),
    ("y=1,x=2", "(1,2)"),
    (r"3 \text{ or } 5", "5"),
    ("1=7", "7"),
    ("x=2=5", "5"),
    ("2+2=5", "5"),
    ("2x=10", "10"),
    ("1=1,7=2", "1,2"),
    ("5x - 7y + 4 = 0", "0"),
    ("y=4x+4", "y=2x+2"),
    ("x=3", "y=3"),
    (r"50\%", "50"),
    ("40", "40_9"),
    ("10_2", "10"),
    (r"5\text{ cm}", r"5\text{ m}"),
    (r"5\text{ cm}", r"5\text{ cm}^2"),
    (r"36^\circ", r"\$36"),
    ("0.333333", r"\frac13"),
    ("0.3333333333333333", r"\frac13"),
    ("3.14159265358979", r"\pi"),
    (r"\sqrt{2}+10^{-20}", r"\sqrt2"),
    ("0.3", r"0.\overline{3}"),
    ("2A", "2a"),
    ("2A-a", "a"),
    (r"7\ 8", "78"),
]


@pytest.mark.parametrize(("answer", "truth"), EQUAL)
def test_another_way_to_write_the_truth_is_right(answer: str, truth: str) -> None:
    assert JUDGE.same(answer, truth)


@pytest.mark.parametrize(("answer", "truth"), UNEQUAL)
def test_what_only_looks_like_the_truth_is_wrong(answer: str, truth: str) -> None:
    assert not JUDGE.same(answer, truth)


@settings(max_examples=60, deadline=None)
@given(Number, st.integers(1, 40), Number, st.integers(1, 40))
def test_fractions_in_lowest_terms_are_equal_exactly_when_their_values_are(a: int, b: int, c: int, d: int) -> None:
    same = JUDGE.same(rf"\frac{{{a}}}{{{b}}}", f"{c}/{d}")
    is_final = _is_lowest(a, b) or not _is_lowest(c, d)
    assert same == (is_final and Fraction(a, b) == Fraction(c, d))


def _is_lowest(above: int, below: int) -> bool:
    return below > 1 and math.gcd(above, below) == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9999), st.integers(0, 4), st.integers(0, 20_000), st.integers(1, 10_000))
@example(3333, 4, 1, 3)
@example(5, 1, 1, 2)
def test_a_decimal_equals_only_the_fraction_it_is(digits: int, places: int, above: int, below: int) -> None:
    written = f"{Decimal(digits).scaleb(-places):f}"
    same = JUDGE.same(written, rf"\frac{{{above}}}{{{below}}}")
    assert same == (Fraction(digits, 10**places) == Fraction(above, below))


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_the_reading_of_forms(answer: str, truth: str) -> None:
    read = claims(answer, truth)
    assert read is None or all(isinstance(claim, str) for claim in read)
