"""Computes gradients of a policy of which each process holds a shard."""

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn

from paretoscope_worker.influence.derivatives import Direction, finite_difference
from paretoscope_worker.influence.targets import Targets
from paretoscope_worker.updates.log_probs import TokenOutputs
from paretoscope_worker.updates.micro_batches import PolicyPass
from paretoscope_worker.updates.sharded_policy import ShardedPolicy
from paretoscope_worker.updates.sharding import own_share, with_share

Shares = list[Tensor]
"""This process's shard of a gradient: float32, one tensor per trained parameter."""


class ShardedSource:
    """Gradients on one rollout; see `GradientSource`.

    A gradient takes one forward and one backward pass through the sharded policy, after which each process has its
    shard. For a finite difference, the moved parameters are gathered as for sampling.
    """

    def __init__(self, trained: ShardedPolicy, policy_pass: PolicyPass, targets: Targets) -> None:
        self.policy_pass = policy_pass
        self.targets = targets.places
        self.holders = trained.ranks
        self._trained = trained
        self._parameters = targets

    def gradients(self, advantages: Tensor) -> Iterable[Tensor]:
        """Returns the gradients of K losses; it makes one pass per loss."""
        rows = [self._share(own) for own in advantages]
        return (torch.stack(parts) for parts in zip(*rows, strict=True))

    def gradient(self, advantages: Tensor) -> list[Tensor]:
        """Returns the gradient of one loss; it makes one pass."""
        share = self._share(advantages)
        return [share[place] for place in self.targets]

    @torch.no_grad()
    def derivatives(self, direction: Direction, *, seed: int) -> list[Tensor]:
        """Differentiates with two forward passes with gathered parameters."""
        points = self._parameters.counted
        shares = [own_share(point.detach()) for point in points]
        before = self._log_probs_at(shares)
        own_seed = (seed + self.holders.rank) % 2**63
        return finite_difference(self._log_probs_at, shares, direction, before, seed=own_seed, holders=self.holders)

    def _log_probs_at(self, shares: Sequence[Tensor]) -> list[Tensor]:
        """Returns the log-probs of this process's micro-batches for the given shards of the parameters."""
        points = self._parameters.counted
        moved: dict[nn.Parameter, Tensor] = {
            point: with_share(share, point) for point, share in zip(points, shares, strict=True)
        }
        with self._trained.at(moved):
            return [self.policy_pass.log_probs(micro_batch) for micro_batch in self.policy_pass.micro_batches]

    def _share(self, advantages: Tensor) -> Shares:
        """Returns this process's shard of the gradient of the policy loss with advantages [N]."""

        def loss_of(places: Tensor, token_weight: Tensor, outputs: TokenOutputs) -> Tensor:
            return -(advantages[places] * token_weight * outputs.log_probs).sum()

        for loss in self.policy_pass.losses(loss_of):
            self._trained.backward(loss, is_summed=True)
        return [_taken(parameter).float() for parameter in self._parameters.trained]


def _taken(parameter: nn.Parameter) -> Tensor:
    """Returns this process's shard of a parameter's gradient and clears the gradient."""
    gradient = own_share(torch.zeros_like(parameter) if parameter.grad is None else parameter.grad)
    parameter.grad = None
    return gradient
