"""Two real processes that train a run together, over gloo, do what one does."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.policy import memory
from paretoscope_worker.runtime.ranks import ALONE
from paretoscope_worker.train import train

from ..services.processes import free_port
from .conftest import DATA, Recorder, restless

PROGRAM = Path(__file__).with_name("train_together.py")
MINI_BATCHES = {"type": "grpo", "group_size": 4, "mini_batch_prompts": 1, "epochs": 2, "kl": {"coefficient": 0.01}}
PRICED = {"type": "reinforce_pp", "group_size": 4, "kl": {"coefficient": 0.01, "acts_on": "reward"}}
DIRECTIONAL = {
    "weighting": {"type": "gradient", "influence": "directional", "compared_steps": 1},
    "optimizer": {"learning_rate": 1e-2, "max_grad_norm": 1e3},
}
"""One process clips the gradient of each objective, several clip only the sum, so here nothing is clipped."""
NINE = {"algorithm": {"type": "grpo", "group_size": 3}}
"""Nine completions a step: one process has five of them, and one micro-batch more than the other if four fit."""
CASES: dict[str, dict[str, Any]] = {
    "ddp": {"weighting": {"type": "hypervolume"}} | NINE,
    "ddp, directional": DIRECTIONAL | {"tied": False},
    "ddp, sketched": {"weighting": {"type": "gradient"}} | NINE,
    "ddp, sketched in the update": {"weighting": {"type": "gradient", "lag": 1}} | NINE,
    "ddp, mini-batches": {"algorithm": MINI_BATCHES},
    "ddp, adapters": {"policy": {"lora": {"rank": 4}}, "algorithm": PRICED},
    "fsdp": {"weighting": {"type": "fixed"}, "tied": False} | NINE,
    "fsdp, directional": DIRECTIONAL | {"policy": {"gradient_checkpointing": True}} | NINE,
    "fsdp, mini-batches": {"algorithm": MINI_BATCHES},
    "fsdp, exact": {"weighting": {"type": "gradient", "influence": "exact"}, "policy": {"lora": {"rank": 4}}},
}
FEW_BYTES, MANY_BYTES = 3_500_000, memory.CPU_BYTES
ROUNDED = {name: NINE | {"policy": {"precision": "bfloat16"}} for name in ("ddp, bfloat16", "fsdp, bfloat16")}
RESUMED = {"ddp, resumed": "ddp", "fsdp, resumed": "fsdp"}
STEPS = 3


@dataclass(frozen=True)
class Trained:
    """What a run left."""

    scalars: dict[int, dict[str, float]]
    records: list[Any]
    parameters: dict[str, Tensor]
    tensors: dict[str, Any]

    @property
    def completions(self) -> list[str]:
        """All that evaluations wrote."""
        kept = [record for record in self.records if record.type == "completions"]
        return [one.completion for record in kept for one in record.completions]


def late_tests(trained: Trained) -> dict[int, dict[str, float]]:
    """Returns the test values of steps between the first and the last, which are evaluated after training."""
    rows = [record for record in trained.records if record.type == "evaluation" and record.split == "test"]
    return {row.step: row.objectives for row in rows if row.step not in {0, STEPS}}


def cpu_bytes(name: str) -> int:
    """Returns how much may be computed at once, so that some cases have several micro-batches a step."""
    return FEW_BYTES if (CASES | ROUNDED)[name].items() >= NINE.items() else MANY_BYTES


def checkpoint(run: Path, step: int) -> Path:
    return run / "checkpoints" / f"step-{step:06d}"


def read(run: Path, scalars: dict[int, dict[str, float]], records: list[Any]) -> Trained:
    last = checkpoint(run, STEPS)
    (weights,) = (last / "policy").glob("*.safetensors")
    tensors = torch.load(last / "tensors.pt", weights_only=True)
    return Trained(scalars, records, load_file(weights), tensors)


@pytest.fixture(scope="module")
def config_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Any]]:
    """Makes the config of a case for two processes."""
    folders = {tied: restless(tmp_path_factory.mktemp("policy"), tie_word_embeddings=tied) for tied in (True, False)}

    def make(name: str) -> dict[str, Any]:
        case = dict((CASES | ROUNDED)[name])
        policy = {"model": str(folders[case.pop("tied", True)]), "device": "cpu"} | case.pop("policy", {})
        return {
            "policy": policy,
            "task": {"type": "math500", "path": str(DATA / "math500")},
            "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
            "algorithm": {"type": "grpo", "group_size": 4},
            "rollout": {"max_new_tokens": 16},
            "optimizer": {"learning_rate": 1e-2},
            "budget": {"steps": STEPS, "prompts_per_step": 3},
            "evaluation": {"every": 2, "max_prompts": 5, "test_front": True},
            "checkpoints": {"every": 2},
            "resources": {"gpus": 2, "sharding": name[:4].rstrip(",")},
        } | case

    return make


@pytest.fixture(scope="module")
def alone(config_of: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Trained]:
    """Trains a case in this process, once."""
    runs: dict[str, Trained] = {}

    def run(name: str) -> Trained:
        if name not in runs:
            folder, recorder = tmp_path_factory.mktemp("alone"), Recorder()
            config = RunConfig.model_validate(config_of(name) | {"resources": {"gpus": 1}})
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(memory, "CPU_BYTES", cpu_bytes(name))
                train(config, folder=folder, reporter=recorder, should_stop=lambda: False, on_stage=[].append)
            runs[name] = read(folder, recorder.scalars, recorder.records)
        return runs[name]

    return run


@pytest.fixture(scope="module")
def together(config_of: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trained]:
    """What two processes left of every case, and of those that they went on with from step 2."""
    folder = tmp_path_factory.mktemp("together")
    runs: dict[str, Any] = {name: (config_of(name), None, cpu_bytes(name)) for name in CASES | ROUNDED}
    for name, first in RESUMED.items():
        runs[name] = (config_of(first), str(checkpoint(folder / first, 2)), cpu_bytes(first))
    (folder / "runs.json").write_text(json.dumps(runs))
    environment = os.environ | {
        "OMP_NUM_THREADS": "1", "GLOO_SOCKET_IFNAME": "lo", "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(free_port()), "WORLD_SIZE": "2", "LOCAL_WORLD_SIZE": "2",
    }  # fmt: skip
    processes = [
        subprocess.Popen(
            [sys.executable, str(PROGRAM), str(folder)], env=environment | {"RANK": str(rank), "LOCAL_RANK": str(rank)}
        )
        for rank in range(2)
    ]
    try:
        assert [process.wait(timeout=240) for process in processes] == [0, 0]
    finally:
        for process in processes:
            process.kill()
    return {name: read(folder / name, *pickle.loads((folder / f"{name}.pickle").read_bytes())) for name in runs}  # noqa: S301


def worst_error(found: dict[str, Tensor], expected: dict[str, Tensor]) -> float:
    """Returns the largest difference of two sets of tensors, over the largest entry of each tensor."""
    assert found.keys() == expected.keys()
    errors = [(found[name] - one).abs().max() / one.abs().max().clamp(min=1e-6) for name, one in expected.items()]
    return float(torch.stack(errors).max())


def moments(trained: Trained) -> dict[str, Tensor]:
    state = trained.tensors["optimizer"]["adamw"]["state"]
    return {f"{place} {name}": own[name] for place, own in state.items() for name in ("exp_avg", "exp_avg_sq")}


@pytest.mark.parametrize("name", CASES)
def test_two_processes_write_the_completions_of_one(
    name: str, together: dict[str, Trained], alone: Callable[[str], Trained]
) -> None:
    assert together[name].completions == alone(name).completions
    assert [one.type for one in together[name].records] == [one.type for one in alone(name).records]


@pytest.mark.parametrize("kind", ["ddp", "fsdp"])
def test_two_processes_evaluate_the_front_on_test_as_one_does(
    kind: str, together: dict[str, Trained], alone: Callable[[str], Trained]
) -> None:
    fronts = [name for name in CASES if name.startswith(kind) and late_tests(together[name])]
    assert fronts
    for name in fronts:
        for step, values in late_tests(together[name]).items():
            assert late_tests(alone(name))[step] == pytest.approx(values)


@pytest.mark.parametrize("name", CASES)
def test_two_processes_report_the_losses_gradients_and_weights_of_one(
    name: str, together: dict[str, Trained], alone: Callable[[str], Trained]
) -> None:
    found, expected = together[name].scalars, alone(name).scalars
    assert found.keys() == expected.keys()
    for step, values in expected.items():
        assert found[step].keys() == values.keys()
        for key, value in values.items():
            if not key.startswith("system/"):
                # A finite difference of log-probs is itself only good to some thousandths.
                tolerance = 5e-3 if "directional" in name else 1e-5
                assert found[step][key] == pytest.approx(value, rel=tolerance, abs=tolerance), (step, key)


@pytest.mark.parametrize("name", CASES)
def test_two_processes_save_the_policy_and_the_optimizer_of_one(
    name: str, together: dict[str, Trained], alone: Callable[[str], Trained]
) -> None:
    # AdamW divides by the root of a square near 0 where an adapter's gradient begins at 0.
    tolerance = 2e-3 if "lora" in CASES[name].get("policy", {}) or "directional" in name else 1e-4
    # So it does where processes that share out parameters round otherwise: one alone takes prompts apart.
    of_parameters = 2e-3 if name == "fsdp" else tolerance
    assert worst_error(together[name].parameters, alone(name).parameters) < of_parameters
    assert worst_error(moments(together[name]), moments(alone(name))) < tolerance


@pytest.mark.parametrize("name", ROUNDED)
def test_two_processes_round_bfloat16_nearly_as_one_does(
    name: str, together: dict[str, Trained], alone: Callable[[str], Trained]
) -> None:
    found, expected = together[name].scalars[1], alone(name).scalars[1]
    for key in ("policy/loss", "policy/gradient_norm", "policy/entropy", "reward/total"):
        assert found[key] == pytest.approx(expected[key], rel=0.02), key


@pytest.mark.parametrize("name", RESUMED)
def test_two_processes_that_go_on_from_their_checkpoint_end_where_they_would_have(
    name: str, together: dict[str, Trained]
) -> None:
    resumed, whole = together[name], together[RESUMED[name]]
    assert resumed.scalars.keys() == {STEPS}
    assert all(torch.equal(one, whole.parameters[key]) for key, one in resumed.parameters.items())
    assert all(torch.equal(one, moments(whole)[key]) for key, one in moments(resumed).items())
    assert str(resumed.tensors["random_of_others"]) == str(whole.tensors["random_of_others"])


@pytest.mark.parametrize("name", ["ddp", "fsdp"])
def test_one_process_goes_on_from_the_checkpoint_of_two(
    name: str,
    together: dict[str, Trained],
    config_of: Callable[..., Any],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    recorder = Recorder()
    config = RunConfig.model_validate(config_of(name) | {"resources": {"gpus": 1}})
    saved = next(tmp_path_factory.getbasetemp().glob("together*")) / name
    train(
        config,
        folder=tmp_path,
        reporter=recorder,
        should_stop=lambda: False,
        on_stage=[].append,
        checkpoint=checkpoint(saved, 2),
    )
    resumed = read(tmp_path, recorder.scalars, recorder.records)
    assert worst_error(resumed.parameters, together[name].parameters) < 1e-4


def test_one_process_has_all_and_decides_for_itself() -> None:
    assert ALONE.first(lambda: "answer") == "answer"
    assert ALONE.gather(1) == [1]
    assert ALONE.share(5) == slice(0, 5)
