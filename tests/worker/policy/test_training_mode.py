from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.rollouts.transformers_engine import TransformersEngine
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, Sampling
from paretoscope_worker.updates.micro_batches import forward_pass


def load(folder: Path, **settings: Any) -> Policy:
    return load_policy(PolicyConfig.model_validate({"model": str(folder), "device": "cpu"} | settings))


def sample(policy: Policy) -> list[Completion]:
    return TransformersEngine(policy).generate([Problem("1+2=", "3"), Problem("ab", "4")], 2, Sampling(1.0, 16, 0))


def gradients(policy: Policy, rollout: list[Completion]) -> list[torch.Tensor]:
    policy_pass = forward_pass(policy, rollout, "token_mean", max_new_tokens=16, temperature=1.0)
    loss = torch.stack([(log_probs * micro_batch.token_weight).sum() for micro_batch, log_probs in policy_pass]).sum()
    trained = [parameter for parameter in policy.model.parameters() if parameter.requires_grad]
    return list(torch.autograd.grad(loss, trained))


def times_forwarded(layer: nn.Module, work: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> int:
    calls: list[int] = []
    original = layer.forward
    with monkeypatch.context() as patch:
        patch.setattr(layer, "forward", lambda *args, **kwargs: calls.append(1) or original(*args, **kwargs))
        work()
    return len(calls)


def test_a_policy_is_never_in_training_mode_as_a_whole(policy_folder: Path) -> None:
    for settings in ({}, {"gradient_checkpointing": True}, {"lora": {"dropout": 0.5}}):
        model = load(policy_folder, **settings).model
        assert not model.training
        assert all(not m.training for m in model.modules() if isinstance(m, nn.Dropout) and m.p != 0.5)


def test_layers_computed_again_give_the_same_gradients(policy_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, recomputing = load(policy_folder), load(policy_folder, gradient_checkpointing=True)
    rollout = sample(plain)
    torch.testing.assert_close(gradients(recomputing, rollout), gradients(plain, rollout))
    for policy, times in ((plain, 1), (recomputing, 2)):
        layer = policy.model.get_submodule("model.layers.0")
        assert times_forwarded(layer, lambda own=policy: gradients(own, rollout), monkeypatch) == times


def test_sampling_keeps_its_cache_where_updates_compute_layers_again(policy_folder: Path) -> None:
    assert sample(load(policy_folder, gradient_checkpointing=True)) == sample(load(policy_folder))


def test_dropout_of_adapters_acts_in_updates_and_not_in_sampling(policy_folder: Path) -> None:
    policy = load(policy_folder, lora={"rank": 4, "dropout": 0.5})
    with torch.no_grad():
        for name, parameter in policy.model.named_parameters():
            if "lora_B" in name:
                parameter.normal_()
    rollout = sample(policy)
    assert rollout == sample(policy)
    first, second = gradients(policy, rollout), gradients(policy, rollout)
    assert not torch.allclose(first[0], second[0])
    policy_pass = forward_pass(policy, rollout, "token_mean", max_new_tokens=16, temperature=1.0)
    assert torch.equal(policy_pass.log_prob_row(), policy_pass.log_prob_row())


def test_modes_come_back_after_an_error(policy_folder: Path) -> None:
    policy = load(policy_folder, gradient_checkpointing=True)
    before = [module.training for module in policy.model.modules()]
    assert any(before)
    with pytest.raises(KeyError), policy.sampling():
        assert not any(module.training for module in policy.model.modules())
        raise KeyError
    assert [module.training for module in policy.model.modules()] == before
