"""The interface through which influences are computed, for whole and for sharded policies."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from torch import Tensor

from paretoscope_worker.influence.derivatives import Direction
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.updates.micro_batches import PolicyPass


class GradientSource(Protocol):
    """Computes gradients of the policy loss on one rollout, one tensor per parameter.

    If several processes train the policy, all of them must make the same calls together.
    """

    @property
    def policy_pass(self) -> PolicyPass:
        """Log-probs of the rollout."""
        ...

    @property
    def targets(self) -> Sequence[int]:
        """Indices of the target parameters, over which inner products of gradients are summed."""
        ...

    @property
    def holders(self) -> Ranks:
        """The processes that each hold a shard of every gradient; `ALONE` if this process holds whole gradients."""
        ...

    def gradients(self, advantages: Tensor) -> Iterable[Tensor]:
        """Returns the gradients of K losses with advantages [K, N]: [K, *shape] for each trained parameter."""
        ...

    def gradient(self, advantages: Tensor) -> list[Tensor]:
        """Returns the gradient of one loss with advantages [N], only for the target parameters."""
        ...

    def derivatives(self, direction: Direction, *, seed: int) -> list[Tensor]:
        """Differentiates log-probs along a direction of the target parameters. `gradient` must be called before.

        Args:
            direction: direction of the derivative.
                seed: seed of the rounding in the finite difference.

        Returns:
            float32 [n] for each of this process's micro-batches.
        """
        ...
