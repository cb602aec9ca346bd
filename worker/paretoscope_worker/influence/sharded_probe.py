"""What weighting methods may ask of the objectives' gradients where each process holds a share of the policy.

A gradient is one pass forward and backward through the sharded policy, which leaves each process its share; inner
products are sums over shares. The derivative along a direction is a finite difference, for which the moved parameters
are gathered as they are for sampling.
"""

from collections.abc import Sequence

import torch
from torch import Tensor

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import GradientWeighting
from paretoscope_worker.influence.derivatives import Direction, rounded, step_along
from paretoscope_worker.influence.directional import clipped
from paretoscope_worker.influence.gramian import Gramian, gramian_of, token_shares
from paretoscope_worker.influence.probe import Influence
from paretoscope_worker.influence.targets import target_names
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.runtime.seeds import Stream, derive_seed
from paretoscope_worker.updates.log_probs import TokenOutputs
from paretoscope_worker.updates.micro_batches import PolicyPass
from paretoscope_worker.updates.sharded_policy import ShardedPolicy
from paretoscope_worker.updates.sharding import own_share, with_share

Shares = list[Tensor]
"""This process's share of a gradient, float32, one tensor a trained parameter."""


class ShardedProbe:
    """Computes gradients of the sharded policy as it is; all processes must ask together."""

    def __init__(self, config: RunConfig, trained: ShardedPolicy) -> None:
        """Raises ValueError if the policy has no such target layers."""
        model = trained.policy.model
        names = [name for name, parameter in model.named_parameters() if parameter.requires_grad]
        chosen = target_names(model, getattr(config.weighting, "target_layers", None))
        self._config = config
        self._trained = trained
        self._parameters = [parameter for parameter in trained.model.parameters() if parameter.requires_grad]
        self._targets = [names.index(name) for name in chosen]

    def gramian(self, policy_pass: PolicyPass, advantages: Tensor) -> Gramian:
        """Returns the inner products of the objectives' gradients on a rollout; see `Probe`."""
        gradients = [self._gradient(policy_pass, own) for own in advantages]
        stacked = (torch.stack(parts) for parts in zip(*gradients, strict=True))
        return gramian_of(stacked, self._targets, self._trained.ranks)

    def influence(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Influence:
        """Returns the influences; on the first steps, where they are not exact, with the exact ones beside them."""
        weighting, limit = self._config.weighting, self._config.optimizer.max_grad_norm
        assert isinstance(weighting, GradientWeighting)  # noqa: S101 - no other method has influences
        if weighting.influence == "exact":
            gramian = self.gramian(policy_pass, advantages)
            return Influence(gramian.clipped(limit).sum(dim=1), gramian)
        values = self._directional(policy_pass, advantages, step)
        if step > weighting.compared_steps:
            return Influence(values)
        gramian = self.gramian(policy_pass, advantages)
        return Influence(values, gramian, gramian.clipped(limit).sum(dim=1))

    def take(self, policy_pass: PolicyPass) -> None:
        """There are no gradients of single completions to hand over: a rollout is gone through once a gradient."""

    def _gradient(self, policy_pass: PolicyPass, advantages: Tensor) -> Shares:
        """Returns the gradient of the policy loss with advantages [N]."""

        def loss_of(places: Tensor, token_weight: Tensor, outputs: TokenOutputs) -> Tensor:
            return -(advantages[places] * token_weight * outputs.log_probs).sum()

        for loss in policy_pass.losses(loss_of):
            self._trained.backward(loss, is_summed=True)
        found = [_taken(parameter) for parameter in self._parameters]
        return [share.float() for share in found]

    def _directional(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Tensor:
        """Returns I_k = <g_k, sum of all g_j>, float64 [K] on the CPU, as `directional_influences` does."""
        total, ranks = advantages.sum(dim=0), self._trained.ranks
        gradient = self._gradient(policy_pass, total)
        chosen = [gradient[place] for place in self._targets]
        length = _length(chosen, ranks)
        shares = [token_shares(micro_batch, advantages) for micro_batch in policy_pass.micro_batches]
        size = ranks.sum(torch.stack([own.sum(dim=0).abs().sum() for own in shares]).sum()).item()
        if not length > 0:
            return torch.full((len(advantages),), 0.0 if length == 0 else torch.nan, dtype=torch.float64)
        slopes = self._slopes(policy_pass, Direction(chosen, length, length**2 / size), step)
        products = torch.stack([(own * slope).double().sum(dim=1) for own, slope in zip(shares, slopes, strict=True)])
        return clipped(-ranks.sum(products.sum(dim=0)), length, self._config.optimizer.max_grad_norm)

    @torch.no_grad()
    def _slopes(self, policy_pass: PolicyPass, direction: Direction, step: int) -> list[Tensor]:
        """Returns the derivative of each log-prob of this process's micro-batches, [N] each."""
        points = [self._parameters[place] for place in self._targets]
        own, dtype = [own_share(point.detach()) for point in points], points[0].dtype
        by = step_along(direction, _length(own, self._trained.ranks), dtype)
        seed = derive_seed(self._config.seed, Stream.INFLUENCE, step) + self._trained.ranks.rank
        generator = torch.Generator(own[0].device).manual_seed(seed % 2**63)
        moved = {
            point: with_share(rounded(share.float() + by * part, dtype, generator), point)
            for point, share, part in zip(points, own, direction.parts, strict=True)
        }
        with self._trained.at({}):
            before = [policy_pass.log_probs(micro_batch) for micro_batch in policy_pass.micro_batches]
        with self._trained.at(moved):
            after = [policy_pass.log_probs(micro_batch) for micro_batch in policy_pass.micro_batches]
        return [(there - here) / by for there, here in zip(after, before, strict=True)]


def _taken(parameter: torch.nn.Parameter) -> Tensor:
    """Takes a parameter's gradient away from it."""
    gradient = own_share(torch.zeros_like(parameter) if parameter.grad is None else parameter.grad)
    parameter.grad = None
    return gradient


def _length(shares: Sequence[Tensor], ranks: Ranks) -> float:
    """Returns the Euclidean norm of what all processes hold together."""
    squares = [torch.linalg.vector_norm(share, dtype=torch.float64).square() for share in shares]
    return ranks.sum(torch.stack(squares).sum()).sqrt().item()
