"""Gradients of single completions, from one backward pass, are those of each completion differentiated alone."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from transformers import AutoModelForCausalLM, GPT2Config, LlamaConfig, Qwen2Config

from paretoscope.schema.training import Lora
from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope_worker.policy import memory
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates import log_probs
from paretoscope_worker.updates.completion_gradients import (
    CompletionGradients,
    completion_gradients,
    separable_layers,
)
from paretoscope_worker.updates.micro_batches import PolicyPass, forward_pass

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


def differentiate(policy: Policy, policy_pass: PolicyPass) -> CompletionGradients | None:
    layers = separable_layers(policy.model)
    assert layers is not None
    return completion_gradients(policy_pass, trained(policy), layers)


def flat(parts: Sequence[Tensor]) -> Tensor:
    return torch.cat([part.flatten() for part in parts]).double()


def alone(policy: Policy, rollout: Sequence[Completion]) -> Tensor:
    """Differentiates each completion's log-probs, run by itself; [S, D]."""
    rows = []
    for completion in rollout:
        ((micro_batch, log_probs),) = passes(policy, [completion])
        loss = (log_probs * micro_batch.token_weight).sum() / len(rollout)
        rows.append(flat(torch.autograd.grad(loss, trained(policy), materialize_grads=True)))
    return torch.stack(rows)


@pytest.mark.parametrize("tokens_at_once", [None, 20])
def test_they_equal_those_of_each_completion_run_by_itself(
    any_policy: Policy, rollout: list[Completion], tokens_at_once: int | None
) -> None:
    found = differentiate(any_policy, passes(any_policy, rollout, tokens_at_once))
    assert found is not None
    rows = found.summed(torch.eye(len(rollout)))
    ours = torch.cat([row.flatten(1) for row in rows], dim=1).double()
    theirs = alone(any_policy, rollout)
    tolerance = 0.05 if any_policy.model.dtype == torch.bfloat16 else 1e-4
    assert (ours - theirs).norm() < tolerance * theirs.norm()
    assert (theirs.norm(dim=1) > 0).all()


def test_sums_are_linear_in_them(policy: Policy, rollout: list[Completion]) -> None:
    found = differentiate(policy, passes(policy, rollout, 20))
    assert found is not None
    rows = torch.cat([row.flatten(1) for row in found.summed(torch.eye(4))], dim=1)
    coefficients = torch.tensor([[1.0, -2.0, 0.5, 0.0], [0.0, 0.0, 0.0, 3.0]])
    torch.testing.assert_close(
        torch.cat([row.flatten(1) for row in found.summed(coefficients)], dim=1), coefficients @ rows
    )


def test_log_probs_and_shares_of_tokens_come_along(policy: Policy, rollout: list[Completion]) -> None:
    found = differentiate(policy, passes(policy, rollout, 20))
    assert found is not None
    torch.testing.assert_close(found.log_probs, passes(policy, rollout).log_prob_row())
    expected = torch.cat([torch.full((n,), 1 / (n * len(LENGTHS))) for n in LENGTHS])
    torch.testing.assert_close(found.token_weights, expected)


def test_the_pass_stays_usable_and_no_gradient_is_left(policy: Policy, rollout: list[Completion]) -> None:
    policy_pass = passes(policy, rollout)
    assert differentiate(policy, policy_pass) is not None
    assert all(parameter.grad is None for parameter in policy.model.parameters())
    ours = torch.autograd.grad(sum(p.sum() for _, p in policy_pass), trained(policy))
    theirs = torch.autograd.grad(sum(p.sum() for _, p in passes(policy, rollout)), trained(policy))
    assert all(torch.equal(a, b) for a, b in zip(ours, theirs, strict=True))


def test_gradients_that_do_not_fit_are_not_made(
    policy: Policy, rollout: list[Completion], monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = 4 * len(rollout) * sum(parameter.numel() for parameter in trained(policy))
    monkeypatch.setattr(memory, "bytes_at_once", lambda _: 4 * needed - 1)
    assert differentiate(policy, passes(policy, rollout)) is None
    monkeypatch.setattr(memory, "bytes_at_once", lambda _: 4 * needed)
    assert differentiate(policy, passes(policy, rollout)) is not None


def test_a_head_that_is_not_called_gives_none(
    policy: Policy, rollout: list[Completion], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many logits only some are made at a time, from the head's parameters."""
    monkeypatch.setattr(log_probs.token_outputs, "__kwdefaults__", {"with_entropy": False, "chunk_entries": 100})
    assert differentiate(policy, passes(policy, rollout)) is None


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


def test_a_layer_that_mixes_rows_gives_none(policy: Policy, rollout: list[Completion]) -> None:
    projection = policy.model.get_submodule("model.layers.0.mlp.up_proj")
    assert isinstance(projection, nn.Linear)
    inner = nn.Linear(projection.in_features, projection.out_features, bias=False)

    class Flattening(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, values: Tensor) -> Tensor:
            given: Tensor = self.inner(values.flatten(0, 1))
            return given.view(*values.shape[:2], -1)

    policy.model.set_submodule("model.layers.0.mlp.up_proj", Flattening().eval())
    assert differentiate(policy, passes(policy, rollout)) is None
