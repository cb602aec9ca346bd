"""Random projections that shorten gradients and keep their inner products on average.

The gradient of a linear layer is a matrix. It is multiplied on both sides with matrices of random signs, as in LoGra
(arXiv 2405.13954), whose projections are learnt or Gaussian. For E[P P'] = 1, the inner product of two projected
matrices is an unbiased estimate of that of the matrices. The projections are drawn anew for each step, so that errors
of different steps cancel.
"""

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

LEAST_WIDTH, LARGEST_WIDTH = 16, 64
"""Bounds of the width that a side of a matrix is shortened to; a side that is not wider is kept."""
SHORTENING = 8
"""How much shorter a side becomes between these bounds."""


def width(size: int) -> int:
    """Returns the width that a side of a matrix is shortened to."""
    return min(size, max(LEAST_WIDTH, min(LARGEST_WIDTH, size // SHORTENING)))


class Projections:
    """The projections of one step, equal in all processes that train a run."""

    def __init__(self, parameters: Sequence[nn.Parameter], seed: int) -> None:
        self._index = {id(parameter): index for index, parameter in enumerate(parameters)}
        self._seed = seed
        self._drawn: dict[int, tuple[Tensor, Tensor]] = {}

    def of(self, parameter: nn.Parameter) -> tuple[Tensor, Tensor]:
        """Returns the projections of the outputs, [out, p], and the inputs, [in, q], of a weight [out, in]."""
        key = id(parameter)
        if key not in self._drawn:
            out, into = (self._draw(size, (self._index[key], side)) for side, size in enumerate(parameter.shape))
            self._drawn[key] = out.to(parameter), into.to(parameter)
        return self._drawn[key]

    def _draw(self, size: int, place: tuple[int, int]) -> Tensor:
        columns = width(size)
        if columns == size:
            return torch.eye(size)
        bits = np.random.Generator(np.random.SFC64([self._seed, *place])).bytes(-(-size * columns // 8))
        signs = np.unpackbits(np.frombuffer(bits, dtype=np.uint8))[: size * columns].astype(np.float32)
        return torch.from_numpy((2 * signs - 1) / np.float32(math.sqrt(columns))).view(size, columns)
