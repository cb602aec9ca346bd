"""A shard of the policy's parameters, gradients and optimizer state in each of several processes (FSDP2).

One policy has two models. The sharded model is trained: its layers gather their whole parameters from all processes
just before they are used, and return a shard of the gradient. The plain model samples and is saved: it has parameters
only inside `whole`, so that processes can decode different numbers of tokens without waiting for each other.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from typing import Any, TypeVar, cast

import torch
from accelerate import Accelerator, FullyShardedDataParallelPlugin
from accelerate.utils.fsdp_utils import fsdp2_prepare_model
from torch import Tensor, nn
from torch.distributed.fsdp import MixedPrecisionPolicy

from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.updates.sharding import shared_like, whole_tensor
from paretoscope_worker.updates.trained_policy import PolicyModule, TrainedPolicy, through

T = TypeVar("T")


class ShardedPolicy(TrainedPolicy):
    """The shards of the policy in one process."""

    is_sharded = True

    def __init__(self, policy: Policy, ranks: Ranks) -> None:
        super().__init__(replace(policy, model=_without_parameters(policy.model)), ranks)
        self._module = _sharded(PolicyModule(policy))
        self._is_whole = False

    @property
    def model(self) -> nn.Module:
        """The sharded module; its parameters have the names and the order of the model's."""
        return self._module

    def run(self, compute: Callable[[Policy], T]) -> T:
        """Computes inside the sharded module, which waits for the gradient of the result; it must be one tensor."""
        return through(self._module, compute)

    def backward(self, loss: Tensor, *, is_summed: bool) -> None:  # noqa: ARG002 - a whole gradient does not fit
        """Sums gradients layer by layer and keeps this process's shard. FSDP takes the mean, hence the factor."""
        (loss * self.ranks.size).backward()  # type: ignore[no-untyped-call]  # torch does not type it

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Gathers all parameters into the plain model."""
        if self._is_whole:
            yield
            return
        with self.at({}):
            self._is_whole = True
            try:
                yield
            finally:
                self._is_whole = False

    @torch.no_grad()
    def adopt(self) -> None:
        """Shards the parameters of the plain model; see `TrainedPolicy`."""
        for parameter, own in zip(self.policy.model.parameters(), self._module.parameters(), strict=True):
            own.copy_(shared_like(parameter.detach(), own))

    @contextmanager
    def at(self, moved: Mapping[nn.Parameter, Tensor]) -> Iterator[None]:
        """Gathers all parameters into the plain model; shards in `moved` replace the parameters' own shards."""
        plain = list(self.policy.model.parameters())
        for parameter, own in zip(plain, self._module.parameters(), strict=True):
            parameter.data = whole_tensor(moved.get(own, own.detach()))
        try:
            yield
        finally:
            for parameter in plain:
                parameter.data = parameter.data.new_empty(0)


def _sharded(module: PolicyModule) -> nn.Module:
    """Shards each transformer block separately, and embeddings, last norm and output layer together as the root."""
    plugin = FullyShardedDataParallelPlugin(
        fsdp_version=2,
        auto_wrap_policy="transformer_based_wrap",
        transformer_cls_names_to_wrap=_blocks(module),
        mixed_precision_policy=MixedPrecisionPolicy(reduce_dtype=torch.float32),
        cpu_ram_efficient_loading=False,
    )
    accelerator = Accelerator(cpu=next(module.parameters()).device.type == "cpu", fsdp_plugin=plugin)
    # Accelerate itself would shard only on GPUs and only together with an optimizer.
    accelerator.state.fsdp_plugin = plugin
    return cast(nn.Module, fsdp2_prepare_model(accelerator, module))


def _blocks(module: PolicyModule) -> list[str]:
    """Returns the class names of the model's transformer blocks."""
    names = set(getattr(module.model, "_no_split_modules", None) or ())
    return sorted(names & {type(part).__name__ for part in module.modules()})


def _without_parameters(model: Any) -> Any:
    """Returns a copy of a model with empty parameters; tied parameters stay tied."""
    empty = {
        id(parameter): nn.Parameter(parameter.detach().new_empty(0), requires_grad=parameter.requires_grad)
        for parameter in model.parameters()
    }
    return deepcopy(model, empty)
