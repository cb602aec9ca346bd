"""Computes the gradient of each completion separately, from one backward pass over all of them.

Completions do not attend to each other. If a loss multiplies the log-probs of each completion by one number, its
gradient is therefore the sum of the completions' gradients times these numbers. This holds for the loss of every
objective, and for an update whose weights are known only later. The backward pass stops at the outputs of the layers;
the contribution of each completion to a parameter's gradient is computed from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from paretoscope_worker.policy.memory import completion_gradient_bytes
from paretoscope_worker.updates.layer_gradients import Visit, is_known, layer_gradients, visits
from paretoscope_worker.updates.micro_batches import MicroBatch, PolicyPass


@dataclass(frozen=True)
class Block:
    """Gradients of the b completions of one micro-batch."""

    completions: Tensor
    """int64 [b], indices of the completions in the rollout."""
    rows: list[Tensor]
    """One float32 [b, numbers] per parameter."""


class CompletionGradients:
    """Gradients of S completions; each is that of the sum of its tokens' log-probs times their shares in the loss."""

    def __init__(
        self, parameters: Sequence[nn.Parameter], lengths: Tensor, log_probs: Tensor, token_weights: Tensor
    ) -> None:
        self._parameters = parameters
        self._blocks: list[Block] = []
        self.lengths = lengths
        """int64 [S], number of tokens of each completion."""
        self.log_probs = log_probs
        """float32 [N], log-probs of all tokens, completions in order."""
        self.token_weights = token_weights
        """float32 [N], share of each token in the loss."""

    def add(self, micro_batch: MicroBatch, log_probs: Tensor, seen: Sequence[Visit], slopes: Sequence[Tensor]) -> None:
        """Adds the completions of one micro-batch.

        Args:
            micro_batch: the completions.
            log_probs: float32 [n], log-probs of their tokens.
            seen: the calls of layers.
            slopes: for each call, the gradient of the layer's output.
        """
        self.log_probs[micro_batch.places] = log_probs.detach()
        self.token_weights[micro_batch.places] = micro_batch.token_weight
        rows: dict[int, Tensor] = {}
        for visit, slope in zip(seen, slopes, strict=True):
            values = (visit.taken, visit.given.detach(), slope)
            apart = (_by_completion(value, visit.layer, micro_batch) for value in values)
            for name, gradient in layer_gradients(visit.layer, *apart).items():
                key, row = id(visit.layer.get_parameter(name)), gradient.flatten(1).float()
                rows[key] = rows[key].add_(row) if key in rows else row
        self._blocks.append(Block(micro_batch.completions, [rows[id(parameter)] for parameter in self._parameters]))

    def summed(self, coefficients: Tensor) -> list[Tensor]:
        """Returns R sums of the gradients times float32 [R, S] coefficients: one [R, *shape] per parameter."""
        totals = [
            _sum([coefficients[:, block.completions] @ block.rows[place] for block in self._blocks])
            for place in range(len(self._parameters))
        ]
        return [total.view(-1, *parameter.shape) for total, parameter in zip(totals, self._parameters, strict=True)]


def separable_layers(model: nn.Module) -> list[nn.Module] | None:
    """Returns the layers with trained parameters; None if the gradients of completions cannot be separated in one.

    They cannot be separated either if layers are in training mode, because of recomputation or dropout.
    """
    layers = [
        layer
        for layer in model.modules()
        if any(parameter.requires_grad for parameter in layer.parameters(recurse=False))
    ]
    is_plain = not any(module.training for module in model.modules())
    return layers if is_plain and all(map(is_known, layers)) else None


def completion_gradients(
    policy_pass: PolicyPass, parameters: Sequence[nn.Parameter], layers: Sequence[nn.Module]
) -> CompletionGradients | None:
    """Computes the gradients of the completions of a rollout.

    Args:
        policy_pass: the rollout; its forward pass must not have started yet.
        parameters: the policy's trained parameters.
        layers: the layers of these parameters, as `separable_layers` returns them.

    Returns:
        The gradients; None if they would not fit into memory, or if a layer is called in a way that mixes completions.
    """
    lengths = policy_pass.lengths.to(parameters[0].device)
    if completion_gradient_bytes(len(lengths), sum(map(Tensor.numel, parameters)), lengths.device) == 0:
        return None
    row = torch.empty(int(lengths.sum()), device=lengths.device)
    found = CompletionGradients(parameters, lengths, row, torch.empty_like(row))
    with visits(layers) as seen:
        for micro_batch, log_probs in policy_pass:
            calls = tuple(seen)
            is_whole = {call.layer for call in calls} == set(layers)
            if not is_whole or not all(_stands_apart(call, micro_batch, policy_pass.head) for call in calls):
                return None
            loss = (micro_batch.token_weight * log_probs).sum()
            given = [call.given for call in calls]
            slopes = torch.autograd.grad(loss, given, retain_graph=policy_pass.keeps_graph, materialize_grads=True)
            found.add(micro_batch, log_probs, calls, slopes)
            seen.clear()
    return found


def _stands_apart(visit: Visit, micro_batch: MicroBatch, head: nn.Module | None) -> bool:
    """Whether a call keeps completions separate: input and output are [b, T, ...], or [N, ...] for the head."""
    if visit.layer is head and visit.taken.ndim == 2:
        return len(visit.taken) == len(micro_batch.targets)
    dimensions = {nn.Linear: 3, nn.Embedding: 2}.get(type(visit.layer), visit.taken.ndim)
    shape = micro_batch.input_ids.shape
    return visit.taken.ndim == dimensions and visit.taken.shape[:2] == visit.given.shape[:2] == shape


def _by_completion(values: Tensor, layer: nn.Module, micro_batch: MicroBatch) -> Tensor:
    """Rearranges an input or output of the head from one row of tokens, [N, ...], to completions, [b, T, ...]."""
    if type(layer) is not nn.Linear or values.ndim == 3:
        return values
    rows, longest = micro_batch.input_ids.shape
    padded = values.new_zeros(rows * longest, values.shape[-1])
    return padded.index_copy_(0, micro_batch.positions, values).view(rows, longest, -1)


def _sum(parts: Sequence[Tensor]) -> Tensor:
    """Adds tensors; one alone is not copied."""
    return parts[0] if len(parts) == 1 else torch.stack(list(parts)).sum(dim=0)
