"""Computes each prompt only once for all its completions, in the forward and in the backward pass.

The prompts go through the model first, and their keys and values become the cache of their completions. In the backward
pass, a prompt receives the sum of the gradients of its completions, as if each completion had its own copy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor
from transformers import DynamicCache, DynamicLayer, PreTrainedConfig

from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.text.rollout import Completion

MIN_SAVED_SHARE = 1 / 8
"""Smallest share of tokens to save. Below it, sharing does not pay, because it needs an attention mask and kernels
without a mask are faster."""


@dataclass(frozen=True)
class SharedPrefixes:
    """Completions separate from their prompts. All tensors are int64."""

    prompt_ids: Tensor
    """[p, P], padded on the left."""
    prompt_lengths: Tensor
    """[p]."""
    completion_ids: Tensor
    """[b, T - 1], all tokens of each completion except the last, padded on the right."""
    prompt_of: Tensor
    """[b], index of each completion's prompt."""
    predicting: Tensor
    """[N], index of the hidden state that predicts each token. The first b hidden states are those at the end of each
    completion's prompt; those of the completions follow."""

    def hidden_states(self, policy: Policy) -> Tensor:
        """Returns the hidden states [N, D] that predict the tokens."""
        of_prompts = self.prompt_states(policy)
        return self.completion_states(policy, [state.index_select(0, self.prompt_of) for state in of_prompts])

    def prompt_states(self, policy: Policy) -> list[Tensor]:
        """Returns what completions see of the prompts: keys and values [p, heads, P, D] of each layer in turn, and the
        last hidden state of each prompt, [p, D]."""
        cache = DynamicCache(config=_text_config(policy))
        mask, positions = self._mask_and_positions()
        width = self.prompt_ids.shape[1]
        hidden, _ = policy.hidden_states(
            self.prompt_ids,
            attention_mask=mask[:, :width],
            position_ids=positions[:, :width],
            past_key_values=cache,
            use_cache=True,
        )
        return [*(state for layer in _layers(cache) for state in (layer.keys, layer.values)), hidden[:, -1]]

    def completion_states(self, policy: Policy, of_prompts: Sequence[Tensor]) -> Tensor:
        """Returns the hidden states [N, D] that predict the tokens.

        Args:
            policy: the policy.
            of_prompts: what `prompt_states` returned, with the row of each completion's prompt: [b, ...].
        """
        cache = DynamicCache(config=_text_config(policy))
        *states, ends = of_prompts
        for layer, keys, values in zip(_layers(cache), states[::2], states[1::2], strict=True):
            layer.lazy_initialization(keys, values)
            layer.keys, layer.values = keys, values
        mask, positions = self._mask_and_positions()
        hidden, _ = policy.hidden_states(
            self.completion_ids,
            attention_mask=mask[self.prompt_of],
            position_ids=positions[self.prompt_of, self.prompt_ids.shape[1] :],
            past_key_values=cache,
            use_cache=True,
        )
        return torch.cat([ends, hidden.flatten(0, 1)]).index_select(0, self.predicting)

    def _mask_and_positions(self) -> tuple[Tensor, Tensor]:
        """Returns which tokens of each prompt and its completions are none of the padding, and where they stand."""
        width, written = self.prompt_ids.shape[1], self.completion_ids.shape[1]
        slots = torch.arange(width + written, device=self.prompt_ids.device)
        pads = (width - self.prompt_lengths)[:, None]
        return (slots >= pads).long(), (slots - pads).clamp_(min=0)


def share_prompts(policy: Policy, rows: Sequence[Completion]) -> SharedPrefixes | None:
    """Separates completions from their prompts; None if the policy does not support it or it saves too little."""
    prompts = {prompt: place for place, prompt in enumerate(dict.fromkeys(row.prompt_ids for row in rows))}
    width, written = max(map(len, prompts)), max(row.tokens for row in rows) - 1
    whole = len(rows) * max(len(row.prompt_ids) + row.tokens for row in rows)
    apart = len(prompts) * width + len(rows) * written
    if written == 0 or whole - apart < MIN_SAVED_SHARE * whole or not _can_share(policy):
        return None
    pad, device = policy.pad_token_id, policy.device
    prompt_of = [prompts[row.prompt_ids] for row in rows]
    predicting: list[int] = []
    for index, row in enumerate(rows):
        first = len(rows) + index * written
        predicting += [index, *range(first, first + row.tokens - 1)]
    completions = [[*row.token_ids[:-1]] + [pad] * (written + 1 - row.tokens) for row in rows]
    return SharedPrefixes(
        torch.tensor([[pad] * (width - len(prompt)) + list(prompt) for prompt in prompts], device=device),
        torch.tensor(list(map(len, prompts)), device=device),
        torch.tensor(completions, device=device),
        torch.tensor(prompt_of, device=device),
        torch.tensor(predicting, device=device),
    )


def _layers(cache: DynamicCache) -> list[Any]:
    """Returns the layers of a cache, each a `DynamicLayer`."""
    return cast(list[Any], cache.layers)


def _can_share(policy: Policy) -> bool:
    """Whether only full attention looks at earlier tokens, and the forward pass keeps its keys and values."""
    model = policy.model
    layers = DynamicCache(config=_text_config(policy)).layers
    is_plain = bool(layers) and all(type(layer) is DynamicLayer for layer in layers)
    return is_plain and model.config._attn_implementation == "sdpa" and not model.is_gradient_checkpointing


def _text_config(policy: Policy) -> PreTrainedConfig:
    config: PreTrainedConfig = policy.model.config.get_text_config(decoder=True)
    return config
