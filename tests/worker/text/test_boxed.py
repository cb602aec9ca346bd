import pytest

from paretoscope_worker.text.boxed import last_boxed, reference_answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (r"so \boxed{7}", "7"),
        (r"\boxed{1} no, \boxed{2}", "2"),
        (r"\boxed{\frac{1}{2}} done.", r"\frac{1}{2}"),
        (r"\boxed{ 3 }", "3"),
        (r"\boxed{\{1, 2\}}", r"\{1, 2\}"),
        (r"\boxed{}", ""),
        (r"\boxed{\text{a}b}", r"\text{a}b"),
    ],
)
def test_the_last_box_gives_the_answer(text: str, answer: str) -> None:
    assert last_boxed(text) == answer


@pytest.mark.parametrize(
    "text", ["", "7", r"\boxed", r"\boxed{7", r"\boxed{1} then \boxed{2", "\\boxed{\\", r"\fbox{7}"]
)
def test_no_box_or_one_that_is_cut_off_gives_no_answer(text: str) -> None:
    assert last_boxed(text) is None


@pytest.mark.parametrize(
    ("solution", "answer"),
    [
        (r"so \boxed{7}", "7"),
        (r"\fbox{6} and \boxed{7}", "7"),
        (r"so \fbox{7}", "7"),
        (r"so $x=\boxed 7$, done", "7"),
        (r"so \boxed 7", "7"),
        ("so 7", None),
        (r"so \boxed{7", None),
    ],
)
def test_reference_solutions_box_in_other_ways_too(solution: str, answer: str | None) -> None:
    assert reference_answer(solution) == answer
