"""The whole policy in each of several processes, whose gradients are summed (DDP, through accelerate)."""

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
    """One of several copies, which stay the same because each sees the same gradient."""

    def __init__(self, policy: Policy, ranks: Ranks) -> None:
        super().__init__(policy, ranks)
        self._accelerator = Accelerator(cpu=policy.device.type == "cpu")
        module = PolicyModule(policy)
        # Buffers are the same everywhere, and processes go forward a different number of times.
        ignore: Any = DistributedDataParallel._set_params_and_buffers_to_ignore_for_model
        ignore(module, [name for name, _ in module.named_buffers()])
        self._module = self._accelerator.prepare_model(module, device_placement=False)

    def run(self, compute: Callable[[Policy], T]) -> T:
        """Computes within the wrapped module, which does not expect a backward pass of each forward pass."""
        with self._accelerator.no_sync(self._module):
            return through(self._module, compute)

    def backward(self, loss: Tensor, *, is_summed: bool) -> None:
        """Sums over processes while it goes backward. DDP takes the mean, hence the factor."""
        scaled = loss * self.ranks.size
        if not is_summed:
            scaled.backward()  # type: ignore[no-untyped-call]  # torch does not type it
            return
        with self._accelerator.trigger_sync_in_backward(self._module):
            scaled.backward()  # type: ignore[no-untyped-call]
