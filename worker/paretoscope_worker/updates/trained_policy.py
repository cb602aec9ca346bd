"""The policy as an update trains it: in one process, or as one of several that train it together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from torch import Tensor, nn

from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.runtime.ranks import ALONE, Ranks

T = TypeVar("T")


class TrainedPolicy:
    """The policy of one process, which trains what it samples with."""

    is_sharded = False
    """Whether each process holds only a share of the parameters; a graph is then gone through only once."""

    def __init__(self, policy: Policy, ranks: Ranks = ALONE) -> None:
        self.policy = policy
        """Samples, and is saved."""
        self.ranks = ranks

    @property
    def model(self) -> nn.Module:
        """The module whose parameters are trained."""
        return self.policy.model

    def run(self, compute: Callable[[Policy], T]) -> T:
        """Computes something with the parameters that has a graph."""
        return compute(self.policy)

    def backward(self, loss: Tensor, *, is_summed: bool) -> None:  # noqa: ARG002
        """Adds the gradient of a loss to those of the parameters.

        Args:
            loss: this process's part; the whole loss is the sum of the parts.
            is_summed: whether the gradients of all processes are summed now; at the latest with the last of an update.
        """
        loss.backward()  # type: ignore[no-untyped-call]  # torch does not type it

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Has every parameter of `policy` in this process for a while; all processes must ask for it together."""
        yield


class PolicyModule(nn.Module):
    """A policy's whole pass, from tokens to loss, as one module, as what trains on several GPUs must see all of it."""

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        self.model = policy.model
        self._policy = policy

    def forward(self, compute: Callable[[Policy], T]) -> T:
        """Computes something with the policy."""
        return compute(self._policy)


def through(module: nn.Module, compute: Callable[[Policy], T]) -> T:
    """Computes something within the forward pass of a `PolicyModule`, however it is wrapped."""
    return cast(T, cast(Any, module)(compute))
