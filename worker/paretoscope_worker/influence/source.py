"""What influences are computed from, whether each process holds the whole policy or a share of it."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from torch import Tensor

from paretoscope_worker.influence.derivatives import Direction
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.updates.micro_batches import PolicyPass


class GradientSource(Protocol):
    """Gradients of the policy loss on one rollout, one tensor per parameter.

    Where several processes train the policy, all of them must ask together.
    """

    @property
    def policy_pass(self) -> PolicyPass:
        """Log-probs of the rollout."""
        ...

    @property
    def targets(self) -> Sequence[int]:
        """Which of the trained parameters count where gradients are multiplied."""
        ...

    @property
    def holders(self) -> Ranks:
        """The processes that hold a share of each gradient; `ALONE` where this process holds all of it."""
        ...

    def has_completion_gradients(self, advantages: Tensor) -> bool:
        """Returns whether `gradients` only sums gradients of completions, without a backward pass per objective."""
        ...

    def gradients(self, advantages: Tensor) -> Iterable[Tensor]:
        """Returns the gradients of K losses with advantages [K, N]: [K, *shape] for each trained parameter."""
        ...

    def gradient(self, advantages: Tensor) -> list[Tensor]:
        """Returns the gradient of one loss with advantages [N], of the parameters that count."""
        ...

    def derivatives(self, direction: Direction, *, forwards: bool, seed: int) -> list[Tensor]:
        """Differentiates log-probs along a direction of the parameters that count; `gradient` must come first.

        Args:
            direction: along which.
            forwards: whether to differentiate in forward mode instead of by a finite difference.
            seed: of the rounding in the finite difference.

        Returns:
            float32 [n] for each of this process's micro-batches.

        Raises:
            ForwardModeError: a kernel has no forward-mode formula.
        """
        ...
