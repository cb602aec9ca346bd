import json
import math

import pytest

from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.objectives.faults import MAX_UNDEFINED_STEPS, Faults

from .events import Events


def test_a_fault_is_told_once_while_it_lasts_and_again_when_it_comes_back() -> None:
    events = Events()
    faults = Faults(events)
    for step, is_there in enumerate([True, True, True, False, True, True], 1):
        if is_there:
            faults.note("judge", "judge_failed", "It is away.")
            faults.note("judge", "judge_failed", "It is still away.")
        faults.report(step)
    assert [(step, message) for step, _, _, message in events.told] == [
        (1, "It is away."),
        (5, "It is away. This is outbreak 2."),
    ]


def test_a_fault_that_comes_and_goes_is_told_ever_more_rarely() -> None:
    events = Events()
    faults = Faults(events)
    for outbreak in range(1, 101):
        faults.note("judge", "judge_failed", "It is away.")
        faults.report(2 * outbreak)
        faults.report(2 * outbreak + 1)
    assert [step // 2 for step, *_ in events.told] == [1, 2, 4, 8, 16, 32, 64]


def test_faults_of_several_objectives_and_kinds_are_told_apart() -> None:
    events = Events()
    faults = Faults(events)
    for objective, kind in (("a", "x"), ("a", "y"), ("b", "x")):
        faults.note(objective, kind, objective)
    faults.report(1)
    assert [(kind, message) for _, _, kind, message in events.told] == [("x", "a"), ("y", "a"), ("x", "b")]


def test_an_objective_without_a_value_at_the_first_validation_is_named_with_its_fault() -> None:
    faults = Faults()
    faults.note("judge", "judge_failed", "It is away. Start it.")
    with pytest.raises(
        ObjectiveError, match=r"'judge' rewarded no completion of the first validation.*away\. Start it"
    ):
        faults.require_values({"accuracy": 0.0, "judge": math.nan})
    faults.require_values({"accuracy": 0.0, "judge": -1.0})


def test_an_objective_that_never_rewards_in_training_ends_the_run_after_some_steps() -> None:
    faults = Faults()
    for _ in range(MAX_UNDEFINED_STEPS - 1):
        faults.require_rewards({"a": True, "b": False})
    with pytest.raises(ObjectiveError, match=f"'b' rewarded no completion in {MAX_UNDEFINED_STEPS} training steps"):
        faults.require_rewards({"a": True, "b": False})


def test_an_objective_that_rewarded_once_may_be_undefined_for_as_long_as_it_likes() -> None:
    faults = Faults()
    faults.require_rewards({"a": True})
    for _ in range(10 * MAX_UNDEFINED_STEPS):
        faults.require_rewards({"a": False})


def test_a_checkpoint_holds_what_was_told_and_which_objectives_ever_rewarded() -> None:
    before, later = Faults(), Events()
    before.require_rewards({"a": True, "b": False})
    before.note("a", "judge_failed", "It is away.")
    before.report(1)
    after = Faults(later)
    after.load_state_dict(json.loads(json.dumps(before.state_dict())))
    for step, is_there in enumerate([True, False, True], 2):
        if is_there:
            after.note("a", "judge_failed", "It is away.")
        after.report(step)
    assert [(step, message) for step, _, _, message in later.told] == [(4, "It is away. This is outbreak 2.")]
    for _ in range(MAX_UNDEFINED_STEPS - 2):
        after.require_rewards({"a": False, "b": False})
    with pytest.raises(ObjectiveError, match="'b' rewarded no completion"):
        after.require_rewards({"a": False, "b": False})
