"""One forward pass over a micro-batch, and the slopes of each completion's own loss at every layer.

The unit loss of a completion is the sum of its tokens' log-probs, each times its share in the loss and its importance
weight. Completions do not see each other. While the importance ratio is 1, the loss of every objective, and the loss of
an update, is therefore a sum of unit losses, each times one number per completion, and so are the gradients. One
backward pass finds the slopes of all unit losses; the numbers are multiplied into them afterwards, for as many losses
as wanted.

Where completions share their prompt, the slopes at its tokens are sums over completions. They take one more pass per
loss through the prompts alone, which starts from the gradients of the prompts' keys and values for each completion.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from paretoscope_worker.updates.factors import Factors, TokenRows, Visit, add_gradients, is_known, visits
from paretoscope_worker.updates.head_pass import HeadPass, gradient_of_logits
from paretoscope_worker.updates.micro_batches import MicroBatch, PolicyPass, hidden_states

SPAN_TOLERANCE = 1e-4
"""Largest relative error of coefficients that are written as sums of others."""


class MixedError(Exception):
    """A layer is called in a way that mixes completions, or its parameters are used without a call."""


@dataclass
class Prompts:
    """The prompts of a micro-batch, with their graph."""

    calls: list[Visit]
    """Calls of layers, [p, T, ...]."""
    prompt_of: Tensor
    """int64 [b], the prompt of each completion."""
    states: list[Tensor]
    """What completions see of the prompts, [p, ...] each."""
    unit_gradients: list[Tensor]
    """Gradient of each completion's unit loss with respect to the states, [b, ...] each."""
    directions: Tensor | None = None
    """[K, b], the coefficients of the losses whose slopes are known."""
    slopes: list[tuple[Tensor, ...]] = field(default_factory=list)
    """For each of these losses, the slopes at each call."""

    def factors(self, coefficients: Tensor) -> Iterator[tuple[int, Factors]]:
        """Yields the factors of K losses with coefficients [K, b], and keeps them; K passes through the prompts."""
        given = [call.given for call in self.calls]
        self.directions, self.slopes = coefficients, []
        for upstream in zip(*self._summed(coefficients), strict=True):
            self.slopes.append(
                torch.autograd.grad(self.states, given, upstream, retain_graph=True, materialize_grads=True)
            )
        for place, call in enumerate(self.calls):
            for k, slopes in enumerate(self.slopes):
                yield k, Factors(call, slopes[place])

    def add_gradients(self, coefficients: Tensor) -> None:
        """Adds the gradient of a loss with coefficients [b] to the gradients of the parameters.

        Usually, the coefficients of each prompt's completions are a sum of those of known losses, and so are the
        slopes. Otherwise this takes one more backward pass through the prompts.
        """
        shares = self._shares(coefficients)
        if shares is None:
            upstream = [parts[0] for parts in self._summed(coefficients[None])]
            torch.autograd.backward(self.states, upstream, retain_graph=True)
            return
        ones = torch.ones_like(shares[0])
        for place, call in enumerate(self.calls):
            parts = [Factors(call, slopes[place]).scaled(own) for slopes, own in zip(self.slopes, shares, strict=True)]
            add_gradients(Factors(call, torch.stack(parts).sum(dim=0)), ones)

    def _shares(self, coefficients: Tensor) -> Tensor | None:
        """Writes coefficients [b] as sums over K known ones with factors [K, p], one per prompt; None if impossible."""
        if self.directions is None:
            return None
        count, own = len(self.states[0]), coefficients.double().cpu()
        known, prompt_of = self.directions.double().cpu(), self.prompt_of.cpu()
        is_of = torch.arange(count)[:, None] == prompt_of
        basis = (is_of[:, None] * known).transpose(1, 2)
        wanted = (is_of * own)[..., None]
        if not (basis.isfinite().all() and wanted.isfinite().all()):
            return None
        found = torch.linalg.lstsq(basis, wanted, driver="gelsd").solution
        if (basis @ found - wanted).norm() > SPAN_TOLERANCE * own.norm():
            return None
        shares: Tensor = found[..., 0].T.to(coefficients)
        return shares

    def _summed(self, coefficients: Tensor) -> list[Tensor]:
        """Returns the gradients of R losses with coefficients [R, b] with respect to the states: [R, p, ...] each."""
        count = len(self.states[0])
        is_of = torch.arange(count, device=coefficients.device)[:, None] == self.prompt_of
        mixing = (is_of * coefficients[:, None]).flatten(0, 1)
        return [
            (mixing.to(gradient.dtype) @ gradient.flatten(1)).view(-1, count, *gradient.shape[1:])
            for gradient in self.unit_gradients
        ]


@dataclass(frozen=True)
class UnitPass:
    """The unit losses of the b completions of one micro-batch."""

    micro_batch: MicroBatch
    log_probs: Tensor
    """float32 [n], without a graph."""
    weights: Tensor
    """float32 [n], what each token's log-prob is multiplied by in the unit loss."""
    body: list[Factors]
    """Factors of the unit losses in all layers but the head, where rows are completions."""
    head: HeadPass | None
    """The output layer, if it is trained and the model does not call it itself."""
    prompts: Prompts | None
    """The prompts, if completions share them."""

    def factors(self) -> Iterator[Factors]:
        """Yields the factors of the unit losses; rows are completions."""
        yield from self.body
        if self.head is not None:
            yield from self.head.factors()

    def add_gradients(self, coefficients: Tensor) -> None:
        """Adds the sum of the unit losses' gradients times [b] coefficients to the gradients of the parameters."""
        for factors in self.factors():
            add_gradients(factors, coefficients)
        if self.prompts is not None:
            self.prompts.add_gradients(coefficients)


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


def unit_pass(policy_pass: PolicyPass, micro_batch: MicroBatch, layers: Sequence[nn.Module]) -> UnitPass:
    """Makes the forward pass over one micro-batch and the backward pass of its unit losses.

    Args:
        policy_pass: the rollout.
        micro_batch: one of its micro-batches.
        layers: the layers with trained parameters, as `separable_layers` returns them.

    Raises:
        MixedError: a layer is called in a way that mixes completions.
    """
    policy, shared = policy_pass.trained.policy, micro_batch.shared_prefixes
    states: list[Tensor] = []
    leaves: list[Tensor] = []
    with visits(layers) as seen:
        if shared is None:
            predicting = hidden_states(policy, micro_batch)
        else:
            states = shared.prompt_states(policy)
            of_prompts = _taken(seen, shared.prompt_ids.shape)
            leaves = [state.detach().index_select(0, shared.prompt_of).requires_grad_() for state in states]
            predicting = shared.completion_states(policy, leaves)
        calls = _taken(seen, (micro_batch.input_ids if shared is None else shared.completion_ids).shape)
    losses = policy_pass.unit_losses(micro_batch)
    rows = TokenRows(micro_batch.rows, len(micro_batch.completions))
    head = None if policy.head is None else HeadPass(policy.head, predicting.detach(), losses, rows)
    of_predicting = gradient_of_logits(predicting, losses) if head is None else head.of_hidden
    given = [call.given for call in calls]
    slopes = torch.autograd.grad(predicting, [*given, *leaves], of_predicting, materialize_grads=True)
    if head is not None and head.layer not in layers:
        head = None
    _require_all(layers, calls, head)
    prompts = None if shared is None else Prompts(of_prompts, shared.prompt_of, states, list(slopes[len(given) :]))
    factors = [Factors(call, slope) for call, slope in zip(calls, slopes, strict=False)]
    return UnitPass(micro_batch, losses.log_probs, losses.weights, factors, head, prompts)


def _taken(seen: list[Visit], shape: Sequence[int]) -> list[Visit]:
    """Removes the recorded calls from a list and returns them; inputs and outputs must be [r, T, ...] like `shape`."""
    calls = list(seen)
    seen.clear()
    for call in calls:
        dimensions = {nn.Linear: 3, nn.Embedding: 2}.get(type(call.layer), call.taken.ndim)
        if call.taken.ndim != dimensions or not call.taken.shape[:2] == call.given.shape[:2] == tuple(shape):
            raise MixedError(f"{type(call.layer).__name__} got values of shape {list(call.taken.shape)}.")
    return calls


def _require_all(layers: Sequence[nn.Module], calls: Sequence[Visit], head: HeadPass | None) -> None:
    missing = set(layers) - {call.layer for call in calls} - ({head.layer} if head is not None else set())
    if missing:
        raise MixedError(f"{type(missing.pop()).__name__} was not called, though its parameters are trained.")
