"""A share of the policy's parameters, gradients and optimizer state in each of several processes (FSDP2).

Two models stand for one policy. The sharded one is trained: its layers get their whole parameters from all processes
just before they are used, and give back a share of the gradient. The plain one samples and is saved: it has parameters
only within `whole`, so that processes may decode different numbers of tokens without waiting for each other.
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
from paretoscope_worker.updates.sharding import whole_tensor
from paretoscope_worker.updates.trained_policy import PolicyModule, TrainedPolicy, through

T = TypeVar("T")


class ShardedPolicy(TrainedPolicy):
    """One process's shares of the policy."""

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
        """Computes within the sharded module; what comes out must be one tensor, whose gradient it waits for."""
        return through(self._module, compute)

    def backward(self, loss: Tensor, *, is_summed: bool) -> None:  # noqa: ARG002 - a whole gradient has no room
        """Sums gradients layer by layer and keeps this process's share. FSDP takes the mean, hence the factor."""
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

    @contextmanager
    def at(self, moved: Mapping[nn.Parameter, Tensor]) -> Iterator[None]:
        """Gathers the parameters, some of them with other shares than their own, into the plain model."""
        plain = list(self.policy.model.parameters())
        for parameter, own in zip(plain, self._module.parameters(), strict=True):
            parameter.data = whole_tensor(moved.get(own, own.detach()))
        try:
            yield
        finally:
            for parameter in plain:
                parameter.data = parameter.data.new_empty(0)


def _sharded(module: PolicyModule) -> nn.Module:
    """Shards each transformer block by itself, and embeddings, last norm and output layer together as the root."""
    plugin = FullyShardedDataParallelPlugin(
        fsdp_version=2,
        auto_wrap_policy="transformer_based_wrap",
        transformer_cls_names_to_wrap=_blocks(module),
        mixed_precision_policy=MixedPrecisionPolicy(reduce_dtype=torch.float32),
        cpu_ram_efficient_loading=False,
    )
    accelerator = Accelerator(cpu=next(module.parameters()).device.type == "cpu", fsdp_plugin=plugin)
    # Accelerate itself would shard only on GPUs, and only along with an optimizer.
    accelerator.state.fsdp_plugin = plugin
    return cast(nn.Module, fsdp2_prepare_model(accelerator, module))


def _blocks(module: PolicyModule) -> list[str]:
    """Returns the names of the classes of blocks that the model is made of."""
    names = set(getattr(module.model, "_no_split_modules", None) or ())
    return sorted(names & {type(part).__name__ for part in module.modules()})


def _without_parameters(model: Any) -> Any:
    """Returns a copy of a model whose parameters hold nothing; tied ones are one."""
    empty = {
        id(parameter): nn.Parameter(parameter.detach().new_empty(0), requires_grad=parameter.requires_grad)
        for parameter in model.parameters()
    }
    return deepcopy(model, empty)
