import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from paretoscope.schema import objectives as schema
from paretoscope_worker.objectives import build_objectives
from paretoscope_worker.objectives.conciseness import Conciseness
from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.guarded import Guarded
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.text.rollout import Completion

from .events import Events

Write = Callable[..., Completion]


class Scripted(StatelessObjective):
    """Answers what it is given, or raises it; counts how often it is asked."""

    def __init__(self, answer: Any) -> None:
        super().__init__("own")
        self._answer = answer
        self.asked = 0

    def rewards(self, completions: Sequence[Completion]) -> Any:  # noqa: ARG002
        self.asked += 1
        if isinstance(self._answer, BaseException):
            raise self._answer
        return self._answer


def outcome(answer: Any, write: Write, completions: int = 2) -> tuple[list[float | None], Events]:
    events = Events()
    faults = Faults(events)
    rewards = Guarded(Scripted(answer), faults).rewards([write("")] * completions)
    faults.report(5)
    return rewards, events


@pytest.mark.parametrize(
    "answer",
    [
        [1, True],
        (1.0, 1.0),
        np.array([1.0, 1.0], dtype=np.float32),
        torch.ones(2),
        [np.float64(1), torch.tensor(1.0)],
        iter([1.0, 1.0]),
    ],
)
def test_any_numbers_become_rewards(answer: Any, write: Write) -> None:
    rewards, events = outcome(answer, write)
    assert rewards == [1.0, 1.0]
    assert all(type(reward) is float for reward in rewards)
    assert events.told == []


def test_none_is_a_reward_that_is_undefined_and_no_fault(write: Write) -> None:
    assert outcome([None, 0.5], write) == ([None, 0.5], Events())


@pytest.mark.parametrize(
    ("answer", "kind", "seen"),
    [
        (ZeroDivisionError("division by zero"), "objective_failed", "ZeroDivisionError: division by zero"),
        (SystemExit(3), "objective_failed", "called sys.exit(3). Raise an exception instead"),
        (SystemExit(), "objective_failed", "called sys.exit()"),
        (None, "no_rewards", "returned None (is there a return statement on every path?) instead of a list"),
        (1.0, "no_rewards", "returned one float, 1.0, instead of a list"),
        (torch.tensor(1.0), "no_rewards", "returned one Tensor"),
        ("10", "no_rewards", "returned a text, '10', instead of a list"),
        ({"a": 1.0, "b": 2.0}, "no_rewards", "returned a dictionary"),
        ({1.0, 2.0}, "no_rewards", "returned one set"),
        ([1.0], "rewards_miscounted", "1 rewards for 2 completions"),
        ([1.0, 1.0, 1.0], "rewards_miscounted", "3 rewards for 2 completions"),
        ([], "rewards_miscounted", "0 rewards for 2 completions"),
    ],
)
def test_rewards_that_cannot_be_told_apart_are_all_left_out(answer: Any, kind: str, seen: str, write: Write) -> None:
    rewards, events = outcome(answer, write)
    assert rewards == [None, None]
    ((step, level, told, message),) = events.told
    assert (step, level, told) == (5, "warning", kind)
    assert seen in message
    assert "'own'" in message


@pytest.mark.parametrize(
    "bad", [math.nan, math.inf, -math.inf, "1.0", "high", {}, torch.ones(3), 1 + 2j, 10**400, -1e308]
)
def test_a_reward_that_is_no_finite_number_is_left_out_alone(bad: Any, write: Write) -> None:
    rewards, events = outcome([0.5, bad], write)
    assert rewards == [0.5, None]
    assert events.kinds == ["rewards_not_finite"]
    assert "1 of 2 rewards" in events.told[0][3]
    assert ("that are texts" in events.told[0][3]) == isinstance(bad, str)


def test_what_makes_an_objective_impossible_goes_through(write: Write) -> None:
    with pytest.raises(ObjectiveError, match="no such column"):
        outcome(ObjectiveError("no such column"), write)


def test_the_same_completions_are_rewarded_once_and_others_anew(write: Write) -> None:
    inner = Scripted([1.0])
    guarded = Guarded(inner, Faults())
    completions, others = [write("a")], [write("a")]
    assert guarded.rewards(completions) == guarded.rewards(completions) == [1.0]
    assert inner.asked == 1
    guarded.rewards(others)
    assert inner.asked == 2


def test_what_was_rewarded_before_it_was_observed_is_rewarded_anew(write: Write) -> None:
    guarded = Guarded(Conciseness("c"), Faults())
    completions = [write("", tokens=3), write("", tokens=9)]
    assert guarded.rewards(completions) == [None, None]
    guarded.observe(completions)
    assert guarded.rewards(completions) == [1.0, 0.0]


def test_values_and_memory_are_the_objectives_own(write: Write) -> None:
    guarded, other = Guarded(Conciseness("c"), Faults()), Guarded(Conciseness("c"), Faults(), monitor=True)
    completions = [write("", tokens=3), write("", tokens=9)]
    guarded.observe(completions)
    other.load_state_dict(guarded.state_dict())
    assert other.rewards(completions) == [1.0, 0.0]
    assert guarded.values(completions, [None, None]) == [3.0, 9.0]
    assert (guarded.name, guarded.monitor, other.monitor) == ("c", False, True)


class Reading(StatelessObjective):
    """Rewards the length of the text it is handed."""

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        return [float(len(one.text)) for one in completions]


@pytest.mark.parametrize(("thought", "text"), [("<think>5</think>", "7"), ("<think>cut o", ""), ("", "7")])
def test_an_objective_reads_the_answer_or_all_that_was_written(thought: str, text: str, write: Write) -> None:
    completions = [replace(write(text), thought=thought)]
    answer, whole = (Guarded(Reading("own"), Faults(), scores_thought=scored) for scored in (False, True))
    assert answer.rewards(completions) == [len(text)]
    assert whole.rewards(completions) == [len(completions[0].whole_text)]
    assert completions[0].whole_text.replace("\n", "") == thought + text


@pytest.mark.parametrize(("scored_text", "expected"), [("answer", 0.0), ("all", 1.0)])
def test_the_scored_text_is_a_setting_of_an_objective(scored_text: str, expected: float, write: Write) -> None:
    (accuracy,) = build_objectives([schema.Accuracy(scored_text=scored_text)], Faults())  # type: ignore[arg-type]
    cut_off = replace(write(""), thought=r"<think>It is \boxed{7}, or is")
    assert accuracy.rewards([cut_off]) == [expected]
