"""A run that starts from the weights of another run's checkpoint."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.checkpoints.layout import CheckpointError
from paretoscope_worker.checkpoints.writing import keep_weights_only
from paretoscope_worker.train import train

MakeConfig = Callable[..., RunConfig]


def run(config: RunConfig, recorder: Any, folder: Path, fork: Path | None = None) -> None:
    train(config, folder=folder, reporter=recorder, should_stop=lambda: False, on_stage=[].append, fork=fork)


def validation(recorder: Any) -> dict[int, dict[str, float]]:
    return {one.step: one.objectives for one in recorder.of_type("evaluation") if one.split == "validation"}


def test_a_fork_begins_where_its_parent_was_with_a_changed_config(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path
) -> None:
    before, after = new_recorder(), new_recorder()
    run(run_config(), before, tmp_path / "parent")
    checkpoint = tmp_path / "parent" / "checkpoints" / "step-000006"

    changed = run_config(weighting={"type": "gradient"}, budget={"steps": 2, "prompts_per_step": 3})
    run(changed, after, tmp_path / "fork", checkpoint)

    assert validation(after)[0] == validation(before)[6] != validation(before)[0]
    assert sorted(after.scalars) == [0, 1, 2]
    assert after.of_type("resume") == []
    assert after.scalars[1]["policy/loss"] != before.scalars[1]["policy/loss"]


def test_a_checkpoint_of_weights_alone_is_enough(run_config: MakeConfig, new_recorder: Any, tmp_path: Path) -> None:
    run(run_config(), new_recorder(), tmp_path / "parent")
    checkpoint = tmp_path / "parent" / "checkpoints" / "step-000006"
    keep_weights_only(checkpoint)
    recorder = new_recorder()
    run(run_config(budget={"steps": 1, "prompts_per_step": 3}), recorder, tmp_path / "fork", checkpoint)
    assert sorted(recorder.scalars) == [0, 1]


def test_adapters_are_taken_over_too(run_config: MakeConfig, new_recorder: Any, tmp_path: Path) -> None:
    policy = run_config().policy.model_dump() | {"lora": {"rank": 4}}
    before, after = new_recorder(), new_recorder()
    run(run_config(policy=policy), before, tmp_path / "parent")
    checkpoint = tmp_path / "parent" / "checkpoints" / "step-000006"
    run(
        run_config(policy=policy, budget={"steps": 1, "prompts_per_step": 3}, optimizer={"learning_rate": 1e-12}),
        after,
        tmp_path / "fork",
        checkpoint,
    )
    assert validation(after)[0] == validation(before)[6]
    name = "policy/adapter_model.safetensors"
    ours, theirs = load_file(tmp_path / "fork/checkpoints/step-000001" / name), load_file(checkpoint / name)
    assert all(torch.allclose(ours[key], theirs[key]) for key in theirs)


def test_the_price_of_divergence_is_measured_from_the_model_of_the_config(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path
) -> None:
    algorithm = {"type": "grpo", "group_size": 4, "kl": {"coefficient": 0.05}}
    run(run_config(), new_recorder(), tmp_path / "parent")
    recorder = new_recorder()
    checkpoint = tmp_path / "parent" / "checkpoints" / "step-000006"
    run(run_config(algorithm=algorithm, budget={"steps": 1, "prompts_per_step": 3}), recorder, tmp_path, checkpoint)
    assert recorder.scalars[1]["policy/kl"] > 1e-4


def test_a_damaged_checkpoint_is_refused_with_what_to_do(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path
) -> None:
    run(run_config(), new_recorder(), tmp_path / "parent")
    checkpoint = tmp_path / "parent" / "checkpoints" / "step-000006"
    (checkpoint / "policy" / "model.safetensors").write_bytes(b"")
    with pytest.raises(CheckpointError, match=r"model\.safetensors has 0 of .*Choose another step"):
        run(run_config(), new_recorder(), tmp_path / "fork", checkpoint)
