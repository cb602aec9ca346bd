"""Takes a trainer through one step each time it is asked to, and answers with the CPU seconds it took.

It reads lines from its input, `step` or `stop`, and answers each step with one line of JSON; what else the process
prints goes to its error output. The loss's forward pass begins where the policy is entered with gradients switched on,
and ends where they are asked for, which begins the backward pass: the same for every trainer.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

import torch
from torch import nn


class StepClock:
    """Stands in the trainer's loop, between one step and the next."""

    def __init__(self) -> None:
        self._answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        self._parts: dict[str, float] = {}
        self._began = self._forward_began = 0.0
        self._facts: dict[str, Any] = {}
        self.completion_tokens = 0
        """Of the step under way; whoever samples sets it."""

    def introduce(self, facts: dict[str, Any]) -> None:
        """Adds to what is known of the trainer, which goes with every answer."""
        self._facts |= facts

    def goes_on(self) -> bool:
        """Ends the step under way, if there is one, and waits; returns whether another is asked for."""
        if self._began:
            took = time.process_time() - self._began
            tokens = {"completion_tokens": self.completion_tokens}
            print(json.dumps({"step": took, **self._parts, **tokens, **self._facts}), file=self._answers, flush=True)
        is_asked_for = sys.stdin.readline().strip() == "step"
        self._parts = {"generate": 0.0, "forward": 0.0, "backward": 0.0}
        self._began = time.process_time()
        return is_asked_for

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Returns a function that does the same and whose time counts as this part of the step."""

        @wraps(function)
        def measured(*arguments: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                self._parts[part] = self._parts.get(part, 0.0) + time.process_time() - began

        return measured

    def watch(self, body: nn.Module) -> None:
        """Times forward passes of the loss through the model's body, and all backward passes."""
        body.register_forward_pre_hook(self._enter)
        for name in ("backward", "grad"):
            setattr(torch.autograd, name, self._leaving(self.timed("backward", getattr(torch.autograd, name))))

    def _enter(self, *_: Any) -> None:
        if torch.is_grad_enabled():
            self._forward_began = time.process_time()

    def _leaving(self, backward: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(backward)
        def left(*arguments: Any, **named: Any) -> Any:
            if self._forward_began:
                self._parts["forward"] += time.process_time() - self._forward_began
                self._forward_began = 0.0
            return backward(*arguments, **named)

        return left


def model_facts(model: nn.Module) -> dict[str, Any]:
    """Returns what two trainers' policies must have in common."""
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    return {
        "parameters": sum(parameter.numel() for parameter in trained),
        "precision": "/".join(sorted({str(parameter.dtype).removeprefix("torch.") for parameter in trained})),
        "attention": str(model.config._attn_implementation),
        "torch": torch.__version__,
        "threads": torch.get_num_threads(),
    }


def optimizer_facts(optimizer: torch.optim.Optimizer) -> dict[str, Any]:
    """Returns what two trainers' optimizers must have in common."""
    group = optimizer.param_groups[0]
    return {
        "optimizer": f"{type(optimizer).__name__}, weight decay {group['weight_decay']:g}, rate {group['lr']:g}",
        "states": sum(state["exp_avg"].numel() for state in optimizer.state.values()),
    }
