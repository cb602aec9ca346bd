"""AdamW with a learning-rate schedule. It trains float32 copies of bfloat16 parameters.

At usual learning rates, an update is smaller than the rounding error of a bfloat16 parameter and would be lost. The
copy keeps it. The config can switch the copies off.
"""

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils import clip_grad_norm_

from paretoscope.schema import training as schema
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.updates.sharding import shared_like, to_save, whole_tensor


def learning_rate(config: schema.Optimizer, step: int, steps: int) -> float:
    """Returns the learning rate of a step.

    Args:
        config: peak, warm-up and schedule.
        step: number of the update, counted from 1.
        steps: updates of the whole run.
    """
    if step <= config.warmup_steps:
        return config.learning_rate * (step / config.warmup_steps)
    done = (step - 1 - config.warmup_steps) / max(1, steps - config.warmup_steps)
    match config.schedule:
        case "constant":
            return config.learning_rate
        case "linear":
            return config.learning_rate * (1 - done)
        case "cosine":
            return config.learning_rate * (1 + math.cos(math.pi * done)) / 2


class PolicyOptimizer:
    """Collects gradients over micro-batches and applies them as one update."""

    def __init__(self, model: nn.Module, config: schema.Optimizer) -> None:
        self._parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
        self._masters = [_master(own) if config.master_weights else own for own in self._parameters]
        self._max_grad_norm = config.max_grad_norm
        self._adamw = torch.optim.AdamW(
            self._masters, lr=config.learning_rate, betas=(0.9, 0.999), weight_decay=config.weight_decay, fused=True
        )

    @property
    def has_copies(self) -> bool:
        """Whether gradients are added to float32 copies after each micro-batch."""
        return any(master is not own for master, own in zip(self._masters, self._parameters, strict=True))

    @property
    def parameters(self) -> list[nn.Parameter]:
        """The policy's trained parameters."""
        return self._parameters

    def collect(self) -> None:
        """Adds the gradients of one micro-batch to the update, in float32 if there are copies."""
        for parameter, master in zip(self._parameters, self._masters, strict=True):
            if parameter is master or parameter.grad is None:
                continue
            gradient = parameter.grad.float()
            master.grad = gradient if master.grad is None else master.grad.add_(gradient)
            parameter.grad = None

    def sum(self, ranks: Ranks) -> None:
        """Replaces the collected gradient by the sum of those of all processes."""
        if ranks.size == 1:
            return
        for master in self._masters:
            master.grad = ranks.sum(torch.zeros_like(master) if master.grad is None else master.grad)

    def clip(self) -> Tensor:
        """Scales the collected gradient down to the largest allowed norm, and returns its norm before that."""
        return whole_tensor(clip_grad_norm_(self._masters, self._max_grad_norm))

    @torch.no_grad()
    def step(self, rate: float) -> None:
        """Updates the policy with the collected gradient at the given learning rate, and discards the gradient."""
        for group in self._adamw.param_groups:
            group["lr"] = rate
        self._adamw.step()
        for parameter, master in zip(self._parameters, self._masters, strict=True):
            if parameter is not master:
                parameter.copy_(master)
        self.discard()

    def discard(self) -> None:
        """Discards the collected gradient without an update."""
        self._adamw.zero_grad(set_to_none=True)

    def state_dict(self) -> dict[str, Any]:
        """Returns the state of AdamW and the float32 copies, if any. Sharded tensors are converted by `to_save`."""
        copies = [master for master, own in zip(self._masters, self._parameters, strict=True) if master is not own]
        adamw = self._adamw.state_dict()
        adamw["state"] = {
            place: {name: to_save(value) for name, value in state.items()} for place, state in adamw["state"].items()
        }
        return {"adamw": adamw, "masters": [to_save(copy) for copy in copies]}

    @torch.no_grad()
    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores what `state_dict` returned."""
        of_parameters = {
            place: {
                name: value if name == "step" else shared_like(value, self._masters[place])
                for name, value in own.items()
            }
            for place, own in state["adamw"]["state"].items()
        }
        self._adamw.load_state_dict(state["adamw"] | {"state": of_parameters})
        copies = iter(state["masters"])
        for master, own in zip(self._masters, self._parameters, strict=True):
            if master is not own:
                master.copy_(shared_like(next(copies), master))


def _master(parameter: nn.Parameter) -> nn.Parameter:
    if parameter.dtype == torch.float32:
        return parameter
    return nn.Parameter(parameter.detach().float(), requires_grad=True)
