"""Converts values per token, [..., B, G, T], to values per completion and to one row of all tokens.

T is 1 if all tokens of a completion have the same value. Otherwise the values after the end of a completion are 0.
"""

import torch
from torch import Tensor


def is_token(lengths: Tensor, tokens: int) -> Tensor:
    """Returns bool [..., T], with T = `tokens`: which entries are tokens of completions with int64 lengths [...]."""
    return torch.arange(tokens) < lengths[..., None]


def completion_means(values: Tensor, lengths: Tensor) -> Tensor:
    """Averages over the tokens of each completion: [..., B, G, T] becomes [..., B, G]."""
    return values[..., 0] if values.shape[-1] == 1 else values.sum(dim=-1) / lengths


def token_row(values: Tensor, lengths: Tensor) -> Tensor:
    """Concatenates the tokens of all completions, in order: [..., B, G, T] becomes [..., N]."""
    if values.shape[-1] == 1:
        return values.flatten(-3).repeat_interleave(lengths.flatten(), dim=-1)
    return values[..., is_token(lengths, values.shape[-1])]


def of_completions(row: Tensor, lengths: Tensor) -> Tensor | None:
    """Turns values per token [..., N] into values per completion [..., S]; None if tokens of a completion differ.

    Args:
        row: [..., N], completions in order.
        lengths: int64 [S], number of tokens of each completion, on the same device.
    """
    values = row[..., lengths.cumsum(0) - lengths]
    return values if torch.equal(values.repeat_interleave(lengths, dim=-1), row) else None


def by_completion(row: Tensor, lengths: Tensor) -> Tensor:
    """Splits a row of tokens by completion: [N] becomes [B, G, T], where T is the largest of int64 lengths [B, G]."""
    is_filled = is_token(lengths, int(lengths.max()))
    return row.new_zeros(is_filled.shape).masked_scatter(is_filled, row)
