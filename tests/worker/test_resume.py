"""A run that is interrupted and goes on from its checkpoint is the run that never stopped, bit for bit."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from math import isnan
from pathlib import Path
from typing import Any, get_args

import pytest
import torch
from safetensors.torch import load_file

from paretoscope.schema.control import Steering
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import Weighting
from paretoscope_worker.train import train

MakeConfig = Callable[..., RunConfig]
TYPES = [section.model_fields["type"].default for section in get_args(get_args(Weighting)[0])]
WEIGHTINGS = [
    *({"type": kind} for kind in TYPES),
    {"type": "hypervolume", "apply_to": "reward"},
    {"type": "gradient", "mu": 1e-3, "accumulation_steps": 2},
    {"type": "gradient", "mu": 1e-3, "influence": "directional", "compared_steps": 4},
    {"type": "gradient", "mu": 1e-3, "influence": "exact"},
    {"type": "gradient", "mu": 1e-3, "lag": 1, "accumulation_steps": 2},
    {"type": "ctwa", "targets": {"conciseness": 0.5}, "rate": 10.0},
]
IN_BFLOAT16 = [
    {"type": "fixed"},
    {"type": "gradient", "mu": 1e-3, "accumulation_steps": 2},
    {"type": "gradient", "mu": 1e-3, "influence": "directional"},
]
CASES = [*((one, "float32") for one in WEIGHTINGS), *((one, "bfloat16") for one in IN_BFLOAT16)]


def run(
    config: RunConfig,
    recorder: Any,
    folder: Path,
    checkpoint: Path | None = None,
    stop_after: int = -1,
    **settings: Any,
) -> str:
    return train(
        config,
        folder=folder,
        reporter=recorder,
        should_stop=lambda: stop_after in recorder.scalars,
        on_stage=[].append,
        checkpoint=checkpoint,
        **settings,
    )


def after(recorder: Any, step: int) -> dict[int, dict[str, float | None]]:
    """All scalars after a step but those that measure the machine; NaN, which equals nothing, as None."""
    return {
        at: {key: None if isnan(value) else value for key, value in values.items() if not key.startswith("system/")}
        for at, values in recorder.scalars.items()
        if at > step
    }


def records_after(recorder: Any, step: int) -> list[Any]:
    return [r for kind in ("evaluation", "completions") for r in recorder.of_type(kind) if r.step > step]


def checkpoint_of(folder: Path, step: int) -> Path:
    return folder / "checkpoints" / f"step-{step:06d}"


def parameters(folder: Path, step: int) -> dict[str, torch.Tensor]:
    return load_file(checkpoint_of(folder, step) / "policy" / "model.safetensors")


def same(ours: dict[str, torch.Tensor], theirs: dict[str, torch.Tensor]) -> bool:
    return ours.keys() == theirs.keys() and all(torch.equal(ours[name], theirs[name]) for name in ours)


ALGORITHMS: list[dict[str, Any]] = [
    {"type": "grpo", "mini_batch_prompts": 1, "epochs": 2, "entropy_coefficient": 0.01},
    {"type": "rloo", "kl": {"coefficient": 0.1}},
    {"type": "reinforce_pp", "discount": 0.9, "kl": {"coefficient": 0.1, "estimator": "k1", "acts_on": "reward"}},
]


ADAPTERS: list[dict[str, Any]] = [
    {"lora": {"rank": 4}},
    {"lora": {"rank": 2, "dropout": 0.3}, "gradient_checkpointing": True},
    {"lora": {"rank": 4, "target_modules": ["q_proj", "down_proj"]}, "precision": "bfloat16"},
]


@pytest.mark.parametrize("changes", ADAPTERS, ids=["plain", "dropout", "bfloat16"])
def test_adapters_alone_are_saved_and_resume_bit_for_bit(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path, changes: dict[str, Any]
) -> None:
    policy = run_config().policy.model_dump() | changes
    config = run_config(
        policy=policy, algorithm={"type": "grpo", "group_size": 4, "kl": {"coefficient": 0.05}, "mini_batch_prompts": 1}
    )
    whole, first, second = new_recorder(), new_recorder(), new_recorder()
    run(config, whole, tmp_path / "whole")
    run(config, first, tmp_path / "parts", stop_after=3)
    saved = tmp_path / "parts" / "checkpoints" / "step-000003"
    run(config, second, tmp_path / "parts", saved)
    assert after(second, 3) == after(whole, 3)
    assert not list(saved.rglob("model.safetensors"))
    ours, theirs = (
        load_file(tmp_path / part / "checkpoints" / "step-000006" / "policy" / "adapter_model.safetensors")
        for part in ("parts", "whole")
    )
    assert ours.keys() == theirs.keys()
    assert all("lora_" in name for name in ours)
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda algorithm: algorithm["type"])
def test_every_algorithm_resumes_bit_for_bit(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path, algorithm: dict[str, Any]
) -> None:
    """The reference policy is not that of the checkpoint but the one the run began with."""
    config = run_config(algorithm=algorithm | {"group_size": 4})
    whole, first, second = new_recorder(), new_recorder(), new_recorder()
    run(config, whole, tmp_path / "whole")
    run(config, first, tmp_path / "parts", stop_after=3)
    run(config, second, tmp_path / "parts", tmp_path / "parts" / "checkpoints" / "step-000003")
    assert after(second, 3) == after(whole, 3)
    ours, theirs = parameters(tmp_path / "parts", 6), parameters(tmp_path / "whole", 6)
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)


@pytest.mark.parametrize(("weighting", "precision"), CASES, ids=lambda value: str(value).strip("{}").replace("'", ""))
def test_a_resumed_run_equals_an_uninterrupted_one_bit_for_bit(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path, weighting: dict[str, Any], precision: str
) -> None:
    policy = run_config().policy.model_dump() | {"precision": precision}
    optimizer = {"learning_rate": 1e-2, "schedule": "cosine", "warmup_steps": 2}
    config = run_config(
        weighting=weighting,
        policy=policy,
        optimizer=optimizer,
        algorithm={"type": "grpo", "std": "none", "group_size": 4},
        budget={"steps": 5, "prompts_per_step": 3},
    )
    whole, second = new_recorder(), new_recorder()
    run(config, whole, tmp_path / "whole")
    torch.manual_seed(12345)
    assert run(config, second, tmp_path / "rest", checkpoint_of(tmp_path / "whole", 3)) == "completed"
    assert second.records[0].type == "resume"
    assert second.records[0].step == 3
    assert sorted(second.scalars) == [4, 5]
    assert after(second, 3) == after(whole, 3)
    assert records_after(second, 3) == records_after(whole, 3)
    assert same(parameters(tmp_path / "rest", 5), parameters(tmp_path / "whole", 5))


@pytest.mark.parametrize(
    ("schedule", "every", "stop_after"), [("constant", 1, 1), ("linear", 2, 4), ("cosine", 5, 5), ("cosine", 4, 3)]
)
def test_every_schedule_goes_on_from_any_step_bit_for_bit(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path, *, schedule: str, every: int, stop_after: int
) -> None:
    config = run_config(
        optimizer={"learning_rate": 1e-2, "schedule": schedule, "warmup_steps": 4, "weight_decay": 0.1},
        checkpoints={"every": every},
        weighting={"type": "gradient", "mu": 1e-3, "accumulation_steps": 4},
    )
    whole, second = new_recorder(), new_recorder()
    run(config, whole, tmp_path / "whole")
    assert run(config, new_recorder(), tmp_path / "parts", stop_after=stop_after) == "stopped"
    assert run(config, second, tmp_path / "parts", checkpoint_of(tmp_path / "parts", stop_after)) == "completed"
    assert after(second, stop_after) == after(whole, stop_after)
    assert same(parameters(tmp_path / "parts", 6), parameters(tmp_path / "whole", 6))


def test_an_alarm_is_raised_at_the_same_step_whether_or_not_the_run_was_interrupted(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path
) -> None:
    config = run_config(
        rollout={"max_new_tokens": 1},
        watchdogs={"patience_steps": 4, "truncated_fraction": 0.3, "ignore": ["groups_tied", "objective_collapse"]},
    )
    whole, first, second = new_recorder(), new_recorder(), new_recorder()
    run(config, whole, tmp_path / "whole")
    run(config, first, tmp_path / "parts", stop_after=3)
    run(config, second, tmp_path / "parts", checkpoint_of(tmp_path / "parts", 3))
    assert [(event.kind, event.step) for event in whole.of_type("event")] == [("completions_truncated", 4)]
    assert first.of_type("event") == []
    assert second.of_type("event") == whole.of_type("event")


KILLED_WHILE_SAVING = """
import json, os, signal, sys
from pathlib import Path
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.train import train

rename = Path.rename

def rename_or_die(path, target):
    if target.name == "step-000004":
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(path, target)

Path.rename = rename_or_die

class Nobody:
    def log(self, *_): pass
    def record(self, *_): pass

config = RunConfig.model_validate_json(sys.stdin.read())
train(config, folder=Path(sys.argv[1]), reporter=Nobody(), should_stop=lambda: False, on_stage=[].append)
"""


def test_a_process_killed_between_saving_and_renaming_goes_on_from_the_checkpoint_before(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path
) -> None:
    config = run_config(checkpoints={"every": 2, "keep_front": False, "keep_best": False})
    command = [sys.executable, "-c", KILLED_WHILE_SAVING, str(tmp_path / "killed")]
    died = subprocess.run(
        command,
        input=config.model_dump_json(),
        text=True,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    left = sorted(path.name for path in (tmp_path / "killed" / "checkpoints").iterdir())
    assert left == [".step-000004.unfinished", "step-000002"]

    whole, second = new_recorder(), new_recorder()
    run(config, whole, tmp_path / "whole")
    run(config, second, tmp_path / "killed", checkpoint_of(tmp_path / "killed", 2))
    assert after(second, 2) == after(whole, 2)
    assert same(parameters(tmp_path / "killed", 6), parameters(tmp_path / "whole", 6))
    left = sorted(path.name for path in (tmp_path / "killed" / "checkpoints").iterdir())
    assert left == ["step-000002", "step-000004", "step-000006"]


def test_a_damaged_checkpoint_costs_the_steps_since_the_one_before(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path
) -> None:
    config = run_config(checkpoints={"every": 2})
    whole, second = new_recorder(), new_recorder()
    run(config, whole, tmp_path / "whole")
    run(config, new_recorder(), tmp_path / "parts", stop_after=4)
    damaged = checkpoint_of(tmp_path / "parts", 4)
    weights = damaged / "policy" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    assert run(config, second, tmp_path / "parts", damaged) == "completed"
    assert [record.step for record in second.of_type("resume")] == [2]
    assert [event.kind for event in second.of_type("event")] == ["checkpoint_damaged"]
    assert after(second, 2) == after(whole, 2)
    assert records_after(second, 2) == records_after(whole, 2)
    assert same(parameters(tmp_path / "parts", 6), parameters(tmp_path / "whole", 6))


def test_a_run_without_any_good_checkpoint_starts_over(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path
) -> None:
    whole, second = new_recorder(), new_recorder()
    run(run_config(), whole, tmp_path / "whole")
    run(run_config(), new_recorder(), tmp_path / "parts", stop_after=3)
    damaged = checkpoint_of(tmp_path / "parts", 3)
    (damaged / "state.json").unlink()
    assert run(run_config(), second, tmp_path / "parts", damaged) == "completed"
    assert [record.step for record in second.of_type("resume")] == [0]
    assert after(second, -1) == after(whole, -1)
    assert records_after(second, -1) == records_after(whole, -1)


def test_the_checkpoint_does_not_need_the_model_it_began_with(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path, write_policy: Callable[..., Path]
) -> None:
    folder = write_policy(tmp_path / "model")
    config = run_config(policy={"model": str(folder), "device": "cpu"})
    run(config, new_recorder(), tmp_path, stop_after=3)
    for file in folder.iterdir():
        file.unlink()
    assert run(config, new_recorder(), tmp_path, tmp_path / "checkpoints" / "step-000003") == "completed"


def test_a_run_stopped_right_after_it_resumed_keeps_its_checkpoint(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path
) -> None:
    run(run_config(), new_recorder(), tmp_path, stop_after=2)
    checkpoint = tmp_path / "checkpoints" / "step-000002"
    written = (checkpoint / "state.json").stat().st_mtime_ns
    recorder = new_recorder()
    recorder.scalars[-1] = {}
    assert run(run_config(), recorder, tmp_path, checkpoint, stop_after=-1) == "stopped"
    assert (checkpoint / "state.json").stat().st_mtime_ns == written
    assert recorder.of_type("checkpoint") == []


def test_a_run_resumed_at_its_last_step_is_complete(run_config: MakeConfig, new_recorder: Any, tmp_path: Path) -> None:
    run(run_config(), new_recorder(), tmp_path)
    recorder = new_recorder()
    assert run(run_config(), recorder, tmp_path, tmp_path / "checkpoints" / "step-000006", stop_after=9) == "completed"
    assert recorder.scalars == {}


ASKED = {"accuracy": 0.1, "conciseness": 0.8, "clarity": 0.1}


class Person:
    """Asks for other weights once a step is reported, as the server goes on doing to the end."""

    def __init__(self, recorder: Any, after_step: int) -> None:
        self._recorder, self._after_step = recorder, after_step

    def __call__(self) -> Steering | None:
        return Steering(id=5, weights=ASKED) if max(self._recorder.scalars, default=0) >= self._after_step else None


def test_a_steered_run_resumes_and_replays_bit_for_bit(
    run_config: MakeConfig, new_recorder: Any, tmp_path: Path
) -> None:
    algorithm = {"type": "grpo", "std": "none", "group_size": 4}
    config = run_config(weighting={"type": "manual"}, algorithm=algorithm)
    whole, first, second, again = (new_recorder() for _ in range(4))
    run(config, whole, tmp_path / "whole", steering=Person(whole, 1))
    run(config, first, tmp_path / "parts", stop_after=3, steering=Person(first, 1))
    run(config, second, tmp_path / "parts", tmp_path / "parts/checkpoints/step-000003", steering=Person(second, 0))
    assert after(second, 3) == after(whole, 3)
    (changed,) = [event for event in whole.of_type("event") if event.kind == "weights_changed"]
    assert (changed.step, changed.data["weights"]) == (2, ASKED)
    assert [whole.scalars[step]["weight/conciseness"] for step in (1, 2, 6)] == pytest.approx([1 / 3, 0.8, 0.8])
    saved = json.loads((tmp_path / "whole/checkpoints/step-000006/state.json").read_text())["weighting"]["changes"]
    assert saved == [{"step": 2, "weights": ASKED}]
    replay = run_config(weighting={"type": "manual", "replay": saved}, algorithm=algorithm)
    run(replay, again, tmp_path / "again")
    assert after(again, 0) == after(whole, 0)
    ours, theirs = parameters(tmp_path / "again", 6), parameters(tmp_path / "whole", 6)
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)
