"""Attention of one new token per row to the tokens before it, with the query heads that share a key head grouped.

The kernel sees a group as several queries of one head. transformers repeats the keys and values for each query head
instead, which takes longer than the attention itself.
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
    """Computes the same as the `sdpa` function of transformers, and calls that function in rare cases.

    Args:
        query: [N, heads, 1, width].
        key: [N, shared, T, width]; each head serves heads / shared query heads.
        value: [N, shared, T, width].
        attention_mask: [N, 1, 1, T], added to the attention scores.
        scaling: factor on the attention scores; if left out, 1 / sqrt(width).
        position_bias: rare; handled by transformers.

    Returns:
        The output of each head, [N, 1, heads, width], and None in the place of the attention weights.
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
    """Makes a model use this attention inside the block. It supports only one token per row, with a complete mask."""
    config = model.config.get_text_config(decoder=True)
    before = config._attn_implementation
    config._attn_implementation = NAME
    try:
        yield
    finally:
        config._attn_implementation = before


AttentionInterface.register(NAME, one_token_attention)
