import threading

import pytest

from paretoscope_worker.objectives.equality import AnswerEquality

TOWER = "9^{9^{9^{9^{9}}}}"


@pytest.fixture
def equality() -> AnswerEquality:
    return AnswerEquality()


def test_an_answer_that_never_ends_counts_as_different_and_the_next_is_judged(equality: AnswerEquality) -> None:
    assert not equality.same(TOWER, "3")
    assert equality.same(r"\frac{6}{2}", "3")


def test_a_process_that_died_is_replaced(equality: AnswerEquality) -> None:
    assert equality.same("x + 1", "1+x")
    assert equality._process is not None
    equality._process.kill()
    equality._process.wait()
    assert equality.same("y + 1", "1+y")


def test_answers_are_judged_outside_the_main_thread(equality: AnswerEquality) -> None:
    verdicts: list[bool] = []
    thread = threading.Thread(target=lambda: verdicts.append(equality.same(r"\frac12", "0.5")))
    thread.start()
    thread.join()
    assert verdicts == [True]


def test_numbers_are_compared_without_a_process(equality: AnswerEquality) -> None:
    assert equality.same("1,000.50", "1000.5")
    assert not equality.same("12", "21")
    assert equality._process is None


def test_closing_twice_is_harmless(equality: AnswerEquality) -> None:
    equality.same(r"\frac12", "0.5")
    equality.close()
    equality.close()
    assert equality.same(r"\frac13", r"\frac{1}{3}")
