"""Chooses the number of threads for sampling on a CPU, where several threads slow down small matrix products."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn

SMALL_PRODUCT = 2**24
"""Number of multiplications that one core does in about 0.4 ms. Threads on busy cores would wait much longer."""


@contextmanager
def threads_for(model: nn.Module, rows: int) -> Iterator[None]:
    """Computes with one thread inside the block if even the largest layer has little to do for one token per row."""
    before = torch.get_num_threads()
    largest = max(parameter.numel() for parameter in model.parameters())
    if rows * largest < SMALL_PRODUCT:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
