from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

from paretoscope.schema.training import Optimizer
from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope_worker.influence.targets import target_names
from paretoscope_worker.policy.adapters import AdapterError, four_bits
from paretoscope_worker.policy.loading import Policy, PolicyError, load_policy
from paretoscope_worker.updates.optimization import PolicyOptimizer

IDS = torch.tensor([[5, 6, 7, 8]])


def config(folder: Path, **lora: Any) -> PolicyConfig:
    return PolicyConfig.model_validate({"model": str(folder), "device": "cpu", "lora": lora})


def trained(policy: Policy) -> dict[str, torch.Tensor]:
    return {name: parameter for name, parameter in policy.model.named_parameters() if parameter.requires_grad}


def disturb(policy: Policy) -> None:
    """Moves the adapters away from where they add nothing."""
    torch.manual_seed(1)
    with torch.no_grad():
        for parameter in trained(policy).values():
            parameter.add_(0.1 * torch.randn_like(parameter))


def test_new_adapters_add_nothing_and_are_all_that_is_trained(policy_folder: Path, policy: Policy) -> None:
    adapted = load_policy(config(policy_folder, rank=4))
    assert torch.equal(adapted.model(IDS).logits, policy.model(IDS).logits)
    assert adapted.has_plain_head
    assert all("lora_" in name for name in trained(adapted))
    optimizer = PolicyOptimizer(adapted.model, Optimizer())
    # Of the 7 linear layers of each of 2 layers, an A and a B; 32 in and out but for 16 of k and v, 48 of the MLP.
    assert len(optimizer.parameters) == 2 * 7 * 2
    assert sum(parameter.numel() for parameter in optimizer.parameters) == 2 * 4 * (
        (32 + 32) + 2 * (32 + 16) + (32 + 32) + 2 * (32 + 48) + (48 + 32)
    )


def test_what_adapters_add_is_their_product_times_alpha_over_rank(policy_folder: Path) -> None:
    adapted = load_policy(config(policy_folder, rank=2, alpha=6.0, target_modules=["o_proj"]))
    disturb(adapted)
    layer: Any = adapted.model.get_submodule("model.layers.0.self_attn.o_proj")
    inputs = torch.randn(3, 32)
    a, b = layer.lora_A["default"].weight, layer.lora_B["default"].weight
    expected = layer.base_layer(inputs) + 6.0 / 2 * inputs @ a.T @ b.T
    torch.testing.assert_close(layer(inputs), expected)


def test_only_the_named_layers_get_adapters(policy_folder: Path) -> None:
    names = trained(load_policy(config(policy_folder, target_modules=["q_proj", "down_proj"])))
    assert {name.split(".lora_")[0].rpartition(".")[2] for name in names} == {"q_proj", "down_proj"}


def test_layers_the_policy_lacks_are_refused_with_those_it_has(policy_folder: Path) -> None:
    with pytest.raises(PolicyError, match=r"\['c_attn'\].*down_proj, gate_proj.*leave target_modules out"):
        load_policy(config(policy_folder, target_modules=["c_attn"]))


def test_new_adapters_depend_on_the_seed_alone(policy_folder: Path) -> None:
    settings = config(policy_folder)
    torch.manual_seed(7)
    first = trained(load_policy(settings, seed=3))
    after = torch.rand(1)
    torch.manual_seed(8)
    second, other = trained(load_policy(settings, seed=3)), trained(load_policy(settings, seed=4))
    assert all(torch.equal(first[name], second[name]) for name in first)
    assert not all(torch.equal(first[name], other[name]) for name in first)
    torch.manual_seed(7)
    assert torch.equal(torch.rand(1), after)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_a_checkpoint_holds_adapters_alone_and_gives_the_same_policy(
    policy_folder: Path, tmp_path: Path, precision: str
) -> None:
    settings = config(policy_folder, rank=4).model_copy(update={"precision": precision})
    original = load_policy(settings)
    disturb(original)
    original.save(tmp_path)
    assert not (tmp_path / "model.safetensors").exists()
    assert len(load_file(tmp_path / "adapter_model.safetensors")) == len(trained(original))
    again = load_policy(settings, tmp_path, seed=99)
    for (name, ours), (_, theirs) in zip(trained(original).items(), trained(again).items(), strict=True):
        assert torch.equal(ours, theirs), name
        assert ours.dtype == theirs.dtype
    assert torch.equal(original.model(IDS).logits, again.model(IDS).logits)
    assert again.tokenizer.chat_template == original.tokenizer.chat_template


def test_transformers_reads_a_checkpoint_by_itself(policy_folder: Path, tmp_path: Path) -> None:
    original = load_policy(config(policy_folder, rank=4))
    disturb(original)
    original.save(tmp_path)
    plain = AutoModelForCausalLM.from_pretrained(tmp_path)
    torch.testing.assert_close(plain(IDS).logits, original.model(IDS).logits)


def test_the_reference_is_the_policy_without_its_adapters(policy_folder: Path, policy: Policy) -> None:
    adapted = load_policy(config(policy_folder))
    disturb(adapted)
    reference = replace(adapted, ignores_adapters=True)
    trained_before = list(trained(adapted))
    hidden, _ = reference.hidden_states(IDS)
    assert torch.equal(reference.logits(hidden), policy.model(IDS).logits)
    assert not torch.allclose(adapted.model(IDS).logits, policy.model(IDS).logits)
    assert list(trained(adapted)) == trained_before


def test_target_layers_name_the_adapters_of_those_layers(policy_folder: Path) -> None:
    adapted = load_policy(config(policy_folder))
    names = list(trained(adapted))
    chosen = set(target_names(adapted.model, (1, 1)))
    assert chosen == {name for name in names if ".layers.1." in name}


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a GPU")
def test_4_bits_without_a_gpu_are_refused(policy_folder: Path) -> None:
    settings = PolicyConfig.model_validate({"model": str(policy_folder), "lora": {}, "quantize": "nf4"})
    with pytest.raises(PolicyError, match=r"'nf4'.*CUDA device.*Set policy\.quantize to 'none'"):
        load_policy(settings)


def test_4_bits_without_bitsandbytes_are_refused_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paretoscope_worker.policy.adapters.find_spec", lambda name: None)
    with pytest.raises(AdapterError, match=r"pip install 'paretoscope\[quantize\]'"):
        four_bits(torch.device("cuda"), torch.bfloat16)


def test_4_bits_are_normalfloat_quantised_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paretoscope_worker.policy.adapters.find_spec", lambda name: object())
    monkeypatch.setattr("importlib.metadata.version", lambda name: "0.50.2")
    settings = four_bits(torch.device("cuda"), torch.bfloat16)
    assert (settings.load_in_4bit, settings.bnb_4bit_quant_type) == (True, "nf4")
    assert settings.bnb_4bit_use_double_quant
    assert settings.bnb_4bit_compute_dtype == torch.bfloat16
