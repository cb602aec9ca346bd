"""A person's own function, imported for real from a module in a folder of the test."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest

from paretoscope.schema import objectives as schema
from paretoscope.settings import Settings
from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.function import Function, allowed_function
from paretoscope_worker.objectives.guarded import Guarded
from paretoscope_worker.objectives.rewards import score
from paretoscope_worker.objectives.side_logs import SideLogs
from paretoscope_worker.text.problems import Message, Problem
from paretoscope_worker.text.rollout import Completion

from .events import Events

SOURCE = """
from os import system
from functools import partial
import asyncio
import json
import sys

seen = {}

def everything(prompts, completions, **columns):
    seen.update(columns, prompts=prompts, completions=completions)
    return [float(len(completions))] * len(completions)

def long(completions):
    return [len(text) for text in completions]

def rubric(completions, rubric, weight=2.0):
    return [weight if wanted in text else None for text, wanted in zip(completions, rubric)]

def mixed(completions):
    return ["abc", 2, None, float("nan")]

def broken(completions):
    raise RuntimeError("no luck")

async def later(completions):
    await asyncio.sleep(0)
    loop = seen.setdefault("loop", asyncio.get_running_loop())
    return [1.0 if loop is asyncio.get_running_loop() else 0.0] * len(completions)

async def later_broken(completions):
    await asyncio.sleep(0)
    return parse(completions[0])

async def later_exit(completions):
    await asyncio.sleep(0)
    sys.exit(3)

def leave(completions):
    sys.exit("no licence")

def parse(text):
    return json.loads(text)

def deep(completions):
    try:
        return [parse(text) for text in completions]
    except ValueError as error:
        raise RuntimeError("not JSON") from error

def nothing_back(completions):
    [len(text) for text in completions]

def logs(completions, trainer_state, log_metric, log_extra):
    seen["steps"] = (trainer_state.global_step, trainer_state.max_steps, trainer_state.epoch)
    log_metric("length/mean", sum(map(len, completions)) / len(completions))
    log_extra("upper", [text.upper() for text in completions])
    return [1.0] * len(completions)

def logs_badly(completions, log_metric, log_extra):
    log_metric("", 1.0)
    log_metric("x" * 300, 1.0)
    log_metric("fine", 1)
    log_metric("fine", 2)
    log_extra("short", [1])
    log_extra(" ", completions)
    log_extra("kinds", [json, 2**70][:len(completions)])
    return [1.0] * len(completions)

class Scale:
    def __call__(self, completions, **_):
        return [3.0] * len(completions)

scale = Scale()
number = 7
"""
CHAT: tuple[Message, ...] = ({"role": "system", "content": "Add."}, {"role": "user", "content": "3+4?"})


@pytest.fixture(autouse=True)
def _modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    package = tmp_path / "own_rewards"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "math.py").write_text(SOURCE)
    (tmp_path / "own_rewards_too.py").write_text("def f(completions):\n    return [1.0]\n")
    (package / "wrong.py").write_text("import nothing_of_this_name\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    for name in [name for name in sys.modules if name.startswith("own_rewards")]:
        del sys.modules[name]


def load(entry: str, allowed: str = "own_rewards", logs: SideLogs | None = None, **settings: Any) -> Function:
    config = schema.Function(function=entry, **settings)
    found = allowed_function(config, Settings(reward_modules=allowed))  # type: ignore[arg-type]
    return Function(config, found, logs or SideLogs(Faults()))


def fault_of(name: str, *texts: str) -> tuple[str, str, str]:
    """Returns kind, message and traceback of what goes wrong in a function of the module."""
    events = Events()
    faults = Faults(events)
    rewards = Guarded(load(f"own_rewards.math:{name}"), faults).rewards([completion(text) for text in texts or "ab"])
    assert rewards == [None] * len(rewards)
    faults.report(3)
    (((_, _, kind, message), data),) = zip(events.told, events.data, strict=True)
    return kind, message, data.get("traceback", "")


def completion(text: str, prompt: Any = "3+4=", **columns: Any) -> Completion:
    return Completion(Problem(prompt, "7", columns), (1,), (2, 3), text, False)


def test_a_function_gets_trls_arguments_as_lists_of_one_length() -> None:
    function = load("own_rewards.math:everything")
    rewards = function.rewards([completion("a", rubric="x"), completion("b", level=3)])
    assert rewards == [2.0, 2.0]
    assert sys.modules["own_rewards.math"].seen == {
        "prompts": ["3+4=", "3+4="],
        "completions": ["a", "b"],
        "completion_ids": [[2, 3], [2, 3]],
        "ground_truth": ["7", "7"],
        "rubric": ["x", None],
        "level": [None, 3],
        "trainer_state": ANY,
        "log_metric": ANY,
        "log_extra": ANY,
    }


def test_the_completion_of_a_conversation_is_a_message() -> None:
    load("own_rewards.math:everything").rewards([completion("a", CHAT)])
    seen = sys.modules["own_rewards.math"].seen
    assert seen["prompts"] == [list(CHAT)]
    assert seen["completions"] == [[{"role": "assistant", "content": "a"}]]


def test_a_function_without_keywords_gets_what_it_names() -> None:
    assert load("own_rewards.math:long").rewards([completion("abc", rubric="x")]) == [3]


def test_columns_of_the_task_are_arguments_and_none_is_no_reward() -> None:
    function = load("own_rewards.math:rubric")
    assert function.rewards([completion("an x", rubric="x"), completion("a y", rubric="x")]) == [2.0, None]


def test_a_callable_object_of_the_module_is_a_function() -> None:
    assert load("own_rewards.math:scale").rewards([completion("a")]) == [3.0]


def test_less_is_better_where_the_config_says_so_and_the_value_is_as_returned() -> None:
    function = load("own_rewards.math:long", direction="minimize", unit="characters")
    completions = [completion("abc"), completion("a")]
    rewards = function.rewards(completions)
    assert rewards == [-3.0, -1.0]
    assert function.values(completions, [*rewards, None]) == [3.0, 1.0, None]


def test_a_missing_column_is_refused_with_those_there_are() -> None:
    with pytest.raises(ObjectiveError, match=r"needs rubric, which this task does not have; it has: level, prompts"):
        load("own_rewards.math:rubric").rewards([completion("a", level=1)])


@pytest.mark.parametrize("allowed", ["", "own_rewards_too", "own_rewards.mat", "rewards", "own_rewards.math.more"])
def test_a_module_that_is_not_allowed_is_not_even_imported(allowed: str) -> None:
    with pytest.raises(ObjectiveError, match="PARETOSCOPE_REWARD_MODULES"):
        load("own_rewards.math:long", allowed)
    assert "own_rewards.math" not in sys.modules


@pytest.mark.parametrize("allowed", ["own_rewards", "own_rewards.math", "other, own_rewards.math"])
def test_allowing_a_package_allows_what_it_contains(allowed: str) -> None:
    assert load("own_rewards.math:long", allowed).rewards([completion("ab")]) == [2]


@pytest.mark.parametrize("name", ["system", "partial", "number", "nothing"])
def test_only_functions_written_there_are_taken(name: str) -> None:
    with pytest.raises(ObjectiveError, match="is not a function that an allowed module defines"):
        load(f"own_rewards.math:{name}")


@pytest.mark.parametrize(("module", "seen"), [("wrong", "nothing_of_this_name"), ("absent", "own_rewards.absent")])
def test_a_module_that_cannot_be_imported_says_why(module: str, seen: str) -> None:
    with pytest.raises(ObjectiveError, match=f"cannot be imported: ModuleNotFoundError: .*{seen}"):
        load(f"own_rewards.{module}:f")


def test_an_error_of_the_function_costs_rewards_and_not_the_run(write: Callable[..., Completion]) -> None:
    guarded = Guarded(load("own_rewards.math:broken"), Faults())
    assert guarded.rewards([write("a"), write("b")]) == [None, None]


@pytest.mark.parametrize(("direction", "reward"), [("maximize", 2.0), ("minimize", -2.0)])
def test_what_is_no_number_costs_the_others_nothing_in_either_direction(direction: str, reward: float) -> None:
    guarded = Guarded(load("own_rewards.math:mixed", direction=direction), Faults())
    assert guarded.rewards([completion("a")] * 4) == [None, reward, None, None]


def test_an_async_function_is_awaited_in_one_loop_for_all_calls() -> None:
    function = load("own_rewards.math:later")
    assert function.rewards([completion("a")] * 2) == [1.0, 1.0]
    assert function.rewards([completion("a")] * 2) == [1.0, 1.0]


@pytest.mark.parametrize("name", ["deep", "later_broken"])
def test_an_error_comes_with_the_traceback_of_a_persons_own_frames(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kind, message, traceback = fault_of(name, "{", "{}")
    assert kind == "objective_failed"
    assert "JSONDecodeError: Expecting" in traceback if name == "later_broken" else "RuntimeError: not JSON" in message
    assert str(tmp_path / "own_rewards" / "math.py") in traceback
    assert f"in {name}" in traceback
    assert "in parse" in traceback
    assert "paretoscope_worker" not in traceback
    assert "asyncio" not in traceback
    assert traceback in caplog.text


@pytest.mark.parametrize(
    ("name", "seen"), [("leave", "called sys.exit('no licence')"), ("later_exit", "called sys.exit(3)")]
)
def test_a_function_that_ends_the_process_is_named_and_the_next_call_works(name: str, seen: str) -> None:
    kind, message, traceback = fault_of(name)
    assert kind == "objective_failed"
    assert seen in message
    assert f"in {name}" in traceback
    assert load("own_rewards.math:later").rewards([completion("a")]) == [1.0]


def test_a_function_that_returns_nothing_is_named() -> None:
    kind, message, traceback = fault_of("nothing_back")
    assert (kind, traceback) == ("no_rewards", "")
    assert "returned None (is there a return statement on every path?)" in message


def test_trls_arguments_show_the_step_and_log_metrics_and_columns() -> None:
    logs = SideLogs(Faults(), max_steps=40, steps_per_epoch=8.0)
    scored = score([load("own_rewards.math:logs", logs=logs)], [completion("ab"), completion("abcd")], logs, 12)
    assert sys.modules["own_rewards.math"].seen["steps"] == (12, 40, 1.5)
    assert scored.logged.metrics == {"length/mean": 3.0}
    assert scored.logged.row(1) == {"upper": "ABCD"}
    assert not score([load("own_rewards.math:long")], [completion("ab")], logs, 13).logged.metrics


def test_what_cannot_be_logged_is_left_out_and_told() -> None:
    events = Events()
    faults = Faults(events)
    logs = SideLogs(faults)
    scored = score([load("own_rewards.math:logs_badly", logs=logs)], [completion("a"), completion("b")], logs, 1)
    faults.report(1)
    assert scored.logged.metrics == {"fine": 1.5}
    assert [type(value) for value in scored.logged.columns["kinds"]] == [str, str]
    assert list(scored.logged.columns) == ["kinds"]
    assert events.kinds == ["log_metric_unusable", "log_extra_unusable"]
    assert "1 values for 2 completions in the column 'short'" in events.told[1][3]
