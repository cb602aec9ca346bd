"""From tensors with a place for each token, [..., B, G, T], to completions and to one row of all tokens.

T is 1 where all tokens of a completion share one value; else what stands after the end of a completion is 0.
"""

import torch
from torch import Tensor


def is_token(lengths: Tensor, tokens: int) -> Tensor:
    """Returns which of `tokens` places each completion fills, bool [..., T], for int64 lengths [...]."""
    return torch.arange(tokens) < lengths[..., None]


def completion_means(values: Tensor, lengths: Tensor) -> Tensor:
    """Averages over the tokens of each completion: [..., B, G, T] becomes [..., B, G]."""
    return values[..., 0] if values.shape[-1] == 1 else values.sum(dim=-1) / lengths


def token_row(values: Tensor, lengths: Tensor) -> Tensor:
    """Lays the tokens of all completions end to end, completions in order: [..., B, G, T] becomes [..., N]."""
    if values.shape[-1] == 1:
        return values.flatten(-3).repeat_interleave(lengths.flatten(), dim=-1)
    return values[..., is_token(lengths, values.shape[-1])]


def of_completions(row: Tensor, lengths: Tensor) -> Tensor | None:
    """Returns values [..., N] of all tokens as [..., S] of completions, or None where tokens of one differ.

    Args:
        row: completions in order.
        lengths: int64 [S], tokens of each completion, on the same device.
    """
    values = row[..., lengths.cumsum(0) - lengths]
    return values if torch.equal(values.repeat_interleave(lengths, dim=-1), row) else None


def by_completion(row: Tensor, lengths: Tensor) -> Tensor:
    """Puts each token of a row where it belongs: [N] becomes [B, G, T], T being the longest of int64 lengths [B, G]."""
    is_filled = is_token(lengths, int(lengths.max()))
    return row.new_zeros(is_filled.shape).masked_scatter(is_filled, row)
