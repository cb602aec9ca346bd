"""A copy of the policy in each of several processes, with summed gradients (DDP, through accelerate)."""

from collections.abc import Callable
from typing import Any, TypeVar

from accelerate import Accelerator
from torch import Tensor
from torch.nn.parallel import DistributedDataParallel

from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.updates.trained_policy import PolicyModule, TrainedPolicy, through

T = TypeVar("T")


class ReplicatedPolicy(TrainedPolicy):
    """One of several copies of the policy, which stay equal because each gets the same gradient."""

    def __init__(self, policy: Policy, ranks: Ranks) -> None:
        super().__init__(policy, ranks)
        self._accelerator = Accelerator(cpu=policy.device.type == "cpu")
        module = PolicyModule(policy)
        # Buffers are equal in all processes, and the processes make different numbers of forward passes.
        ignore: Any = DistributedDataParallel._set_params_and_buffers_to_ignore_for_model
        ignore(module, [name for name, _ in module.named_buffers()])
        self._module = self._accelerator.prepare_model(module, device_placement=False)

    def run(self, compute: Callable[[Policy], T]) -> T:
        """Computes inside the wrapped module, which does not expect a backward pass for each forward pass."""
        with self._accelerator.no_sync(self._module):
            return through(self._module, compute)

    def backward(self, loss: Tensor, *, is_summed: bool) -> None:
        """Runs the backward pass and sums over the processes if `is_summed`. DDP takes the mean, hence the factor."""
        scaled = loss * self.ranks.size
        if not is_summed:
            scaled.backward()  # type: ignore[no-untyped-call]  # torch does not type it
            return
        with self._accelerator.trigger_sync_in_backward(self._module):
            scaled.backward()  # type: ignore[no-untyped-call]
