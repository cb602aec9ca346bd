import math
from collections.abc import Callable

import pytest
import torch

from paretoscope_worker.influence.backward import objective_gradients
from paretoscope_worker.influence.gramian import Gramian, gramian_of
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates.micro_batches import PolicyPass

MakePass = Callable[..., PolicyPass]


def gradients_one_by_one(
    policy: Policy, rollout: list[Completion], advantages: torch.Tensor, names: set[str] | None = None
) -> torch.Tensor:
    """Backpropagates the policy loss of each objective from sequences run alone; [K, D]."""
    rows = []
    lengths = [completion.tokens for completion in rollout]
    for own in advantages:
        policy.model.zero_grad()
        loss = torch.zeros(())
        for completion, of_tokens in zip(rollout, own.split(lengths), strict=True):
            ids = torch.tensor([[*completion.prompt_ids, *completion.token_ids]])
            log_probs = policy.model(ids).logits[0, len(completion.prompt_ids) - 1 : -1].log_softmax(-1)
            chosen = log_probs.gather(1, torch.tensor(completion.token_ids)[:, None])[:, 0]
            loss = loss - (of_tokens * chosen).sum() / sum(lengths)
        loss.backward()
        parts = [p.grad for n, p in policy.model.named_parameters() if names is None or n in names]
        rows.append(torch.cat([part.flatten() for part in parts if part is not None]))
    policy.model.zero_grad()
    return torch.stack(rows).double()


def exact(
    policy: Policy, policy_pass: PolicyPass, advantages: torch.Tensor, targets: list[int] | None = None
) -> Gramian:
    parameters = list(policy.model.parameters())
    return gramian_of(objective_gradients(policy_pass, advantages, parameters), targets or list(range(len(parameters))))


@pytest.mark.parametrize("tokens_at_once", [None, 1])
def test_inner_products_and_norms_equal_those_of_each_loss_differentiated_alone(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor, tokens_at_once: int | None
) -> None:
    gramian = exact(policy, pass_over(rollout, tokens_at_once), advantages)
    gradients = gradients_one_by_one(policy, rollout, advantages)
    torch.testing.assert_close(gramian.inner_products, gradients @ gradients.T, rtol=1e-3, atol=1e-7)
    torch.testing.assert_close(gramian.norms, gradients.norm(dim=1), rtol=1e-3, atol=1e-7)
    torch.testing.assert_close(gramian.lengths, gradients.norm(dim=1), rtol=1e-3, atol=1e-7)


def test_each_gradient_is_clipped_to_the_longest_allowed(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> None:
    gradients = gradients_one_by_one(policy, rollout, advantages)
    limit = float(gradients.norm(dim=1)[1]) * 1.01
    assert gradients.norm(dim=1)[0] > limit
    clipped = gradients.clone()
    clipped[0] *= limit / gradients[0].norm()
    gramian = exact(policy, pass_over(rollout), advantages)
    torch.testing.assert_close(gramian.clipped(limit), clipped @ clipped.T, rtol=1e-3, atol=1e-7)
    torch.testing.assert_close(gramian.clipped(1e9), gradients @ gradients.T, rtol=1e-3, atol=1e-7)


def test_targets_restrict_the_inner_products_but_not_the_norms(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> None:
    names = [name for name, _ in policy.model.named_parameters()]
    targets = [index for index, name in enumerate(names) if ".layers.1." in name]
    restricted = gradients_one_by_one(policy, rollout, advantages, {names[index] for index in targets})
    everything = gradients_one_by_one(policy, rollout, advantages)
    gramian = exact(policy, pass_over(rollout), advantages, targets)
    torch.testing.assert_close(gramian.inner_products, restricted @ restricted.T, rtol=1e-3, atol=1e-7)
    torch.testing.assert_close(gramian.norms, everything.norm(dim=1), rtol=1e-3, atol=1e-7)


def test_computing_it_leaves_no_gradient_and_the_pass_usable(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> None:
    policy_pass = pass_over(rollout)
    first = exact(policy, policy_pass, advantages)
    assert all(parameter.grad is None for parameter in policy.model.parameters())
    torch.testing.assert_close(exact(policy, policy_pass, advantages).inner_products, first.inner_products)


def test_cosines_are_0_with_a_gradient_that_vanishes() -> None:
    gramian = Gramian(torch.tensor([[4.0, -3.0, 0.0], [-3.0, 9.0, 0.0], [0.0, 0.0, 0.0]]).double(), torch.zeros(3))
    assert gramian.cosines.tolist() == [[1, -0.5, 0], [-0.5, 1, 0], [0, 0, 0]]


def test_a_vanishing_gradient_has_norm_0(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> None:
    gramian = exact(policy, pass_over(rollout), advantages)
    assert gramian.norms[2] == 0
    assert math.isfinite(gramian.cosines.sum().item())
