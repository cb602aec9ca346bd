import threading
from collections.abc import Iterator

import pytest

from paretoscope_worker.objectives.equality import Answer, AnswerEquality
from paretoscope_worker.objectives.equality_processes import EqualityProcesses, TimeLimits

ENDLESS = r"(x+y+z+{})^{{900}}-(x+y+z)^{{901}}"
"""Takes a computer algebra system for ever, in as many ways as there are numbers to fill in."""
LIMITS = TimeLimits(pair_seconds=0.5, slow_pairs=3, short_seconds=0.1)


@pytest.fixture
def processes() -> EqualityProcesses:
    return EqualityProcesses(LIMITS, most=2)


@pytest.fixture
def equality(processes: EqualityProcesses) -> Iterator[AnswerEquality]:
    equality = AnswerEquality(processes)
    yield equality
    equality.close()


def test_an_answer_that_never_ends_counts_as_different_and_the_next_is_judged(equality: AnswerEquality) -> None:
    assert not equality.same(ENDLESS.format(1), "x+3")
    assert equality.same(r"\frac{6y}{5}", "1.2y")


def test_a_batch_of_hostile_answers_costs_a_bounded_time_and_the_next_is_judged(
    processes: EqualityProcesses,
) -> None:
    hostile = [(ENDLESS.format(number), "x+3") for number in range(2, 66)]
    batch, verdicts = processes.judge([("3+x", "x+3"), *hostile])
    _, after = processes.judge([("1+x", "x+1")])
    processes.close()
    assert verdicts == [True, *[None] * 64]
    assert after == [True]
    granted = sorted(batch.spent.values(), reverse=True)
    in_parallel = 2
    assert len(granted) == 64
    assert granted.count(LIMITS.pair_seconds) <= LIMITS.slow_pairs + in_parallel - 1
    assert granted.count(LIMITS.short_seconds) >= 64 - LIMITS.slow_pairs - in_parallel + 1


def test_equal_pairs_are_compared_once(equality: AnswerEquality, processes: EqualityProcesses) -> None:
    answers = [Answer("1+x", "x + 1"), Answer(ENDLESS.format(0), "x + 1")] * 20
    assert equality.same_all(answers) == [True, False] * 20
    equality.close()
    assert equality.same_all(answers) == [True, False] * 20
    assert processes.started == 0


def test_a_process_that_died_is_replaced(equality: AnswerEquality, processes: EqualityProcesses) -> None:
    assert equality.same("x + 1", "1+x")
    (process,) = processes._idle
    process._process.kill()
    process._process.wait()
    assert equality.same("y + 1", "1+y")


def test_answers_are_judged_outside_the_main_thread(equality: AnswerEquality) -> None:
    verdicts: list[bool] = []
    thread = threading.Thread(target=lambda: verdicts.append(equality.same("x+1", "1+x")))
    thread.start()
    thread.join()
    assert verdicts == [True]


def test_numbers_and_open_computations_are_judged_without_a_process(
    equality: AnswerEquality, processes: EqualityProcesses
) -> None:
    assert equality.same("1,000.50", "1000.5")
    assert equality.same(r"1\frac12", r"\frac{3}{2}")
    assert not equality.same("12", "21")
    assert not equality.same("9^{9^{9^{9^{9}}}}", "3")
    assert not equality.same("9" * 101, "3x")
    assert processes.started == 0


def test_closing_twice_is_harmless(equality: AnswerEquality) -> None:
    equality.same("x+1", "1+x")
    equality.close()
    equality.close()
    assert equality.same("1+y", "y+1")
