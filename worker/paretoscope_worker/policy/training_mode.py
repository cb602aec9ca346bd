"""Switches the layers that behave differently in updates than in sampling: recomputed layers, and dropout."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from torch import nn
from transformers import PreTrainedModel


def prepare_for_updates(model: PreTrainedModel, *, recomputes: bool, dropouts: Sequence[nn.Module]) -> None:
    """Puts only the layers that updates need into training mode. All other dropout stays off.

    Args:
        model: the model.
        recomputes: whether only the input of each layer is kept for the backward pass and the rest is computed again.
        dropouts: dropout layers to switch on.
    """
    model.train(False)
    if recomputes:
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    recomputed = [module for module in model.modules() if getattr(module, "gradient_checkpointing", False)]
    for module in (*recomputed, *dropouts):
        module.training = True


@contextmanager
def sampling_mode(model: nn.Module) -> Iterator[None]:
    """Takes all layers out of training mode inside the block."""
    modules = [module for module in model.modules() if module.training]
    for module in modules:
        module.training = False
    try:
        yield
    finally:
        for module in modules:
            module.training = True
