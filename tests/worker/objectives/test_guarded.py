import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
import torch

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
        (None, "objective_failed", "TypeError"),
        (1.0, "objective_failed", "TypeError"),
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
