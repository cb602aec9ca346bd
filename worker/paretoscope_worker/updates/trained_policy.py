"""The policy as an update trains it, in one process or in several processes together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from torch import Tensor, nn

from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.runtime.ranks import ALONE, Ranks

T = TypeVar("T")


class TrainedPolicy:
    """The policy of a run with one process. The model that is trained is the model that samples."""

    is_sharded = False
    """Whether each process holds only a shard of the parameters; then a graph can be used only once."""

    def __init__(self, policy: Policy, ranks: Ranks = ALONE) -> None:
        self.policy = policy
        """The policy that samples and is saved."""
        self.ranks = ranks

    @property
    def model(self) -> nn.Module:
        """The module whose parameters are trained."""
        return self.policy.model

    def run(self, compute: Callable[[Policy], T]) -> T:
        """Calls a function that computes a result with a graph from the trained parameters."""
        return compute(self.policy)

    def backward(self, loss: Tensor, *, is_summed: bool) -> None:  # noqa: ARG002
        """Adds the gradient of a loss to the gradients of the parameters.

        Args:
            loss: the part of this process; the whole loss is the sum of the parts.
            is_summed: whether to sum the gradients of all processes now; it must be true for an update's last loss.
        """
        loss.backward()  # type: ignore[no-untyped-call]  # torch does not type it

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Gathers every parameter of `policy` in this process for the block; all processes must enter it together."""
        yield

    def adopt(self) -> None:
        """Takes the parameters of `policy` as the trained ones after they were changed inside `whole`."""


class PolicyModule(nn.Module):
    """The whole pass of a policy, from tokens to loss, as one module, which DDP and FSDP require."""

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        self.model = policy.model
        self._policy = policy

    def forward(self, compute: Callable[[Policy], T]) -> T:
        """Calls a function with the policy."""
        return compute(self._policy)


def through(module: nn.Module, compute: Callable[[Policy], T]) -> T:
    """Calls a function inside the forward pass of a `PolicyModule`, which may be wrapped."""
    return cast(T, cast(Any, module)(compute))
