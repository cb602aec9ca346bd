from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, Qwen3Config

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.policy import memory
from paretoscope_worker.processes.memory_estimate import (
    GIB,
    PolicyShape,
    capacity_bytes,
    estimate,
    settings_that_fit,
    shape_of,
)

CPU = torch.device("cpu")
SMALL = PolicyShape(
    600_000_000,
    Qwen3Config(
        vocab_size=151_936,
        hidden_size=1024,
        intermediate_size=3072,
        num_hidden_layers=28,
        num_attention_heads=16,
        num_key_value_heads=8,
        head_dim=128,
    ),
)


@pytest.fixture
def config() -> RunConfig:
    """A run with long completions in float32."""
    return RunConfig.model_validate(
        {
            "policy": {"model": "Qwen/Qwen3-0.6B", "precision": "float32"},
            "task": {"type": "arithmetic"},
            "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
            "algorithm": {"type": "grpo", "group_size": 8},
            "rollout": {"max_new_tokens": 1024},
            "budget": {"prompts_per_step": 4},
        }
    )


@pytest.fixture(autouse=True)
def much_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A device that takes many sequences at once, so that all settings matter."""
    monkeypatch.setattr(memory, "CPU_BYTES", 200 * 2**30)


def changed(config: RunConfig, setting: str) -> RunConfig:
    """Returns the config with a setting as it is suggested."""
    field, value = setting.split(" ", 1)
    data: dict[str, Any] = config.model_dump()
    section, name = field.split(".")
    data[section][name] = value if name in {"precision", "type"} else int(value)
    return RunConfig.model_validate(data)


def test_parameters_are_counted_without_being_loaded(restless_folder: Path) -> None:
    model = AutoModelForCausalLM.from_pretrained(restless_folder)
    assert shape_of(str(restless_folder)).parameters == sum(parameter.numel() for parameter in model.parameters())


def test_the_state_is_sixteen_bytes_a_parameter_in_float32_and_twenty_in_bfloat16(config: RunConfig) -> None:
    assert estimate(config, SMALL, CPU).state_bytes == 16 * 600e6
    assert estimate(changed(config, "policy.precision bfloat16"), SMALL, CPU).state_bytes == 20 * 600e6


@pytest.mark.parametrize(
    ("weighting", "gradients"),
    [
        ({"type": "gradient"}, 0),
        ({"type": "gradient", "influence": "directional"}, 1),
        ({"type": "gradient", "influence": "exact"}, 3),
        ({"type": "mgda"}, 0),
        ({"type": "mgda", "gradients": "exact"}, 3),
        ({"type": "gradnorm", "gradients": "exact"}, 3),
    ],
)
def test_exact_gradients_are_held_for_each_objective_and_sketched_ones_are_not(
    config: RunConfig, weighting: dict[str, Any], gradients: int
) -> None:
    given = RunConfig.model_validate(config.model_dump() | {"weighting": weighting})
    assert estimate(given, SMALL, CPU).state_bytes == (16 + gradients * 4) * 600e6


def test_slopes_are_kept_beside_the_activations_where_gradients_are_wanted(config: RunConfig) -> None:
    gradient = RunConfig.model_validate(config.model_dump() | {"weighting": {"type": "gradient"}})
    assert estimate(gradient, SMALL, CPU).work_bytes > 1.3 * estimate(config, SMALL, CPU).work_bytes


@pytest.mark.parametrize(
    ("sections", "bytes_a_parameter"),
    [
        ({"algorithm": {"type": "grpo", "kl": {"coefficient": 0.001}}}, 16 + 4),
        ({"policy": {"model": "m", "precision": "bfloat16"}, "optimizer": {"master_weights": False}}, 8),
        ({"policy": {"model": "m", "precision": "bfloat16", "lora": {}}}, 2),
        ({"policy": {"model": "m", "precision": "bfloat16", "lora": {}, "quantize": "nf4"}}, 0.53),
    ],
)
def test_what_is_held_for_each_parameter_follows_from_the_config(
    config: RunConfig, sections: dict[str, Any], bytes_a_parameter: float
) -> None:
    given = RunConfig.model_validate(config.model_dump() | sections)
    assert estimate(given, SMALL, CPU).state_bytes == pytest.approx(bytes_a_parameter * 600e6)


def test_layers_computed_again_take_a_fraction_of_the_work(config: RunConfig) -> None:
    policy = config.policy.model_dump() | {"gradient_checkpointing": True}
    given = RunConfig.model_validate(config.model_dump() | {"policy": policy})
    assert estimate(given, SMALL, CPU).work_bytes < estimate(config, SMALL, CPU).work_bytes / 2


def test_longer_completions_more_prompts_and_larger_groups_take_more(config: RunConfig) -> None:
    work = estimate(config, SMALL, CPU).work_bytes
    for setting in ("rollout.max_new_tokens 512", "budget.prompts_per_step 2", "algorithm.group_size 2"):
        assert estimate(changed(config, setting), SMALL, CPU).work_bytes < work


@pytest.mark.parametrize("capacity_gib", [60, 100, 120])
def test_each_setting_that_is_suggested_fits_and_a_little_more_would_not(config: RunConfig, capacity_gib: int) -> None:
    capacity = capacity_gib * GIB
    assert estimate(config, SMALL, CPU).total_bytes > capacity
    settings = settings_that_fit(config, SMALL, CPU, capacity)
    assert len(settings) == 3
    numbers = [setting for setting in settings if setting.startswith(("rollout.", "budget.", "algorithm."))]
    assert numbers
    for setting in numbers:
        field, value = setting.split()
        assert estimate(changed(config, setting), SMALL, CPU).total_bytes <= 0.9 * capacity
        assert estimate(changed(config, f"{field} {int(value) + 1}"), SMALL, CPU).total_bytes > 0.9 * capacity


def test_where_no_setting_alone_is_enough_the_smallest_step_is_suggested(config: RunConfig) -> None:
    step = "budget.prompts_per_step 1 with algorithm.group_size 2"
    assert settings_that_fit(config, SMALL, CPU, 20 * GIB)[0] == step
    shorter, *others = settings_that_fit(config, SMALL, CPU, 14 * GIB)
    assert shorter.startswith("rollout.max_new_tokens ")
    assert shorter.endswith(f" with {step}")
    assert len(others) == 2
    smallest = config
    for setting in shorter.split(" with "):
        smallest = changed(smallest, setting)
    assert estimate(smallest, SMALL, CPU).total_bytes <= 0.9 * 14 * GIB


def test_a_policy_too_large_by_itself_is_not_helped_by_shorter_completions(config: RunConfig) -> None:
    settings = settings_that_fit(config, SMALL, CPU, 6 * GIB)
    assert len(settings) >= 2
    assert not any(setting.startswith(("rollout.", "budget.", "algorithm.")) for setting in settings)
    assert any("GiB of CPU memory" in setting for setting in settings)


def test_where_the_estimate_was_too_low_half_the_work_is_suggested(config: RunConfig) -> None:
    need = estimate(config, SMALL, CPU)
    settings = settings_that_fit(config, SMALL, CPU, 10 * need.total_bytes)
    assert [setting.split()[0] for setting in settings] == [
        "rollout.max_new_tokens",
        "budget.prompts_per_step",
        "algorithm.group_size",
    ]
    for setting in settings:
        assert estimate(changed(config, setting), SMALL, CPU).work_bytes <= need.work_bytes / 2


def test_a_process_can_have_what_it_holds_and_what_is_free() -> None:
    assert 2**28 < capacity_bytes(CPU) < 2**50
