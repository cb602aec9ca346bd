"""Limits how much is computed at once, so that a large policy fits into memory.

The limits are estimated from the model's config and from a fixed share of the device's memory. A resumed run therefore
splits its batches as before.
"""

import torch
from transformers import PretrainedConfig

CPU_BYTES = 4 * 2**30
GPU_SHARE = 0.25
LOGIT_BYTES_PER_TOKEN_TYPE = 16
"""Bytes per entry of the vocabulary while one token is sampled: logits, probabilities and their cumulative sum."""
HIDDEN_VECTORS_PER_LAYER = 16
INTERMEDIATE_VECTORS_PER_LAYER = 4
FACTORS_SHARE = 1.5
"""Memory for the inputs and the slopes of all layers, as a multiple of that of a forward pass."""


def bytes_at_once(device: torch.device) -> int:
    """Returns how many bytes one forward pass may take in addition to the parameters."""
    if device.type == "cuda":
        return int(torch.cuda.get_device_properties(device).total_memory * GPU_SHARE)
    return CPU_BYTES


def rollout_rows(config: PretrainedConfig, dtype: torch.dtype, device: torch.device, tokens: int) -> int:
    """Returns how many sequences of `tokens` tokens can be sampled together; at least one."""
    return max(1, bytes_at_once(device) // rollout_row_bytes(config, dtype, tokens))


def training_tokens(
    config: PretrainedConfig, dtype: torch.dtype, device: torch.device, *, recomputed: bool = False
) -> int:
    """Returns how many tokens, including padding, fit into one forward and backward pass; at least one."""
    return max(1, bytes_at_once(device) // training_token_bytes(config, dtype, recomputed=recomputed))


def rollout_row_bytes(config: PretrainedConfig, dtype: torch.dtype, tokens: int) -> int:
    """Returns the bytes that one sequence of `tokens` tokens takes while it is sampled: its cache and its logits."""
    text = config.get_text_config(decoder=True)
    heads = getattr(text, "num_key_value_heads", None) or text.num_attention_heads
    width = getattr(text, "head_dim", None) or text.hidden_size // text.num_attention_heads
    cache = 2 * text.num_hidden_layers * heads * width * dtype.itemsize * tokens
    return int(cache + LOGIT_BYTES_PER_TOKEN_TYPE * text.vocab_size)


def training_token_bytes(config: PretrainedConfig, dtype: torch.dtype, *, recomputed: bool = False) -> int:
    """Returns the bytes per token that a forward pass keeps for the backward pass.

    Args:
        config: config of the model.
        dtype: number format of the parameters.
        recomputed: whether only the input of each layer is kept and the rest is computed again, one layer at a time.
    """
    text = config.get_text_config(decoder=True)
    intermediate = getattr(text, "intermediate_size", None) or 4 * text.hidden_size
    layer = HIDDEN_VECTORS_PER_LAYER * text.hidden_size + INTERMEDIATE_VECTORS_PER_LAYER * intermediate
    layers = text.num_hidden_layers
    floats = layer + layers * text.hidden_size if recomputed else layers * layer
    return int(floats * dtype.itemsize)
