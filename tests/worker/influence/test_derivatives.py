from collections.abc import Callable, Sequence
from typing import Any

import pytest
import torch
from torch import Tensor

from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope_worker.influence.derivatives import Direction, LogProbs, finite_difference
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates.micro_batches import PolicyPass, forward_pass

MakePass = Callable[..., PolicyPass]


def names_of(policy: Policy) -> list[str]:
    return [name for name, _ in policy.model.named_parameters()]


def random_direction(policy: Policy, scale: float = 1.0) -> Direction:
    generator = torch.Generator().manual_seed(3)
    parts = [scale * torch.randn(parameter.shape, generator=generator) for parameter in policy.model.parameters()]
    return along(parts, steepness=10 * scale)


def along(parts: Sequence[Tensor], steepness: float) -> Direction:
    return Direction(parts, sum(part.float().square().sum().item() for part in parts) ** 0.5, steepness)


def token_by_token(policy_pass: PolicyPass, policy: Policy, direction: Direction) -> Tensor:
    """The derivative of each log-prob along the direction, one backward pass a token."""
    parameters = list(policy.model.parameters())
    ((_, log_probs),) = policy_pass
    rows = []
    for value in log_probs:
        gradient = torch.autograd.grad(value, parameters, retain_graph=True)
        rows.append(sum(((g * v).sum() for g, v in zip(gradient, direction.parts, strict=True)), torch.zeros(())))
    return torch.stack(rows)


@pytest.mark.parametrize("temperature", [1.0, 0.7])
def test_derivatives_equal_those_of_each_token_differentiated_alone(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, temperature: float
) -> None:
    policy_pass, direction = pass_over(rollout, None, temperature), random_direction(policy)
    expected = token_by_token(policy_pass, policy, direction)
    at = LogProbs(policy_pass, names_of(policy))
    parameters, log_probs = list(policy.model.parameters()), [values.detach() for _, values in policy_pass]
    (difference,) = finite_difference(at.over_rollout, parameters, direction, log_probs, seed=0)
    assert ((difference - expected).norm() / expected.norm()).item() < 5e-3


def test_the_step_follows_the_scale_of_the_direction(
    policy: Policy, rollout: list[Completion], pass_over: MakePass
) -> None:
    policy_pass = pass_over(rollout)
    at = LogProbs(policy_pass, names_of(policy))
    parameters, log_probs = list(policy.model.parameters()), [values.detach() for _, values in policy_pass]
    (once,) = finite_difference(at.over_rollout, parameters, random_direction(policy), log_probs, seed=0)
    (thousandfold,) = finite_difference(at.over_rollout, parameters, random_direction(policy, 1000), log_probs, seed=0)
    assert ((thousandfold / 1000 - once).norm() / once.norm()).item() < 1e-3


def test_in_bfloat16_small_moves_are_not_lost(policy_folder: Any, rollout: list[Completion]) -> None:
    """Along the gradient of the log-probs' sum the derivatives' sum is the gradient's squared norm."""
    halved = load_policy(PolicyConfig(model=str(policy_folder), device="cpu", precision="bfloat16"))
    policy_pass = forward_pass(halved, rollout, "token_mean", max_new_tokens=16, temperature=1.0)
    parameters, names = list(halved.model.parameters()), names_of(halved)
    ((_, log_probs),) = policy_pass
    gradient = torch.autograd.grad(log_probs.sum(), parameters, retain_graph=True)
    squared = sum(part.float().square().sum().item() for part in gradient)
    at = LogProbs(policy_pass, names)
    direction = along(gradient, squared / len(log_probs))
    (derivatives,) = finite_difference(at.over_rollout, parameters, direction, [log_probs.detach()], seed=0)
    assert derivatives.sum().item() == pytest.approx(squared, rel=0.1)


def test_the_same_seed_rounds_alike_and_another_otherwise(policy_folder: Any, rollout: list[Completion]) -> None:
    halved = load_policy(PolicyConfig(model=str(policy_folder), device="cpu", precision="bfloat16"))
    policy_pass = forward_pass(halved, rollout, "token_mean", max_new_tokens=16, temperature=1.0)
    parameters, log_probs = list(halved.model.parameters()), [values.detach() for _, values in policy_pass]
    at = LogProbs(policy_pass, names_of(halved))
    first, again, other = (
        finite_difference(at.over_rollout, parameters, random_direction(halved), log_probs, seed=seed)[0]
        for seed in (1, 1, 2)
    )
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
