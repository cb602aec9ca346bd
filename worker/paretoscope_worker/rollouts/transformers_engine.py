"""Samples with transformers, directly from the policy that is trained.

The completions of a prompt share its prefill. Rows that have ended are dropped from the batch, so that they cost no
time while the last long completions are sampled.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import cast

import torch
from torch import Tensor
from transformers import Cache, DynamicLayer

from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.policy.memory import rollout_rows
from paretoscope_worker.rollouts.drawing import draw
from paretoscope_worker.rollouts.one_token_attention import attending_to_one_token
from paretoscope_worker.rollouts.preallocated_layer import PreallocatedLayer
from paretoscope_worker.rollouts.threads import threads_for
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, Sampling, split_thought

COMPACT_SHARE = 8
"""Ended rows are dropped when they are at least 1 / COMPACT_SHARE of all rows, because dropping copies the cache."""
GPU_STEPS_BETWEEN_CHECKS = 16
"""Number of tokens between checks for ended rows on a GPU; each check makes the CPU wait for the GPU."""


class TransformersEngine:
    """Samples with transformers on the policy's device."""

    def __init__(self, policy: Policy, rows_at_once: int | None = None) -> None:
        """Args: `rows_at_once` limits the completions sampled together; if left out, memory is the limit."""
        self._policy = policy
        self._rows_at_once = rows_at_once

    @torch.inference_mode()
    def generate(
        self, problems: Sequence[Problem], completions_per_prompt: int, sampling: Sampling
    ) -> list[Completion]:
        """Samples G completions of each of B prompts; see `RolloutEngine`."""
        prompts = self._policy.encode(problems)
        rows = [index for index in range(len(prompts)) for _ in range(completions_per_prompt)]
        generator = torch.Generator().manual_seed(sampling.seed)
        for _ in range(sampling.first):
            torch.rand(sampling.max_new_tokens, generator=generator, dtype=torch.float64)
        token_ids: list[list[int]] = []
        at_once = self._rows_at_once or self._rows_that_fit(prompts, sampling)
        for start in range(0, len(rows), at_once):
            chunk = rows[start : start + at_once]
            uniforms = torch.rand(len(chunk), sampling.max_new_tokens, generator=generator, dtype=torch.float64)
            with self._policy.sampling(), threads_for(self._policy.model, len(chunk)):
                token_ids += _Decoder(self._policy, prompts, chunk, sampling, uniforms).run()
        texts = self._policy.decode(token_ids)
        is_open = [self._policy.opens_thought(prompt) for prompt in prompts]
        return [
            self._completion(problems[row], prompts[row], ids, split_thought(text, is_open=is_open[row]))
            for row, ids, text in zip(rows, token_ids, texts, strict=True)
        ]

    def push(self) -> None:
        """Does nothing, because the policy itself samples."""

    def rest(self) -> None:
        """Does nothing, because no memory is held between rollouts."""

    def _rows_that_fit(self, prompts: Sequence[Sequence[int]], sampling: Sampling) -> int:
        longest = max(map(len, prompts)) + sampling.max_new_tokens
        model = self._policy.model
        return rollout_rows(model.config, model.dtype, self._policy.device, longest)

    def _completion(
        self, problem: Problem, prompt: tuple[int, ...], ids: list[int], parts: tuple[str, str]
    ) -> Completion:
        thought, answer = parts
        truncated = ids[-1] not in self._policy.eos_token_ids
        return Completion(problem, prompt, tuple(ids), answer, truncated, thought=thought)


class _Decoder:
    """Decodes one batch of rows. `_rows` holds the rows that are still in the batch; most tensors hold only these."""

    def __init__(
        self,
        policy: Policy,
        prompts: Sequence[Sequence[int]],
        chunk: Sequence[int],
        sampling: Sampling,
        uniforms: Tensor,
    ) -> None:
        self._policy = policy
        self._sampling = sampling
        device = policy.device
        first = chunk[0]
        self._prompts = prompts[first : chunk[-1] + 1]
        self._prompt_of_row = torch.tensor([row - first for row in chunk], device=device)
        self._uniforms = uniforms.to(device)
        self._eos = torch.tensor(policy.eos_token_ids, device=device)
        self._tokens = torch.full(uniforms.shape, policy.pad_token_id, device=device)
        self._rows = torch.arange(len(chunk), device=device)
        self._ended = torch.zeros(len(chunk), dtype=torch.bool, device=device)

    def run(self) -> list[list[int]]:
        """Returns the token ids of each row, up to and including the first end of sequence."""
        logits = self._prefill()
        with attending_to_one_token(self._policy.model) if self._is_plain else nullcontext():
            self._write(logits)
        return [self._cut(row) for row in self._tokens.tolist()]

    def _write(self, logits: Tensor) -> None:
        for step in range(self._sampling.max_new_tokens):
            token = draw(logits, self._uniforms[self._rows, step], self._sampling.temperature)
            self._tokens[self._rows, step] = token
            self._ended |= torch.isin(token, self._eos)
            if step + 1 == self._sampling.max_new_tokens:
                break
            if self._is_check_due(step):
                live = (~self._ended).nonzero()[:, 0]
                if len(live) == 0:
                    break
                if len(self._rows) - len(live) >= len(self._rows) / COMPACT_SHARE:
                    token = token[live]
                    self._keep(live)
            logits = self._advance(token, step)

    def _prefill(self) -> Tensor:
        longest = max(map(len, self._prompts))
        padding = [longest - len(prompt) for prompt in self._prompts]
        ids = [[self._policy.pad_token_id] * pad + list(row) for pad, row in zip(padding, self._prompts, strict=True)]
        device = self._policy.device
        pads = torch.tensor(padding, device=device)[:, None]
        slots = torch.arange(longest + self._sampling.max_new_tokens, device=device)
        mask = (slots >= pads).long()
        positions = (slots - pads).clamp_(min=0)
        output = self._forward(torch.tensor(ids, device=device), mask[:, :longest], positions[:, :longest], None)
        self._keys_seen = longest
        self._mask = mask[self._prompt_of_row]
        self._positions = positions[self._prompt_of_row]
        self._spread_cache()
        return output[self._prompt_of_row]

    def _spread_cache(self) -> None:
        """Copies the cache of each prompt to its rows; plain layers also get memory for the tokens to be written."""
        model = self._policy.model
        layers = [layer for layer in self._cache.layers if type(layer) is DynamicLayer]
        self._is_plain = len(layers) == len(self._cache.layers) and model.config._attn_implementation == "sdpa"
        if not self._is_plain:
            self._cache.batch_select_indices(self._prompt_of_row)
            return
        room = self._sampling.max_new_tokens - 1
        self._cache.layers = [PreallocatedLayer(layer, self._prompt_of_row, room) for layer in layers]
        # With a complete mask, transformers neither builds one per step nor asks the GPU whether there is padding.
        hidden = torch.zeros(self._mask.shape, dtype=model.dtype, device=self._mask.device)
        self._mask = hidden.masked_fill_(self._mask == 0, -torch.inf)[:, None, None]

    def _advance(self, token: Tensor, step: int) -> Tensor:
        end = self._keys_seen + step + 1
        return self._forward(token[:, None], self._mask[..., :end], self._positions[:, end - 1 : end], self._cache)

    def _forward(self, ids: Tensor, mask: Tensor, positions: Tensor, cache: Cache | None) -> Tensor:
        hidden, kept = self._policy.hidden_states(
            ids, attention_mask=mask, position_ids=positions, past_key_values=cache, use_cache=True
        )
        self._cache = cast(Cache, kept)
        return self._policy.logits(hidden[:, -1])

    def _is_check_due(self, step: int) -> bool:
        return self._policy.device.type == "cpu" or step % GPU_STEPS_BETWEEN_CHECKS == GPU_STEPS_BETWEEN_CHECKS - 1

    def _keep(self, live: Tensor) -> None:
        self._cache.batch_select_indices(live)
        self._rows, self._ended = self._rows[live], self._ended[live]
        self._mask, self._positions = self._mask[live], self._positions[live]

    def _cut(self, row: list[int]) -> list[int]:
        end = next((index for index, token in enumerate(row) if token in self._policy.eos_token_ids), len(row) - 1)
        return row[: end + 1]
