"""Weighted sums of completions' gradients are those of each completion differentiated alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from transformers import AutoModelForCausalLM, GPT2Config, LlamaConfig, Qwen2Config

from paretoscope.schema.training import Lora
from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates import head_pass
from paretoscope_worker.updates.losses import importance_weights
from paretoscope_worker.updates.micro_batches import PolicyPass, forward_pass
from paretoscope_worker.updates.unit_pass import MixedError, UnitPass, separable_layers, unit_pass

LENGTHS = [3, 9, 5, 1]
SMALL: dict[str, Any] = {
    "vocab_size": 264,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
}


def other_policy(folder: Path, config: Any, source: Path) -> Policy:
    """Writes a random policy of another architecture with the same tokenizer and loads it."""
    torch.manual_seed(0)
    AutoModelForCausalLM.from_config(config).save_pretrained(folder)
    for file in source.glob("token*"):
        (folder / file.name).write_bytes(file.read_bytes())
    return load_policy(PolicyConfig(model=str(folder), device="cpu"))


@pytest.fixture(params=["tied", "untied", "biased", "llama", "adapters", "bfloat16"])
def any_policy(request: pytest.FixtureRequest, policy_folder: Path, tmp_path: Path, write_policy: Any) -> Policy:
    match request.param:
        case "tied":
            return load_policy(PolicyConfig(model=str(policy_folder), device="cpu"))
        case "untied":
            folder = write_policy(tmp_path / "untied", tie_word_embeddings=False)
            return load_policy(PolicyConfig(model=str(folder), device="cpu"))
        case "biased":
            return other_policy(tmp_path / "biased", Qwen2Config(**SMALL), policy_folder)
        case "llama":
            return other_policy(tmp_path / "llama", LlamaConfig(**SMALL), policy_folder)
        case "bfloat16":
            return load_policy(PolicyConfig(model=str(policy_folder), device="cpu", precision="bfloat16"))
        case _:
            policy = load_policy(PolicyConfig(model=str(policy_folder), device="cpu", lora=Lora(rank=2)))
            for parameter in policy.model.parameters():
                if parameter.requires_grad:
                    nn.init.normal_(parameter, std=0.1)
            return policy


@pytest.fixture
def rollout(write: Callable[..., Completion]) -> list[Completion]:
    return [
        write("", tokens=[(7 * n + i) % 200 + 3 for i in range(n)], prompt_ids=range(20, 24 + n % 2)) for n in LENGTHS
    ]


def passes(policy: Policy, rollout: Sequence[Completion], tokens_at_once: int | None = None) -> PolicyPass:
    return forward_pass(
        policy, rollout, "sequence_mean", max_new_tokens=16, temperature=0.7, tokens_at_once=tokens_at_once
    )


def trained(policy: Policy) -> list[nn.Parameter]:
    return [parameter for parameter in policy.model.parameters() if parameter.requires_grad]


def units_of(policy: Policy, policy_pass: PolicyPass) -> list[UnitPass]:
    layers = separable_layers(policy.model)
    assert layers is not None
    return [unit_pass(policy_pass, micro_batch, layers) for micro_batch in policy_pass.micro_batches]


def flat(parts: Sequence[Tensor]) -> Tensor:
    return torch.cat([part.flatten() for part in parts]).double()


def weighted(policy: Policy, units: Sequence[UnitPass], coefficients: Tensor) -> Tensor:
    """Returns the weighted sum of the unit losses' gradients, and leaves none behind."""
    for unit in units:
        unit.add_gradients(coefficients[unit.micro_batch.completions])
    found = flat([torch.zeros_like(one) if one.grad is None else one.grad for one in trained(policy)])
    for parameter in trained(policy):
        parameter.grad = None
    return found


def alone(policy: Policy, rollout: Sequence[Completion]) -> Tensor:
    """Differentiates each completion's log-probs, run by itself; [S, D]."""
    rows = []
    for completion in rollout:
        ((micro_batch, log_probs),) = passes(policy, [completion])
        loss = (log_probs * micro_batch.token_weight).sum() / len(rollout)
        rows.append(flat(torch.autograd.grad(loss, trained(policy), materialize_grads=True)))
    return torch.stack(rows)


COEFFICIENTS = torch.tensor([[1.0, -1.0, 0.5, -0.5], [0.2, 0.3, -0.5, 0.0], [0.0, 1.0, 0.0, 0.0]])


@pytest.fixture(params=["whole", "shared"])
def prompts(request: pytest.FixtureRequest, rollout: list[Completion]) -> list[Completion]:
    """The rollout with a prompt of its own for each completion, or with two long prompts for two completions each."""
    if request.param == "whole":
        return [replace(one, prompt_ids=(*one.prompt_ids, 30 + index)) for index, one in enumerate(rollout)]
    long = [tuple(range(20, 60)), tuple(range(70, 100))]
    return [replace(one, prompt_ids=long[index // 2]) for index, one in enumerate(rollout)]


@pytest.mark.parametrize("tokens_at_once", [None, 100])
def test_weighted_sums_equal_those_of_each_completion_run_by_itself(
    any_policy: Policy, prompts: list[Completion], tokens_at_once: int | None
) -> None:
    units = units_of(any_policy, passes(any_policy, prompts, tokens_at_once))
    assert any(unit.prompts is not None for unit in units) == (len(prompts[0].prompt_ids) > 10)
    theirs = alone(any_policy, prompts)
    tolerance = 0.05 if any_policy.model.dtype == torch.bfloat16 else 1e-4
    for coefficients in [*COEFFICIENTS, *torch.eye(len(prompts))]:
        expected = coefficients.double() @ theirs
        assert (weighted(any_policy, units, coefficients) - expected).norm() < tolerance * expected.norm()


def test_slopes_at_prompts_serve_every_loss_that_is_a_sum_of_those_known(
    policy: Policy, prompts: list[Completion], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Per prompt: the wanted coefficients are another sum for each."""
    (unit,) = units_of(policy, passes(policy, prompts))
    if unit.prompts is None:
        return
    order = unit.micro_batch.completions
    assert len(list(unit.prompts.factors(COEFFICIENTS[:2, order]))) == 2 * len(unit.prompts.calls)
    wanted = torch.cat([2 * COEFFICIENTS[0, :2] - COEFFICIENTS[1, :2], 0.5 * COEFFICIENTS[1, 2:]])
    expected = wanted.double() @ alone(policy, prompts)
    backward_passes: list[int] = []
    monkeypatch.setattr(torch.autograd, "backward", lambda *_, **__: backward_passes.append(1))
    found = weighted(policy, [unit], wanted)
    assert backward_passes == []
    assert (found - expected).norm() < 1e-4 * expected.norm()


def test_coefficients_that_are_not_finite_give_gradients_that_are_not(
    policy: Policy, prompts: list[Completion]
) -> None:
    (unit,) = units_of(policy, passes(policy, prompts))
    wanted = COEFFICIENTS[0].clone()
    wanted[0] = torch.inf
    if unit.prompts is not None:
        list(unit.prompts.factors(COEFFICIENTS[:2, unit.micro_batch.completions]))
    assert not weighted(policy, [unit], wanted).isfinite().all()


def test_a_large_vocabulary_is_gone_through_in_parts(
    policy: Policy, prompts: list[Completion], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(head_pass, "CHUNK_ENTRIES", 5 * policy.vocabulary)
    units = units_of(policy, passes(policy, prompts))
    assert all(unit.head is not None and len(list(unit.head.factors())) == 4 for unit in units)
    expected = COEFFICIENTS[0].double() @ alone(policy, prompts)
    assert (weighted(policy, units, COEFFICIENTS[0]) - expected).norm() < 1e-4 * expected.norm()


def test_log_probs_and_weights_of_tokens_come_along(policy: Policy, prompts: list[Completion]) -> None:
    policy_pass = passes(policy, prompts)
    (unit,) = units_of(policy, policy_pass)
    places = unit.micro_batch.places
    torch.testing.assert_close(unit.log_probs, passes(policy, prompts).log_prob_row()[places])
    expected = torch.cat([torch.full((n,), 1 / (n * len(LENGTHS))) for n in LENGTHS])
    torch.testing.assert_close(unit.weights, expected[places])


def test_tokens_of_an_engine_of_its_own_are_weighted_by_importance(policy: Policy, prompts: list[Completion]) -> None:
    row = passes(policy, prompts).log_prob_row()
    noisy = row + 0.7 * torch.randn(len(row), generator=torch.Generator().manual_seed(8))
    split = noisy.split(LENGTHS)
    sampled = [replace(one, log_probs=tuple(part.tolist())) for one, part in zip(prompts, split, strict=True)]
    (unit,) = units_of(policy, passes(policy, sampled))
    plain = torch.cat([torch.full((n,), 1 / (n * len(LENGTHS))) for n in LENGTHS])
    places = unit.micro_batch.places
    torch.testing.assert_close(unit.weights, (plain * importance_weights(row, noisy))[places], rtol=1e-3, atol=1e-6)
    ((micro_batch, log_probs),) = passes(policy, sampled)
    shares = plain * importance_weights(row, noisy) * COEFFICIENTS[0].repeat_interleave(torch.tensor(LENGTHS))
    loss = (shares[micro_batch.places] * log_probs).sum()
    expected = flat(torch.autograd.grad(loss, trained(policy)))
    assert (weighted(policy, [unit], COEFFICIENTS[0]) - expected).norm() < 1e-3 * expected.norm()


def test_no_gradient_is_left_by_the_pass_itself(policy: Policy, prompts: list[Completion]) -> None:
    units_of(policy, passes(policy, prompts))
    assert all(parameter.grad is None for parameter in policy.model.parameters())


def test_layers_whose_completions_cannot_be_told_apart_give_none(
    policy: Policy, policy_folder: Path, tmp_path: Path
) -> None:
    assert separable_layers(policy.model) is not None
    gpt2 = other_policy(tmp_path / "gpt2", GPT2Config(vocab_size=264, n_embd=32, n_layer=1, n_head=2), policy_folder)
    assert separable_layers(gpt2.model) is None
    config = PolicyConfig(model=str(policy_folder), device="cpu", gradient_checkpointing=True)
    assert separable_layers(load_policy(config).model) is None
    config = PolicyConfig(model=str(policy_folder), device="cpu", lora=Lora(rank=2, dropout=0.5))
    assert separable_layers(load_policy(config).model) is None


class Flattening(nn.Module):
    """A layer that puts all tokens into one row before it multiplies."""

    def __init__(self, inner: nn.Linear) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, values: Tensor) -> Tensor:
        given: Tensor = self.inner(values.flatten(0, 1))
        return given.view(*values.shape[:2], -1)


class Unseen(Flattening):
    """A layer whose parameters are used without a call."""

    def forward(self, values: Tensor) -> Tensor:
        return values @ self.inner.weight.T


@pytest.mark.parametrize("kind", [Flattening, Unseen])
def test_a_layer_that_is_used_otherwise_is_refused(
    policy: Policy, prompts: list[Completion], kind: type[Flattening]
) -> None:
    projection = policy.model.get_submodule("model.layers.0.mlp.up_proj")
    assert isinstance(projection, nn.Linear)
    inner = nn.Linear(projection.in_features, projection.out_features, bias=False)
    policy.model.set_submodule("model.layers.0.mlp.up_proj", kind(inner).eval())
    with pytest.raises(MixedError, match="Linear"):
        units_of(policy, passes(policy, prompts))


def test_layers_that_are_trained_alone_are_enough(policy: Policy, prompts: list[Completion]) -> None:
    """A frozen head is not asked for factors."""
    for name, parameter in policy.model.named_parameters():
        parameter.requires_grad_("norm" in name)
    units = units_of(policy, passes(policy, prompts))
    assert all(unit.head is None for unit in units)
    expected = COEFFICIENTS[0].double() @ alone(policy, prompts)
    assert (weighted(policy, units, COEFFICIENTS[0]) - expected).norm() < 1e-4 * expected.norm()
