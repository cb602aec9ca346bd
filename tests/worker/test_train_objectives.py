"""Two steps of training towards every objective, and what a run does when one of them fails."""

import math
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.objectives import judge_endpoint
from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.train import train

from .objectives.judge_server import JudgeServer, judge_server, says
from .objectives.test_reward_model import save as save_reward_model

MakeConfig = Callable[..., RunConfig]
FUNCTIONS = """
calls = 0

def length(completions, ground_truth, **_):
    return [float(len(text[0]["content"])) for text in completions]

def never(completions):
    return [None] * len(completions)

def sometimes(completions):
    global calls
    calls += 1
    if calls % 2 == 0:
        raise OSError("the disk is away")
    return [1.0 if index % 2 else None for index in range(len(completions))]

def late_never(completions):
    global calls
    calls += 1
    return [1.0 if calls <= 2 else None] * len(completions)
"""
CONFIGS: dict[str, list[dict[str, Any]]] = {
    "format": [{"type": "format", "pattern": "[^ ]*"}],
    "length_target": [{"type": "length_target", "target_tokens": 8}],
    "repetition": [{"type": "repetition", "words": 1}],
    "conciseness": [
        {"type": "accuracy"},
        {"type": "conciseness", "name": "gated", "baseline": "group", "gate_by": "accuracy"},
        {"type": "conciseness", "baseline": "group"},
    ],
    "reward_model": [{"type": "reward_model"}],
    "judge": [{"type": "judge"}],
    "function": [{"type": "function", "function": "own_rewards:length", "direction": "minimize", "unit": "characters"}],
}


@pytest.fixture(scope="module")
def reward_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(save_reward_model(tmp_path_factory.mktemp("reward")))


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Iterator[JudgeServer]:
    monkeypatch.setattr(judge_endpoint, "PAUSE_SECONDS", 0.01)
    with judge_server() as server:
        monkeypatch.setenv("PARETOSCOPE_JUDGE_ENDPOINTS", server.url)
        yield server


@pytest.fixture(autouse=True)
def _own_rewards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "own_rewards.py").write_text(FUNCTIONS)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PARETOSCOPE_REWARD_MODULES", "own_rewards")
    yield
    sys.modules.pop("own_rewards", None)


def run(config: RunConfig, recorder: Any, folder: Path, checkpoint: Path | None = None) -> str:
    return train(
        config,
        folder=folder,
        reporter=recorder,
        should_stop=lambda: False,
        on_stage=lambda _: None,
        checkpoint=checkpoint,
    )


@pytest.mark.parametrize("kind", CONFIGS)
def test_two_steps_towards_every_objective(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    judge: JudgeServer = request.getfixturevalue("judge")
    judge.answer = lambda question: says(f"Score: {len(question) % 11}")
    model = {"model": request.getfixturevalue("reward_model")} if kind == "reward_model" else {}
    objectives = [one | model for one in CONFIGS[kind]]
    config = run_config(objectives=objectives, budget={"steps": 2, "prompts_per_step": 3})
    assert run(config, recorder, tmp_path) == "completed"
    assert recorder.of_type("event") == []
    (first, *_) = recorder.of_type("evaluation")
    for name in config.objective_names:
        assert math.isfinite(first.objectives[name])
        assert math.isfinite(recorder.scalars[2][f"objective/{name}/train"])
        assert 0 <= recorder.scalars[2][f"weight/{name}"] <= 1
    assert recorder.scalars[2]["check/reward_difference"] < 1e-9


def test_a_monitor_is_logged_everywhere_but_has_no_weight_and_no_axis(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    objectives = [
        {"type": "length_target", "monitor": True},
        {"type": "accuracy"},
        {"type": "conciseness", "gate_by": "right"},
        {"type": "accuracy", "name": "right", "monitor": True},
    ]
    config = run_config(
        objectives=objectives, weighting={"type": "gradient"}, budget={"steps": 2, "prompts_per_step": 3}
    )
    assert run(config, recorder, tmp_path) == "completed"
    assert config.objective_names == ["accuracy", "conciseness"]
    for evaluation in recorder.of_type("evaluation"):
        assert list(evaluation.objectives) == ["length", "accuracy", "conciseness", "right"]
        assert list(evaluation.weights) == ["accuracy", "conciseness"]
        if evaluation.split == "validation":
            assert list(evaluation.reference_point) == ["accuracy", "conciseness"]
    keys = set(recorder.scalars[2])
    assert {"objective/length/train", "objective/right/train", "objective/accuracy/train"} <= keys
    named_after_monitors = {key for key in keys if {"length", "right"} & set(key.split("/"))}
    assert named_after_monitors == {"objective/length/train", "objective/right/train"}
    rows = recorder.of_type("completions")[0].completions
    assert set(rows[0].rewards) == {"length", "accuracy", "conciseness", "right"}
    for row in rows:
        miss = abs(row.tokens - 32)
        assert row.rewards["length"] == pytest.approx(max(0, 1 - miss / 32))


def test_training_with_a_monitor_is_training_without_it(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path
) -> None:
    trained = [{"type": "accuracy"}, {"type": "conciseness"}]
    monitored = [{"type": "repetition", "monitor": True}, *trained, {"type": "clarity", "monitor": True}]

    def metrics(objectives: list[dict[str, Any]], folder: str) -> dict[str, float]:
        recorder = new_recorder()
        run(run_config(objectives=objectives), recorder, tmp_path / folder)
        return {
            key: value
            for key, value in recorder.scalars[6].items()
            if not key.startswith("system/") and not {"repetition", "clarity"} & set(key.split("/"))
        }

    assert metrics(trained, "a") == metrics(monitored, "b")


def kinds_but_alarms(recorder: Any) -> list[str]:
    """Kinds of the events of a run whose policy is too small to earn anything, which watchdogs rightly say."""
    return [event.kind for event in recorder.of_type("event") if event.kind not in get_args(AlarmKind)]


def test_a_judge_that_is_always_too_slow_fails_the_run_before_it_trains(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, judge: JudgeServer
) -> None:
    judge.answer = lambda _: (503, {})
    config = run_config(objectives=[{"type": "accuracy"}, {"type": "judge"}])
    with pytest.raises(ObjectiveError, match=r"'judge' rewarded no completion of the first validation.*answered 503"):
        run(config, recorder, tmp_path)
    (event,) = recorder.of_type("event")
    assert (event.kind, event.step) == ("judge_failed", 0)


def test_a_judge_that_is_away_as_a_monitor_does_not_disturb_training(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, judge: JudgeServer
) -> None:
    judge.answer = lambda _: (503, {})
    config = run_config(objectives=[{"type": "accuracy"}, {"type": "judge", "monitor": True}])
    assert run(config, recorder, tmp_path) == "completed"
    assert kinds_but_alarms(recorder) == ["judge_failed"]
    assert recorder.of_type("evaluation")[0].objectives["judge"] is None


def test_training_goes_on_while_some_rewards_are_defined(run_config: MakeConfig, recorder: Any, tmp_path: Path) -> None:
    objectives = [{"type": "accuracy"}, {"type": "function", "name": "own", "function": "own_rewards:sometimes"}]
    assert run(run_config(objectives=objectives, evaluation={"every": 6}), recorder, tmp_path) == "completed"
    events = recorder.of_type("event")
    assert set(kinds_but_alarms(recorder)) == {"objective_failed"}
    assert "OSError: the disk is away" in events[0].message
    assert all(math.isfinite(recorder.scalars[step]["policy/loss"]) for step in range(1, 7))


def test_an_objective_that_never_rewards_fails_the_run(run_config: MakeConfig, recorder: Any, tmp_path: Path) -> None:
    never = {"type": "function", "name": "own", "function": "own_rewards:never"}
    with pytest.raises(ObjectiveError, match=r"'own' rewarded no completion of the first validation"):
        run(run_config(objectives=[{"type": "accuracy"}, never]), recorder, tmp_path / "a")
    late = never | {"function": "own_rewards:late_never"}
    budget = {"steps": 30, "prompts_per_step": 2}
    with pytest.raises(ObjectiveError, match=r"'own' rewarded no completion in 10 training steps"):
        run(run_config(objectives=[{"type": "accuracy"}, late], budget=budget), recorder, tmp_path / "b")
    assert max(recorder.scalars) == 9


def test_an_objective_that_rewarded_before_a_checkpoint_may_be_away_for_long_after_it(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    """As in a run that was not interrupted, where it has proven itself once and for all."""
    late = {"type": "function", "name": "own", "function": "own_rewards:late_never"}
    config = run_config(
        objectives=[{"type": "accuracy"}, late],
        budget={"steps": 12, "prompts_per_step": 2},
        evaluation={"every": 100},
        checkpoints={"every": 1, "keep_last": 100},
    )
    import_module("own_rewards").calls = -1
    assert run(config, recorder, tmp_path) == "completed"
    assert run(config, recorder, tmp_path, tmp_path / "checkpoints" / "step-000001") == "completed"


def test_an_objective_that_is_not_allowed_fails_the_run_with_the_operators_setting(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    for objective, setting in (
        ({"type": "function", "function": "os:getcwd"}, "PARETOSCOPE_REWARD_MODULES"),
        ({"type": "judge", "endpoint": "http://169.254.169.254/v1"}, "PARETOSCOPE_JUDGE_ENDPOINTS"),
    ):
        with pytest.raises(ObjectiveError, match=setting):
            run(run_config(objectives=[objective]), recorder, tmp_path)
