"""Whether an answer states its result: copies of questions do not, results in whatever form do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope_worker.objectives.copying import repeats_question
from paretoscope_worker.objectives.equality import AnswerEquality
from paretoscope_worker.objectives.expression_reader import read
from paretoscope_worker.objectives.expressions import Mixed, Product, Sum
from paretoscope_worker.objectives.final_form import states_result

COPIES = [
    (r"\frac{3}{\sqrt{27}}", r"\frac{\sqrt{3}}{3}"),
    (r"\dbinom{31}{28}", "4495"),
    (r"\frac{1}{5}\cdot \frac{8}{7}\div \frac{12}{20}", r"\frac{8}{21}"),
    ("(-k + 4) + (-2 + 3k)", "2k+2"),
    ("19x + 1 - 4x - 81", "15x - 80"),
    (r"\sqrt{\sqrt[3]{\sqrt{\frac{1}{729}}}}", r"\frac{\sqrt{3}}{3}"),
    ("513^2 - 487^2", "26000"),
    (r"\log_264", "6"),
    (r"\sqrt{\dfrac{\dfrac{5}{\sqrt{80}}+\dfrac{\sqrt{845}}{9}+\sqrt{45}}{\sqrt5}}", r"\frac{13}{6}"),
    (r"\frac{\sqrt{2.5^2-0.7^2}}{2.7-2.5}", "12"),
    ("4(3r^3+5r-6)-6(2r^3-r^2+4r)", "6r^2-4r-24"),
    ("1^{(2^{235423523})}", "1"),
    (r"\lceil (3.6)^2 \rceil - ( \lceil 3.6 \rceil ) ^2", "-3"),
    (r"\sqrt{242}", r"11\sqrt2"),
    ("(u+4)(u-1) - (u-3)(u+6)", "14"),
    ("(26^2 - 24^2 - 10)^2 - 10^2", "8000"),
    (r"\arcsin \left( -\frac{1}{2} \right)", r"-\frac{\pi}{6}"),
    (r"\frac{(10r^3)(4r^6)}{8r^4}", "5r^5"),
    (r"\left(4\dfrac{5}{8}\right)^{55} \cdot \left(\dfrac{8}{37}\right)^{55}", "1"),
    (r"\sin (\arcsin 0.4 + \arcsin 0.5) \cdot \sin (\arcsin 0.5 - \arcsin 0.4)", r"\frac{9}{100}"),
    (r"5^5\div5^4-5^3+5^2\cdot5^1", "5"),
    (r"\cos \left( \frac{2 \pi}{15} \right) \cos \left (\frac {4 \pi}{15} \right)", r"\frac{1}{16}"),
    (r"\lceil{\sqrt{20}}\rceil^2", "25"),
    (r"0.\overline{7}-0.\overline{4}+0.\overline{2}", r"\frac 59"),
    ("99^2+99+1", "9901"),
    ("(1+2i)6-3i", "6+9i"),
    (r"\frac{21}{2^2 \cdot 5^7}", ".0000672"),
    (r"\frac{4+6a}{5}-\frac{1+3a}{4}", r"\frac{11+9a}{20}"),
]
"""Formulas of the prompts of Math500 that equal the answer, beside `CONVERSIONS`, and the answer."""
CONVERSIONS = [
    (r"Write $\frac{3}{20}$ as a decimal.", r"\frac{3}{20}", "0.15"),
    (r"Express $\frac{9}{2}$ as a decimal.", r"\frac 92", "4.5"),
    ("Factor $ab+5b+2a+10$.", "ab+5b+2a+10", "(a+5)(b+2)"),
    ("Factor $ab+5b+2a+10$.", "10+2a+5b+ab", "(a+5)(b+2)"),
    (r"Simplify \[\sec x \csc x - \tan x.\]", r"\sec x\csc x-\tan x", r"\cot x"),
    (r"Which shape has \[z = c?\] (A) Line (C) Plane", "c", r"\text{(C)}"),
    (r"Let \(x = \frac{1}{4}\) be a share; what is it as a decimal?", r"\frac14", "0.25"),
]
OTHER_COMPUTATIONS = [
    ("7+4", "11"),
    ("3-3", "0"),
    ("2^{10}", "1024"),
    ("5!", "120"),
    (r"\frac{2}{4}", r"\frac12"),
    (r"\frac{6}{3}", "2"),
    (r"\frac{0.5}{2}", "0.25"),
    (r"\frac{\frac12}{2}", r"\frac14"),
    (r"2\frac{2}{4}", "2.5"),
    (r"\sqrt{4}", "2"),
    (r"\sqrt[3]{16}", r"2\sqrt[3]{2}"),
    (r"\sqrt2\sqrt3", r"\sqrt6"),
    (r"3\cdot 4", "12"),
    (r"6 \div 2", "3"),
    ("6:2", "3"),
    (r"--3", "3"),
    (r"\pi+\pi", r"2\pi"),
    (r"\frac{2+2\sqrt5}{4}", r"\frac{1+\sqrt5}{2}"),
    ("i^2", "-1"),
    (r"\text{7+4}", "11"),
    ("(7+4, 2)", "(11, 2)"),
    (r"|-5|", "5"),
    ("x+1-x", "1"),
    ("x^2 x^3", "x^5"),
]
FINAL = [
    ("0.25", r"\frac14"),
    (r"\frac14", "0.25"),
    (r"\tfrac14", "0.25"),
    ("1/4", "0.25"),
    ("1,000", "1000"),
    ("1{,}000", "1000"),
    ("y=-2 x", "y = -2x"),
    ("-2x", "y = -2x"),
    (r"4 \frac{1}{2}", "4.5"),
    (r"3\times 10^5", "300000"),
    (r"6.72 \cdot 10^{-5}", ".0000672"),
    (r"20\%", "0.2"),
    (r"\$18.90", "18.9"),
    ("5 cm", r"5\text{ cm}"),
    ("5 m", "5"),
    ("36 degrees", "36"),
    (r"5\,\mathrm{cm}^2", "5"),
    (r"\mathbf{5}", "5"),
    ("B", r"\text{(B)}"),
    (r"\text{evelyn}", r"\text{Evelyn}"),
    ("(-3, 5]", "(-3,5]"),
    (r"(-\infty, 2) \cup (3, \infty)", r"(-\infty,2)\cup(3,\infty)"),
    (r"\begin{pmatrix} 0.2 \\ -18/5 \end{pmatrix}", r"\begin{pmatrix} 1/5 \\ -18/5 \end{pmatrix}"),
    (r"1+\sqrt{5}", r"1+\sqrt5"),
    (r"11(\sqrt5+1)", r"11\sqrt5+11"),
    (r"\frac12\sqrt6", r"\frac{\sqrt6}{2}"),
    (r"2^{1/2}", r"\sqrt2"),
    (r"\frac{1}{\sqrt3}", r"\frac{\sqrt3}{3}"),
    (r"\frac{1+\sqrt5}{2}", r"\frac12+\frac{\sqrt5}{2}"),
    ("-6i+5", "5-6i"),
    (r"e^2", "e^2"),
    (r"12pi", r"12\pi"),
    (r"\ln 2", r"\ln 2"),
    ("2^{2010}", "2^{2010}"),
    (r"\binom{10}{5}", r"\binom{10}{5}"),
    ("2(x+1)", "2x+2"),
    (r"\frac{\cos x}{\sin x}", r"\cot x"),
    ("(b+2)(a+5)", "(a+5)(b+2)"),
    (r"\frac{11}{20}+\frac{9a}{20}", r"\frac{11+9a}{20}"),
    ("6:30", "6:30"),
    (r"4210_{5}", "4210_5"),
]


@pytest.mark.parametrize(("answer", "truth"), COPIES + OTHER_COMPUTATIONS)
def test_an_answer_that_still_asks_for_a_computation_is_wrong(answer: str, truth: str) -> None:
    assert not states_result(answer, truth)
    assert not AnswerEquality().same(answer, truth)


@pytest.mark.parametrize(("question", "answer", "truth"), CONVERSIONS)
def test_a_formula_of_the_question_is_no_answer(question: str, answer: str, truth: str) -> None:
    assert repeats_question(answer, truth, question)
    assert not repeats_question(answer, truth, "Another question about $7$.")
    assert not repeats_question(truth, truth, f"{question} It is ${truth}$.")


@pytest.mark.parametrize(("answer", "truth"), FINAL)
def test_a_result_in_another_form_is_final(answer: str, truth: str) -> None:
    assert states_result(answer, truth)


def test_what_is_written_is_read_and_nothing_is_computed() -> None:
    assert isinstance(read("7+4"), Sum)
    assert isinstance(read(r"1\frac{4}{5}"), Mixed)
    assert isinstance(read(r"2\sqrt{3}"), Product)
    assert read(r"\frac12") == read("1/2") == read(r"\dfrac{1}{2}") == read(r"\left(\frac 1 2\right)")
    assert read(r"0.\overline{3}") != read("0.3")
    assert read(r"\unheard{5}") is None


@given(st.text(alphabet=r"\{}()[]^_+-*/!|,.=0123456789xyi \frac\sqrt\pi", max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    for truth in ("7", "x", r"\text{even}"):
        states_result(text, truth)
        repeats_question(text, truth, f"${text}$")


DEEP = [
    "(" * 900,
    "{" * 400 + "x" + "}" * 400,
    r"\sqrt" * 190 + "2",
    "x" + "!" * 900,
    "2" + "^2" * 450,
    "-" * 900 + "1",
]


@pytest.mark.parametrize("text", [*DEEP, "1" + "+1" * 450, r"\frac" * 190, r"\sin" * 190 + "x"])
def test_deep_and_long_texts_are_read_or_refused(text: str) -> None:
    assert states_result(text, "7") is False
