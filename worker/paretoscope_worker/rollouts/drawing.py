"""Draws the next token from logits."""

import torch
from torch import Tensor


def draw(logits: Tensor, uniforms: Tensor, temperature: float) -> Tensor:
    """Draws one token per row by inverting the cumulative distribution. A row depends only on its own random number.

    Args:
        logits: [N, V].
        uniforms: float64 [N], each from [0, 1).
        temperature: logits are divided by it; 0 takes the most likely token.

    Returns:
        int64 [N].
    """
    if temperature == 0:
        return logits.argmax(dim=-1)
    probabilities = torch.softmax(logits.float() / temperature, dim=-1)
    # In float32 the increments of unlikely tokens would be lost beside a sum near 1.
    cumulative = probabilities.cumsum(dim=-1, dtype=torch.float64)
    targets = uniforms[:, None] * cumulative[:, -1:]
    # right=True skips tokens of probability 0, whose cumulative value equals their predecessor's.
    return torch.searchsorted(cumulative, targets, right=True).clamp_(max=logits.shape[-1] - 1)[:, 0]
