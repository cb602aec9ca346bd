"""Layers that compute otherwise in updates than in sampling: those computed again going backward, and dropout."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from torch import nn
from transformers import PreTrainedModel


def prepare_for_updates(model: PreTrainedModel, *, recomputes: bool, dropouts: Sequence[nn.Module]) -> None:
    """Puts into training mode what updates need there, and nothing else: all other dropout stays off.

    Args:
        model: the model.
        recomputes: whether only each layer's input is kept for the backward pass, and the rest computed again.
        dropouts: layers that leave out some of their inputs.
    """
    model.train(False)
    if recomputes:
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    recomputed = [module for module in model.modules() if getattr(module, "gradient_checkpointing", False)]
    for module in (*recomputed, *dropouts):
        module.training = True


@contextmanager
def sampling_mode(model: nn.Module) -> Iterator[None]:
    """Takes all layers out of training mode for a while."""
    modules = [module for module in model.modules() if module.training]
    for module in modules:
        module.training = False
    try:
        yield
    finally:
        for module in modules:
            module.training = True
