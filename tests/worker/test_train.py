import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from paretoscope.pareto.archive import Archive
from paretoscope.schema.records import MetricsRecord
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope_worker.policy.loading import PolicyError, load_policy
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.train import train
from paretoscope_worker.watchdogs.watch import AlarmError

MakeConfig = Callable[..., RunConfig]
NAMES = ["accuracy", "conciseness", "clarity"]
BY_OBJECTIVE = [
    "weight/{}",
    "effective_weight/{}",
    "objective/{}/train",
    "reward/{}",
    "advantage/tie_fraction/{}",
    "covariance/{}",
]
PAIRS = ["accuracy/conciseness", "accuracy/clarity", "conciseness/clarity"]
ALWAYS = {
    "reward/total",
    "check/reward_difference",
    "policy/loss",
    "policy/entropy",
    "policy/gradient_norm",
    "policy/learning_rate",
    "policy/clip_fraction",
    "policy/ratio_max",
    "rollout/completion_tokens",
    "rollout/truncated_fraction",
    "system/step_seconds",
    "system/rollout_seconds",
    "system/update_seconds",
    "system/tokens_per_second",
    "system/memory_gib",
    *(key.format(name) for key in BY_OBJECTIVE for name in NAMES),
    *(f"advantage/correlation/{pair}" for pair in PAIRS),
}
AT_EVALUATIONS = {"pareto/hypervolume", "pareto/contribution", "system/evaluation_seconds"}
OF_WEIGHTING = {
    "fixed": set(),
    "hypervolume": {"weighting/multiplier"},
    "gradient": {
        "weighting/eta",
        *(f"influence/{name}" for name in NAMES),
        *(f"gradient/norm/{name}" for name in NAMES),
        *(f"gradient/cosine/{pair}" for pair in PAIRS),
        "weighting/agreement/cosine",
        "weighting/agreement/relative_error",
    },
}


def run(config: RunConfig, recorder: Any, folder: Path, stop_after: int | None = None, **settings: Any) -> str:
    """Trains; told to stop once `stop_after` steps are reported."""

    def should_stop() -> bool:
        return stop_after is not None and stop_after in recorder.scalars

    stages = settings.pop("stages", [])
    return train(config, folder=folder, reporter=recorder, should_stop=should_stop, on_stage=stages.append, **settings)


@pytest.mark.parametrize("weighting", ["fixed", "hypervolume", "gradient"])
def test_two_steps_on_real_data_report_every_metric(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, weighting: str
) -> None:
    config = run_config(weighting={"type": weighting}, budget={"steps": 2, "prompts_per_step": 3})
    assert run(config, recorder, tmp_path) == "completed"
    expected = ALWAYS | OF_WEIGHTING[weighting]
    assert set(recorder.scalars[0]) == AT_EVALUATIONS | {f"weight/{name}" for name in NAMES}
    assert set(recorder.scalars[1]) == expected
    assert set(recorder.scalars[2]) == expected | AT_EVALUATIONS
    for step, values in recorder.scalars.items():
        MetricsRecord(step=step, values=values)
        assert all(math.isfinite(value) for value in values.values())


ALGORITHMS: list[dict[str, Any]] = [
    {"type": "rloo"},
    {"type": "reinforce_pp", "baseline": "group_mean"},
    {"type": "reinforce_pp", "discount": 0.95, "kl": {"coefficient": 0.01, "estimator": "k1", "acts_on": "reward"}},
    {"type": "grpo", "combination": "normalize_then_sum", "kl": {"coefficient": 0.01}},
    {"type": "grpo", "std": "none", "entropy_coefficient": 0.01, "epochs": 2, "mini_batch_prompts": 1},
]


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids="-".join)
@pytest.mark.parametrize("weighting", ["fixed", "gradient"])
def test_every_algorithm_trains(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, algorithm: dict[str, Any], weighting: str
) -> None:
    config = run_config(
        weighting={"type": weighting},
        algorithm=algorithm | {"group_size": 4},
        budget={"steps": 2, "prompts_per_step": 3},
    )
    assert run(config, recorder, tmp_path) == "completed"
    values = recorder.scalars[2]
    assert all(math.isfinite(value) for value in values.values())
    assert ("policy/kl" in values) == ("kl" in algorithm)
    assert (values["policy/ratio_max"] > 1) == ("epochs" in algorithm)
    assert values["check/reward_difference"] < 1e-12


def test_the_divergence_of_an_untrained_policy_is_0_and_grows(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    run(run_config(algorithm={"type": "grpo", "group_size": 4, "kl": {"coefficient": 0.001}}), recorder, tmp_path)
    divergences = [values["policy/kl"] for step, values in recorder.scalars.items() if step]
    assert divergences[0] == pytest.approx(0, abs=1e-6)
    assert divergences[-1] > 1e-3


def test_a_price_on_divergence_keeps_the_policy_closer(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path
) -> None:
    def divergence(coefficient: float) -> float:
        kl = {"coefficient": coefficient}
        recorder = new_recorder()
        config = run_config(
            algorithm={"type": "grpo", "group_size": 4, "kl": kl}, budget={"steps": 12, "prompts_per_step": 3}
        )
        run(config, recorder, tmp_path / str(coefficient))
        found: float = recorder.scalars[12]["policy/kl"]
        return found

    assert divergence(10.0) < divergence(1e-6) / 2


def test_evaluations_come_first_every_so_often_and_last(run_config: MakeConfig, recorder: Any, tmp_path: Path) -> None:
    config = run_config(budget={"steps": 5, "prompts_per_step": 2}, evaluation={"every": 2, "test_every": 3})
    run(config, recorder, tmp_path)
    evaluations = [(record.split, record.step) for record in recorder.of_type("evaluation")]
    assert [step for split, step in evaluations if split == "validation"] == [0, 2, 4, 5]
    assert [step for split, step in evaluations if split == "test"] == [0, 3, 5]


def test_a_step_on_which_only_the_test_split_is_evaluated_has_no_hypervolume(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    config = run_config(budget={"steps": 4, "prompts_per_step": 2}, evaluation={"every": 4, "test_every": 2})
    run(config, recorder, tmp_path)
    assert "pareto/hypervolume" not in recorder.scalars[2]


def test_the_policy_of_the_last_checkpoint_is_the_trained_one(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, restless_folder: Path
) -> None:
    run(run_config(), recorder, tmp_path)
    whole = [record for record in recorder.of_type("checkpoint") if record.resumable]
    assert [(record.step, record.deleted) for record in whole] == [(3, False), (6, False)]
    path = Path(whole[-1].path)
    assert path == tmp_path / "checkpoints" / "step-000006"
    trained = load_policy(PolicyConfig(model=str(path / "policy"), device="cpu"))
    start = load_policy(PolicyConfig(model=str(restless_folder), device="cpu"))
    assert any(not torch.equal(a, b) for a, b in zip(trained.model.parameters(), start.model.parameters(), strict=True))


def test_every_point_on_the_front_has_a_checkpoint_to_load(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    run(run_config(evaluation={"every": 1}, checkpoints={"every": 100, "keep_last": 1}), recorder, tmp_path)
    state = json.loads((tmp_path / "checkpoints" / "step-000006" / "state.json").read_text())
    archive = Archive.from_state_dict(state["front"])
    front = {entry.step for entry, on_front in zip(archive.entries, archive.on_front, strict=True) if on_front} - {0}
    kept = {int(path.name[5:]): path for path in (tmp_path / "checkpoints").iterdir()}
    assert kept.keys() == front | {6}
    assert front
    for path in kept.values():
        load_policy(PolicyConfig(model=str(path / "policy"), device="cpu"))


def test_training_raises_what_it_rewards(run_config: MakeConfig, recorder: Any, tmp_path: Path) -> None:
    """With all weight on conciseness, completions become shorter."""
    config = run_config(
        weighting={"type": "fixed", "weights": {"accuracy": 0.0, "conciseness": 1.0, "clarity": 0.0}},
        budget={"steps": 25, "prompts_per_step": 8},
        evaluation={"every": 25},
    )
    run(config, recorder, tmp_path)
    first, last = (r.objectives["conciseness"] for r in recorder.of_type("evaluation") if r.split == "validation")
    assert last < first - 2


def test_a_stop_saves_a_checkpoint_and_ends(run_config: MakeConfig, recorder: Any, tmp_path: Path) -> None:
    assert run(run_config(), recorder, tmp_path, stop_after=2) == "stopped"
    assert max(recorder.scalars) == 2
    assert [record.step for record in recorder.of_type("checkpoint") if record.resumable] == [2]


def test_a_stop_before_the_first_step_saves_the_untrained_policy(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    assert run(run_config(), recorder, tmp_path, stop_after=0) == "stopped"
    assert [record.step for record in recorder.of_type("checkpoint")] == [0]


CUT = {"budget": {"steps": 4, "prompts_per_step": 3}, "rollout": {"max_new_tokens": 1}}
"""A run whose completions are nearly all cut."""
CUT_ALARM = {"patience_steps": 2, "truncated_fraction": 0.3, "ignore": ["groups_tied"]}


def test_an_alarm_that_ends_the_run_saves_a_checkpoint_first(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    config = run_config(**CUT, watchdogs={"on_alarm": "stop"} | CUT_ALARM)
    with pytest.raises(AlarmError, match=r"cut at the limit.*rollout\.max_new_tokens"):
        run(config, recorder, tmp_path)
    assert max(recorder.scalars) == 2
    (event,) = recorder.of_type("event")
    assert (event.kind, event.level, event.step) == ("completions_truncated", "error", 2)
    assert [record.step for record in recorder.of_type("checkpoint") if record.resumable] == [2]
    state = json.loads((tmp_path / "checkpoints" / "step-000002" / "state.json").read_text())
    assert state["watchdogs"]["completions_truncated"]["episode"]["raised"]


def test_an_alarm_that_warns_lets_the_run_go_on(run_config: MakeConfig, recorder: Any, tmp_path: Path) -> None:
    assert run(run_config(**CUT, watchdogs=CUT_ALARM), recorder, tmp_path) == "completed"
    assert [(event.kind, event.level) for event in recorder.of_type("event")] == [("completions_truncated", "warning")]


def test_stages_are_told(run_config: MakeConfig, recorder: Any, tmp_path: Path) -> None:
    stages: list[str] = []
    run(run_config(budget={"steps": 1, "prompts_per_step": 2}), recorder, tmp_path, stages=stages)
    assert list(dict.fromkeys(stages)) == ["loading policy", "evaluating", "training", "saving checkpoint"]


class Broken:
    def log(self, *_: object) -> None:
        raise OSError("disk full")

    def record(self, *_: object) -> None:
        raise OSError("disk full")


def test_a_broken_reporter_does_not_stop_training(run_config: MakeConfig, tmp_path: Path) -> None:
    config = run_config(budget={"steps": 1, "prompts_per_step": 2})
    result = train(config, folder=tmp_path, reporter=Broken(), should_stop=lambda: False, on_stage=[].append)
    assert result == "completed"


def test_the_same_config_and_seed_give_the_same_run_and_another_seed_another(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path
) -> None:
    def lengths(seed: int, folder: str) -> list[float]:
        recorder = new_recorder()
        run(run_config(seed=seed), recorder, tmp_path / folder)
        return [values["rollout/completion_tokens"] for step, values in recorder.scalars.items() if step]

    assert lengths(1, "a") == lengths(1, "b")
    assert lengths(1, "c") != lengths(2, "d")


def test_gradient_weights_of_a_step_are_those_it_trained_with(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    """The weights move before the update of the step (algorithm 2, step 4), so step 1 does not show the start."""
    run(run_config(weighting={"type": "gradient", "mu": 1e-4}), recorder, tmp_path)
    first = recorder.scalars[1]
    pulls = [1 / 3 * math.exp(first["weighting/eta"] * first[f"influence/{name}"]) for name in NAMES]
    expected = [pull / sum(pulls) for pull in pulls]
    assert [first[f"weight/{name}"] for name in NAMES] == pytest.approx(expected)
    assert first["weight/conciseness"] != pytest.approx(1 / 3, abs=1e-4)
    total = sum(first[f"weight/{name}"] * first[f"reward/{name}"] for name in NAMES)
    assert first["reward/total"] == pytest.approx(total)


def test_the_multiplier_of_a_step_is_that_of_the_evaluation_before(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    run(run_config(weighting={"type": "hypervolume", "contribution": "absolute"}), recorder, tmp_path)
    multiplier = {step: values["weighting/multiplier"] for step, values in recorder.scalars.items() if step}
    contribution = {s: v["pareto/contribution"] for s, v in recorder.scalars.items() if "pareto/contribution" in v}
    assert multiplier[1] == multiplier[2] == 1.0
    assert multiplier[3] == multiplier[4] == 0.5 + 1.5 * math.tanh(contribution[2])
    assert multiplier[5] == multiplier[6] == 0.5 + 1.5 * math.tanh(contribution[4])


def test_the_plotted_reward_is_the_trained_one_at_every_step(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    run(run_config(weighting={"type": "gradient", "mu": 1e-4, "weight_floor": 0.05}), recorder, tmp_path)
    assert max(v["check/reward_difference"] for s, v in recorder.scalars.items() if s) < 1e-12
    assert recorder.of_type("event") == []


def test_a_bfloat16_policy_trains(run_config: MakeConfig, recorder: Any, tmp_path: Path, restless_folder: Path) -> None:
    policy = {"model": str(restless_folder), "device": "cpu", "precision": "bfloat16"}
    assert run(run_config(policy=policy, weighting={"type": "gradient"}), recorder, tmp_path) == "completed"
    assert all(math.isfinite(value) for value in recorder.scalars[6].values())


def test_target_layers_the_policy_lacks_are_refused(run_config: MakeConfig, recorder: Any, tmp_path: Path) -> None:
    config = run_config(weighting={"type": "gradient", "target_layers": [10, 25]})
    with pytest.raises(ValueError, match="layers 0 to 1"):
        run(config, recorder, tmp_path)


def test_prompts_that_are_too_long_are_left_out_and_counted(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    task = run_config().task.model_dump() | {"max_prompt_tokens": 130}
    run(run_config(task=task, budget={"steps": 1, "prompts_per_step": 2}), recorder, tmp_path)
    (event,) = recorder.of_type("event")
    assert (event.kind, event.level) == ("prompts_left_out", "warning")
    assert event.data["train"] > 0
    assert "longer than 130 tokens" in event.message


def test_a_limit_that_leaves_no_prompt_is_an_error(run_config: MakeConfig, recorder: Any, tmp_path: Path) -> None:
    task = run_config().task.model_dump() | {"max_prompt_tokens": 8}
    with pytest.raises(TaskDataError, match="Raise max_prompt_tokens"):
        run(run_config(task=task), recorder, tmp_path)


def test_completions_longer_than_the_policys_context_are_refused(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    with pytest.raises(PolicyError, match=r"reads at most 1024 tokens.*Lower rollout\.max_new_tokens to \d+"):
        run(run_config(rollout={"max_new_tokens": 1000}), recorder, tmp_path)


def test_a_missing_policy_is_an_error_that_names_it(run_config: MakeConfig, recorder: Any, tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="/nowhere/policy"):
        run(run_config(policy={"model": "/nowhere/policy"}), recorder, tmp_path)
