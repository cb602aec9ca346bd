"""Attention of one new token a row to those before it, in which query heads that share a head of keys go together.

To the kernel they are as many queries of one head. transformers repeats keys and values for each of them instead, which
takes longer than the attention itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torch import Tensor, nn
from torch.nn import functional
from transformers import AttentionInterface, PreTrainedModel
from transformers.integrations.sdpa_attention import sdpa_attention_forward

NAME = "one_token"


def one_token_attention(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor,
    *,
    scaling: float | None = None,
    position_bias: Tensor | None = None,
    **others: Any,
) -> tuple[Tensor, None]:
    """Computes what transformers' own function for `sdpa` does, which also takes what is rare.

    Returns what each head reads, [N, 1, heads, width], without the weights it reads by.

    Args:
        query: [N, heads, 1, width].
        key: [N, shared, T, width], each of whose heads serves heads / shared queries.
        value: [N, shared, T, width].
        attention_mask: [N, 1, 1, T], added to the scores.
        scaling: of the scores; left out, 1 / sqrt(width).
    """
    if position_bias is not None:
        others |= {"scaling": scaling, "position_bias": position_bias}
        return sdpa_attention_forward(module, query, key, value, attention_mask, **others)
    rows, heads, _tokens, width = query.shape
    grouped = query.reshape(rows, key.shape[1], -1, width)
    read = functional.scaled_dot_product_attention(grouped, key, value, attn_mask=attention_mask, scale=scaling)
    return read.reshape(rows, 1, heads, -1), None


@contextmanager
def attending_to_one_token(model: PreTrainedModel) -> Iterator[None]:
    """Has a model use it for a while; that suits only one token a row, with a ready mask."""
    config = model.config.get_text_config(decoder=True)
    before = config._attn_implementation
    config._attn_implementation = NAME
    try:
        yield
    finally:
        config._attn_implementation = before


AttentionInterface.register(NAME, one_token_attention)
