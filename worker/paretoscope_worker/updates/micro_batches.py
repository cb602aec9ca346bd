"""Cuts a rollout into micro-batches that fit into memory, and runs the policy's forward pass over them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import accumulate

import torch
from torch import Tensor, nn

from paretoscope.schema.algorithms import LossAggregation
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.policy.memory import FACTORS_SHARE, training_tokens
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates.head_pass import UnitLosses
from paretoscope_worker.updates.log_probs import TokenOutputs, token_loss, token_outputs
from paretoscope_worker.updates.packing import group_by_length, shares, token_weights
from paretoscope_worker.updates.prefix_sharing import SharedPrefixes, share_prompts
from paretoscope_worker.updates.trained_policy import TrainedPolicy


@dataclass(frozen=True)
class MicroBatch:
    """Sequences that go through the model together. Their N completion tokens are in one row, without padding."""

    input_ids: Tensor
    """int64 [b, T], prompts and completions, padded on the right. No earlier position attends to the padding."""
    completions: Tensor
    """int64 [b], indices of the completions in the pass."""
    positions: Tensor
    """int64 [N], index in the flattened [b * T] of the hidden state that predicts each token."""
    targets: Tensor
    """int64 [N], the tokens."""
    places: Tensor
    """int64 [N], index of each token in the row of all tokens of the rollout, completions in order."""
    token_weight: Tensor
    """float32 [N], share of each token in the loss."""
    shared_prefixes: SharedPrefixes | None = None
    """The same sequences with each prompt only once; None if it is not possible or does not pay."""

    @property
    def rows(self) -> Tensor:
        """int64 [N], the sequence of each token, in ascending order."""
        return self.positions // self.input_ids.shape[1]

    @property
    def size(self) -> int:
        """Number of tokens that go through the model, including padding."""
        shared = self.shared_prefixes
        return self.input_ids.numel() if shared is None else shared.prompt_ids.numel() + shared.completion_ids.numel()


LossOf = Callable[[Tensor, Tensor, TokenOutputs], Tensor]
"""Takes the places and weights of some tokens, [n] each, and their outputs; returns their loss."""


@dataclass(frozen=True)
class PassSettings:
    """Settings of a forward pass."""

    aggregation: LossAggregation
    max_new_tokens: int
    temperature: float
    with_entropy: bool
    tokens_at_once: int


class PolicyPass:
    """Token log-probs under the policy, with their graph, of completions that share one loss.

    If everything fits into memory, there is one forward pass for any number of losses; otherwise one per loss. Several
    processes divide the micro-batches, and each has the same number of them. Rows of tokens always hold all
    completions.
    """

    def __init__(
        self,
        trained: TrainedPolicy,
        completions: Sequence[Completion],
        settings: PassSettings,
        reference: Policy | None = None,
        first_place: int = 0,
    ) -> None:
        """Cuts the completions; `first_place` is the index of their first token among all tokens of the rollout."""
        self.trained = trained
        self._policy = trained.policy
        self._reference = reference
        self._completions = completions
        self._settings = settings
        self._places = list(accumulate((completion.tokens for completion in completions), initial=first_place))
        self.micro_batches = self._cut()
        padded_tokens = sum(micro_batch.input_ids.numel() for micro_batch in self.micro_batches)
        tokens = sum(micro_batch.size for micro_batch in self.micro_batches)
        self.keeps_factors = not trained.is_sharded and FACTORS_SHARE * tokens <= settings.tokens_at_once
        """Whether the inputs and slopes of all layers fit into memory for the whole rollout."""
        self.keeps_graph = not trained.is_sharded and padded_tokens <= settings.tokens_at_once
        """Whether a backward pass must retain the graph, because a later one uses it again."""
        self._kept: list[TokenOutputs] = []

    @property
    def head(self) -> nn.Linear | None:
        """The policy's output layer, if it is called by itself."""
        return self._policy.head

    @property
    def lengths(self) -> Tensor:
        """int64 [n] on the CPU, number of tokens of each completion."""
        return torch.tensor([completion.tokens for completion in self._completions])

    @cached_property
    def reference_log_probs(self) -> Tensor | None:
        """float32 [N], log-probs of all tokens under the reference policy, completions in order; None without one."""
        return None if self._reference is None else self._row(self._reference)

    @cached_property
    def sampled_log_probs(self) -> Tensor | None:
        """float32 [N], log-probs of all tokens from the rollout engine, completions in order; None if it gave none."""
        rows = [completion.log_probs for completion in self._completions]
        known = [value for row in rows if row is not None for value in row]
        return None if None in rows else torch.tensor(known, device=self._policy.device)

    def __iter__(self) -> Iterator[tuple[MicroBatch, Tensor]]:
        """Yields each micro-batch with its log-probs, float32 [N]."""
        for micro_batch, outputs in self.outputs():
            yield micro_batch, outputs.log_probs

    def outputs(self) -> Iterator[tuple[MicroBatch, TokenOutputs]]:
        """Yields each micro-batch with its log-probs and, if requested, entropies."""
        for index, micro_batch in enumerate(self.micro_batches):
            if index < len(self._kept):
                yield micro_batch, self._kept[index]
                continue
            outputs = self.trained.run(partial(_forward, micro_batch=micro_batch, settings=self._settings))
            if self.keeps_graph:
                self._kept.append(outputs)
            yield micro_batch, outputs

    def losses(self, loss_of: LossOf) -> Iterator[Tensor]:
        """Yields the loss of each micro-batch, which must be differentiated at once. The pass cannot be used again."""
        for index, micro_batch in enumerate(self.micro_batches):
            of_part = _in_parts(micro_batch, loss_of)
            if index < len(self._kept):
                yield of_part(slice(None), self._kept[index])
                continue
            yield self.trained.run(partial(_loss, micro_batch=micro_batch, settings=self._settings, loss_of=of_part))

    def unit_losses(self, micro_batch: MicroBatch) -> UnitLosses:
        """Returns the unit losses of a micro-batch's tokens, not yet computed."""
        sampled = self.sampled_log_probs
        own = None if sampled is None else sampled[micro_batch.places]
        return UnitLosses(micro_batch.targets, micro_batch.token_weight, own, self._settings.temperature)

    def log_prob_row(self, *, keep_graph: bool = False) -> Tensor:
        """Returns the log-probs of all tokens, float32 [N], completions in order, without a graph.

        They come from the forward pass if it was already made. With `keep_graph`, it is made now if it fits into
        memory, so that the update that follows can use it.
        """
        if keep_graph and self.keeps_graph:
            for _ in self.outputs():
                pass
        return self._row(self._policy)

    def again(self, completions_each: int) -> Iterator["PolicyPass"]:
        """Yields new passes over `completions_each` completions each; the policy may change between them."""
        for first in range(0, len(self._completions), completions_each):
            part = self._completions[first : first + completions_each]
            yield PolicyPass(self.trained, part, self._settings, first_place=self._places[first])

    def part(self, first: int, count: int) -> tuple["PolicyPass", slice]:
        """Returns a pass over `count` completions, whose tokens are counted from 0, and the slice of their tokens."""
        part = self._completions[first : first + count]
        begin = self._places[first] - self._places[0]
        tokens = slice(begin, begin + sum(completion.tokens for completion in part))
        return PolicyPass(self.trained, part, self._settings), tokens

    @torch.no_grad()
    def _row(self, policy: Policy) -> Tensor:
        row = torch.zeros(self._places[-1], device=policy.device)
        settings = replace(self._settings, with_entropy=False)
        with self.trained.whole(), policy.sampling():
            for index, micro_batch in enumerate(self.micro_batches):
                is_made = policy is self._policy and index < len(self._kept)
                outputs = self._kept[index] if is_made else _forward(policy, micro_batch, settings)
                row[micro_batch.places] = outputs.log_probs
        return self.trained.ranks.sum(row)

    def _cut(self) -> list[MicroBatch]:
        rows, settings, ranks = self._completions, self._settings, self.trained.ranks
        weights = token_weights([row.tokens for row in rows], settings.aggregation, settings.max_new_tokens)
        lengths = [len(row.prompt_ids) + row.tokens for row in rows]
        cut = [group_by_length(lengths, settings.tokens_at_once, share) for share in shares(lengths, ranks.size)]
        packed = [
            replace(
                _pack([(rows[i], self._places[i], weights[i]) for i in group], torch.tensor(group), self._policy),
                shared_prefixes=self._share([rows[i] for i in group]),
            )
            for group in cut[ranks.rank]
        ]
        return packed + [_empty_micro_batch(self._policy)] * (max(map(len, cut)) - len(packed))

    def _share(self, rows: Sequence[Completion]) -> SharedPrefixes | None:
        """Separates prompts from completions. Not if sharded: then all processes must call a layer equally often."""
        return None if self.trained.is_sharded else share_prompts(self._policy, rows)

    def log_probs(self, micro_batch: MicroBatch) -> Tensor:
        """Returns the log-probs, float32 [N], of a micro-batch under the current parameters."""
        return _forward(self._policy, micro_batch, replace(self._settings, with_entropy=False)).log_probs


def forward_pass(
    policy: Policy | TrainedPolicy,
    completions: Sequence[Completion],
    aggregation: LossAggregation,
    *,
    max_new_tokens: int,
    temperature: float,
    with_entropy: bool = False,
    reference: Policy | None = None,
    tokens_at_once: int | None = None,
) -> PolicyPass:
    """Cuts a rollout into micro-batches of similar lengths and prepares the forward pass over them.

    Args:
        policy: the policy. If several processes train it together, each passes over its share.
        completions: the whole rollout, because the loss is a mean over it.
        aggregation: how token losses are averaged.
        max_new_tokens: length of the longest possible completion, for the aggregation `constant`.
        temperature: sampling temperature.
        with_entropy: whether to compute the entropy of each token's distribution too.
        reference: the reference policy, if its log-probs are needed.
        tokens_at_once: largest number of tokens of a micro-batch, including padding; if left out, memory is the limit.
    """
    trained = policy if isinstance(policy, TrainedPolicy) else TrainedPolicy(policy)
    policy = trained.policy
    limit = tokens_at_once or training_tokens(
        policy.model.config, policy.model.dtype, policy.device, recomputed=policy.model.is_gradient_checkpointing
    )
    settings = PassSettings(aggregation, max_new_tokens, temperature, with_entropy, limit)
    return PolicyPass(trained, completions, settings, reference)


def _in_parts(micro_batch: MicroBatch, loss_of: LossOf) -> Callable[[slice, TokenOutputs], Tensor]:
    if len(micro_batch.targets) == 0:
        return lambda _, outputs: outputs.log_probs.sum()
    return lambda part, outputs: loss_of(micro_batch.places[part], micro_batch.token_weight[part], outputs)


def _forward(policy: Policy, micro_batch: MicroBatch, settings: PassSettings) -> TokenOutputs:
    return token_outputs(
        hidden_states(policy, micro_batch),
        micro_batch.targets,
        policy.head,
        temperature=settings.temperature,
        with_entropy=settings.with_entropy,
    )


def _loss(
    policy: Policy, micro_batch: MicroBatch, settings: PassSettings, loss_of: Callable[[slice, TokenOutputs], Tensor]
) -> Tensor:
    shared = micro_batch.shared_prefixes
    return token_loss(
        hidden_states(policy, micro_batch) if shared is None else shared.hidden_states(policy),
        micro_batch.targets,
        policy.head,
        loss_of,
        temperature=settings.temperature,
        with_entropy=settings.with_entropy,
    )


def hidden_states(policy: Policy, micro_batch: MicroBatch) -> Tensor:
    """Returns the hidden states [N, D] that predict the tokens."""
    hidden, _ = policy.hidden_states(micro_batch.input_ids, use_cache=False)
    return hidden.flatten(0, 1).index_select(0, micro_batch.positions)


def _pack(rows: Sequence[tuple[Completion, int, float]], completions: Tensor, policy: Policy) -> MicroBatch:
    """Builds a micro-batch from completions, each with the place of its first token and the weight of its tokens."""
    longest = max(len(row.prompt_ids) + row.tokens for row, _, _ in rows)
    input_ids: list[list[int]] = []
    positions: list[int] = []
    targets: list[int] = []
    places: list[int] = []
    weights: list[float] = []
    for index, (row, first_place, weight) in enumerate(rows):
        ids = [*row.prompt_ids, *row.token_ids]
        input_ids.append(ids + [policy.pad_token_id] * (longest - len(ids)))
        first = index * longest + len(row.prompt_ids) - 1
        positions += range(first, first + row.tokens)
        targets += row.token_ids
        places += range(first_place, first_place + row.tokens)
        weights += [weight] * row.tokens
    device = policy.device
    positions_, targets_, places_ = torch.tensor([positions, targets, places], device=device).unbind()
    ids_, weights_ = torch.tensor(input_ids, device=device), torch.tensor(weights, device=device)
    return MicroBatch(ids_, completions.to(device), positions_, targets_, places_, weights_)


def _empty_micro_batch(policy: Policy) -> MicroBatch:
    """Returns a micro-batch without completions, for a process that has fewer micro-batches than another."""
    none = torch.empty(0, dtype=torch.int64, device=policy.device)
    ids = torch.full((1, 1), policy.pad_token_id, device=policy.device)
    return MicroBatch(ids, none, none, none, none, none.float())
