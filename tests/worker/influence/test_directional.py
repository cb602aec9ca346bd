"""Influence by one directional derivative equals the sums of the exact Gramian's rows."""

from collections.abc import Callable
from functools import partial

import pytest
import torch

from paretoscope_worker.influence.derivatives import LogProbs, finite_difference, forward_mode
from paretoscope_worker.influence.directional import Slopes, directional_influences
from paretoscope_worker.influence.gramian import exact_gramian
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates.micro_batches import PolicyPass

MakePass = Callable[..., PolicyPass]
NO_CLIPPING = 1e9


def slopes_of(way: str, policy: Policy, policy_pass: PolicyPass, names: list[str]) -> Slopes:
    function = LogProbs(policy.model, policy_pass, names)
    parameters = [policy.model.get_parameter(name) for name in names]
    if way == "jvp":
        return lambda direction, _: forward_mode(function, parameters, direction)
    return partial(finite_difference, function, parameters, seed=0)


def influences(
    way: str,
    policy: Policy,
    policy_pass: PolicyPass,
    advantages: torch.Tensor,
    *,
    names: list[str] | None = None,
    max_grad_norm: float = NO_CLIPPING,
) -> torch.Tensor:
    chosen = names or [name for name, _ in policy.model.named_parameters()]
    parameters = [policy.model.get_parameter(name) for name in chosen]
    slopes = slopes_of(way, policy, policy_pass, chosen)
    return directional_influences(policy_pass, advantages, parameters, max_grad_norm, slopes)


def exact(policy: Policy, policy_pass: PolicyPass, advantages: torch.Tensor, part: str = "") -> torch.Tensor:
    names = [name for name, _ in policy.model.named_parameters()]
    targets = [index for index, name in enumerate(names) if part in name]
    return exact_gramian(policy_pass, advantages, list(policy.model.parameters()), targets).inner_products.sum(dim=1)


@pytest.mark.parametrize(("way", "tolerance"), [("directional", 2e-3), ("jvp", 1e-5)])
@pytest.mark.parametrize("tokens_at_once", [None, 1])
def test_influences_are_the_row_sums_of_the_exact_gramian(
    *,
    policy: Policy,
    rollout: list[Completion],
    pass_over: MakePass,
    advantages: torch.Tensor,
    way: str,
    tolerance: float,
    tokens_at_once: int | None,
) -> None:
    expected = exact(policy, pass_over(rollout), advantages)
    found = influences(way, policy, pass_over(rollout, tokens_at_once), advantages)
    assert ((found - expected).norm() / expected.norm()).item() < tolerance
    assert found.dtype == torch.float64


@pytest.mark.parametrize("way", ["directional", "jvp"])
def test_eight_objectives_are_told_apart_by_the_same_two_passes(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, way: str
) -> None:
    tokens = sum(completion.tokens for completion in rollout)
    advantages = torch.randn(8, tokens, generator=torch.Generator().manual_seed(1))
    policy_pass = pass_over(rollout)
    forwards = []
    policy.model.base_model.register_forward_hook(lambda *_: forwards.append(1))
    found = influences(way, policy, policy_pass, advantages)
    assert len(forwards) == 2
    expected = exact(policy, policy_pass, advantages)
    assert torch.nn.functional.cosine_similarity(found, expected, dim=0).item() > 0.99999


@pytest.mark.parametrize("way", ["directional", "jvp"])
def test_target_layers_restrict_the_influence(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor, way: str
) -> None:
    names = [name for name, _ in policy.model.named_parameters() if ".layers.1." in name]
    found = influences(way, policy, pass_over(rollout), advantages, names=names)
    expected = exact(policy, pass_over(rollout), advantages, ".layers.1.")
    assert ((found - expected).norm() / expected.norm()).item() < 2e-3
    assert (expected - exact(policy, pass_over(rollout), advantages)).norm() > 0.1 * expected.norm()


def test_the_sum_is_clipped_to_k_times_the_longest_gradient(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> None:
    policy_pass = pass_over(rollout)
    free = influences("jvp", policy, policy_pass, advantages)
    length = free.sum().sqrt().item()  # The influences sum to the squared norm of the summed gradient.
    limit = length / 3 / 2
    torch.testing.assert_close(
        influences("jvp", policy, policy_pass, advantages, max_grad_norm=limit), free / 4, rtol=1e-4, atol=0
    )
    torch.testing.assert_close(
        influences("jvp", policy, policy_pass, advantages, max_grad_norm=length / 3 * 1.01), free
    )


def test_objectives_that_are_all_tied_have_no_influence(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> None:
    assert influences("directional", policy, pass_over(rollout), 0 * advantages).tolist() == [0, 0, 0]


def test_gradients_that_are_not_finite_give_influences_that_are_not(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> None:
    advantages[0, 0] = torch.nan
    assert influences("directional", policy, pass_over(rollout), advantages).isnan().all()


@pytest.mark.parametrize("way", ["directional", "jvp"])
def test_it_leaves_no_gradient_and_neither_the_parameters_nor_the_update_changed(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor, way: str
) -> None:
    before = [parameter.clone() for parameter in policy.model.parameters()]
    policy_pass = pass_over(rollout)
    influences(way, policy, policy_pass, advantages)
    assert all(torch.equal(a, b) for a, b in zip(policy.model.parameters(), before, strict=True))
    assert all(parameter.grad is None for parameter in policy.model.parameters())
    for kept, (_, log_probs) in zip([p for _, p in pass_over(rollout)], policy_pass, strict=True):
        ours = torch.autograd.grad(log_probs.sum(), list(policy.model.parameters()), retain_graph=True)
        theirs = torch.autograd.grad(kept.sum(), list(policy.model.parameters()), retain_graph=True)
        assert all(torch.equal(a, b) for a, b in zip(ours, theirs, strict=True))
