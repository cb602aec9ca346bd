"""Influence by one directional derivative equals the sums of the exact Gramian's rows."""

from collections.abc import Callable

import pytest
import torch

from paretoscope_worker.influence.backward import objective_gradients
from paretoscope_worker.influence.directional import directional_influences
from paretoscope_worker.influence.gramian import gramian_of
from paretoscope_worker.influence.targets import targets_of
from paretoscope_worker.influence.whole_source import WholeSource
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates.micro_batches import PolicyPass
from paretoscope_worker.updates.trained_policy import TrainedPolicy

MakePass = Callable[..., PolicyPass]
NO_CLIPPING = 1e9


def influences(
    policy: Policy,
    policy_pass: PolicyPass,
    advantages: torch.Tensor,
    *,
    layers: tuple[int, int] | None = None,
    max_grad_norm: float = NO_CLIPPING,
) -> torch.Tensor:
    source = WholeSource(policy_pass, targets_of(TrainedPolicy(policy), layers))
    return directional_influences(source, advantages, max_grad_norm, seed=0)


def exact(policy: Policy, policy_pass: PolicyPass, advantages: torch.Tensor, part: str = "") -> torch.Tensor:
    names = [name for name, _ in policy.model.named_parameters()]
    targets = [index for index, name in enumerate(names) if part in name]
    gradients = objective_gradients(policy_pass, advantages, list(policy.model.parameters()))
    return gramian_of(gradients, targets).inner_products.sum(dim=1)


@pytest.mark.parametrize("tokens_at_once", [None, 1])
def test_influences_are_the_row_sums_of_the_exact_gramian(
    *,
    policy: Policy,
    rollout: list[Completion],
    pass_over: MakePass,
    advantages: torch.Tensor,
    tokens_at_once: int | None,
) -> None:
    expected = exact(policy, pass_over(rollout), advantages)
    found = influences(policy, pass_over(rollout, tokens_at_once), advantages)
    assert ((found - expected).norm() / expected.norm()).item() < 2e-3
    assert found.dtype == torch.float64


def test_eight_objectives_are_told_apart_by_the_same_two_passes(
    policy: Policy, rollout: list[Completion], pass_over: MakePass
) -> None:
    tokens = sum(completion.tokens for completion in rollout)
    advantages = torch.randn(8, tokens, generator=torch.Generator().manual_seed(1))
    policy_pass = pass_over(rollout)
    forwards = []
    policy.model.base_model.register_forward_hook(lambda *_: forwards.append(1))
    found = influences(policy, policy_pass, advantages)
    assert len(forwards) == 2
    expected = exact(policy, policy_pass, advantages)
    assert torch.nn.functional.cosine_similarity(found, expected, dim=0).item() > 0.99999


def test_target_layers_restrict_the_influence(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> None:
    found = influences(policy, pass_over(rollout), advantages, layers=(1, 1))
    expected = exact(policy, pass_over(rollout), advantages, ".layers.1.")
    assert ((found - expected).norm() / expected.norm()).item() < 2e-3
    assert (expected - exact(policy, pass_over(rollout), advantages)).norm() > 0.1 * expected.norm()


def test_the_sum_is_clipped_to_k_times_the_longest_gradient(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> None:
    policy_pass = pass_over(rollout)
    free = influences(policy, policy_pass, advantages)
    length = free.sum().sqrt().item()  # The influences sum to the squared norm of the summed gradient.
    limit = length / 3 / 2
    torch.testing.assert_close(
        influences(policy, policy_pass, advantages, max_grad_norm=limit), free / 4, rtol=5e-3, atol=0
    )
    torch.testing.assert_close(
        influences(policy, policy_pass, advantages, max_grad_norm=length / 3 * 1.01), free, rtol=5e-3, atol=0
    )


def test_objectives_that_are_all_tied_have_no_influence(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> None:
    assert influences(policy, pass_over(rollout), 0 * advantages).tolist() == [0, 0, 0]


def test_gradients_that_are_not_finite_give_influences_that_are_not(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> None:
    advantages[0, 0] = torch.nan
    assert influences(policy, pass_over(rollout), advantages).isnan().all()


def test_it_leaves_no_gradient_and_neither_the_parameters_nor_the_update_changed(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> None:
    before = [parameter.clone() for parameter in policy.model.parameters()]
    policy_pass = pass_over(rollout)
    influences(policy, policy_pass, advantages)
    assert all(torch.equal(a, b) for a, b in zip(policy.model.parameters(), before, strict=True))
    assert all(parameter.grad is None for parameter in policy.model.parameters())
    for kept, (_, log_probs) in zip([p for _, p in pass_over(rollout)], policy_pass, strict=True):
        ours = torch.autograd.grad(log_probs.sum(), list(policy.model.parameters()), retain_graph=True)
        theirs = torch.autograd.grad(kept.sum(), list(policy.model.parameters()), retain_graph=True)
        assert all(torch.equal(a, b) for a, b in zip(ours, theirs, strict=True))
