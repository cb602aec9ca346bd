"""How many threads sample: on a CPU, sharing out a small product among threads takes longer than making it."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn

SMALL_PRODUCT = 2**24
"""Multiplications that one core makes in some 0.4 ms. Threads that find the other cores busy wait for far longer."""


@contextmanager
def threads_for(model: nn.Module, rows: int) -> Iterator[None]:
    """Computes with one thread for a while, if even the largest layer has little to do for one token of each row."""
    before = torch.get_num_threads()
    largest = max(parameter.numel() for parameter in model.parameters())
    if rows * largest < SMALL_PRODUCT:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
