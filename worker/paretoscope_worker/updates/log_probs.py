"""Computes log-probs of the tokens that a policy wrote, without holding all their logits in memory at once.

A large product of hidden states and output layer is computed in parts that reuse one buffer. `token_outputs` goes over
slices of the vocabulary with a running logsumexp, and computes them again in the backward pass, so that any number of
losses can be differentiated. `token_loss` is given its only loss in advance. It goes over groups of tokens, computes
the gradient of each group right after its loss, and computes nothing twice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.checkpoint import checkpoint

CHUNK_ENTRIES = 2**26
"""Largest number of float32 logits held at once (256 MiB)."""


@dataclass(frozen=True)
class TokenOutputs:
    """Log-probs and entropies of N tokens under a policy; float32 [N] each, differentiable."""

    log_probs: Tensor
    """Log-prob of each token at the sampling temperature."""
    entropies: Tensor | None
    """Entropy in nats of the distribution that each token was drawn from; None if it was not requested."""


LossOf = Callable[[slice, TokenOutputs], Tensor]
"""Takes a slice of the tokens and their outputs, and returns the sum of their losses."""


def token_outputs(
    hidden: Tensor,
    targets: Tensor,
    head: nn.Linear | None,
    *,
    temperature: float,
    with_entropy: bool = False,
    chunk_entries: int = CHUNK_ENTRIES,
) -> TokenOutputs:
    """Returns log-probs, and entropies if requested, in float32.

    Args:
        hidden: [N, D] hidden states of the positions before the targets; [N, V] logits if there is no head.
        targets: int64 [N].
        head: turns hidden states into logits; None if they already are logits.
        temperature: logits are divided by it before the softmax.
        with_entropy: whether to compute entropies.
        chunk_entries: largest number of logits to hold at once.
    """
    vocabulary = hidden.shape[-1] if head is None else head.out_features
    if len(targets) * vocabulary <= chunk_entries:
        logits = hidden if head is None else head(hidden)
        return TokenOutputs(*_of_logits(logits, targets, temperature, with_entropy))
    if head is None:
        return _row_by_row(hidden, targets, temperature, with_entropy, max(1, chunk_entries // vocabulary))
    slicing = _Slicing(targets, temperature, with_entropy, max(1, chunk_entries // len(targets)))
    apply: Any = _SliceBySlice.apply
    log_probs, entropies = apply(hidden, head.weight, head.bias, slicing)
    return TokenOutputs(log_probs, entropies if with_entropy else None)


def token_loss(
    hidden: Tensor,
    targets: Tensor,
    head: nn.Linear | None,
    loss_of: LossOf,
    *,
    temperature: float,
    with_entropy: bool = False,
    chunk_entries: int = CHUNK_ENTRIES,
) -> Tensor:
    """Returns a loss that is a sum over tokens. It can be differentiated only once.

    Args:
        loss_of: computes the loss of a group of tokens, which must not depend on other tokens; called once per group.

    The other arguments are those of `token_outputs`.
    """
    rows = max(1, chunk_entries // hidden.shape[-1] if head is None else chunk_entries // head.out_features)
    if head is None or len(targets) <= rows:
        outputs = token_outputs(
            hidden, targets, head, temperature=temperature, with_entropy=with_entropy, chunk_entries=chunk_entries
        )
        return loss_of(slice(0, len(targets)), outputs)
    apply: Any = _SomeTokensAtATime.apply
    result: Tensor = apply(hidden, head.weight, head.bias, Tokens(targets, temperature, with_entropy, rows, loss_of))
    return result


def _of_logits(logits: Tensor, targets: Tensor, temperature: float, with_entropy: bool) -> tuple[Tensor, Tensor | None]:
    scaled = logits.float() if temperature == 1 else logits.float() / temperature
    if not with_entropy:
        return -functional.cross_entropy(scaled, targets, reduction="none"), None
    normalised = functional.log_softmax(scaled, dim=-1)
    return normalised.gather(1, targets[:, None])[:, 0], -(normalised.exp() * normalised).sum(dim=-1)


def _row_by_row(logits: Tensor, targets: Tensor, temperature: float, with_entropy: bool, rows: int) -> TokenOutputs:
    """Normalises groups of rows, and computes them again in the backward pass."""
    parts = [
        checkpoint(_of_logits, *chunk, temperature, with_entropy, use_reentrant=False, preserve_rng_state=False)
        for chunk in zip(torch.split(logits, rows), torch.split(targets, rows), strict=True)
    ]
    entropies = torch.cat([part[1] for part in parts]) if with_entropy else None
    return TokenOutputs(torch.cat([part[0] for part in parts]), entropies)


@dataclass(frozen=True)
class _Slicing:
    """The tokens, the outputs to compute, and the number of logits per token to compute at a time (`columns`)."""

    targets: Tensor
    temperature: float
    with_entropy: bool
    columns: int

    def logits(self, hidden: Tensor, weight: Tensor, bias: Tensor | None) -> Iterator[tuple[slice, Tensor]]:
        """Yields each slice of the vocabulary with its logits, float32 [N, v], which overwrite those before."""
        rows, vocabulary = len(hidden), len(weight)
        buffer = hidden.new_empty(rows * min(self.columns, vocabulary), dtype=torch.float32)
        for first in range(0, vocabulary, self.columns):
            part = slice(first, min(first + self.columns, vocabulary))
            logits = buffer[: rows * (part.stop - first)].view(rows, -1)
            fill_logits(logits, hidden, weight[part], None if bias is None else bias[part])
            yield part, logits.div_(self.temperature)

    def targets_in(self, part: slice) -> tuple[Tensor, Tensor]:
        """Returns the rows whose target is in a slice, and the target's column in the slice."""
        rows = ((self.targets >= part.start) & (self.targets < part.stop)).nonzero()[:, 0]
        return rows, self.targets[rows] - part.start


class _SliceBySlice(torch.autograd.Function):
    """Computes log-probs and entropies from hidden states and output layer."""

    @staticmethod
    def forward(
        ctx: Any, hidden: Tensor, weight: Tensor, bias: Tensor | None, slicing: _Slicing
    ) -> tuple[Tensor, Tensor]:
        """Returns both as float32 [N]; entropies are 0 if they are not requested."""
        highest = hidden.new_full((len(hidden), 1), -torch.inf, dtype=torch.float32)
        total, weighted = torch.zeros_like(highest), torch.zeros_like(highest)
        chosen = torch.zeros_like(highest[:, 0])
        for part, logits in slicing.logits(hidden, weight, bias):
            rows, places = slicing.targets_in(part)
            chosen[rows] = logits[rows, places]
            higher = torch.maximum(highest, logits.amax(dim=1, keepdim=True))
            logits.sub_(higher)
            # The first drop is minus infinity. It is clamped because 0 times minus infinity is NaN.
            drop = (highest - higher).clamp(min=-1e30)
            weighted = (weighted + total * drop) * drop.exp()
            if slicing.with_entropy:
                weighted += (logits.exp() * logits).sum(dim=1, keepdim=True)
            total = total * drop.exp() + logits.exp_().sum(dim=1, keepdim=True)
            highest = higher
        entropies = total.log() - weighted / total if slicing.with_entropy else torch.zeros_like(total)
        normaliser = highest + total.log()
        ctx.save_for_backward(hidden, weight, bias, normaliser, entropies)
        ctx.slicing = slicing
        return chosen - normaliser[:, 0], entropies[:, 0]

    @staticmethod
    def backward(ctx: Any, of_log_probs: Tensor, of_entropies: Tensor) -> tuple[Tensor | None, ...]:
        """Returns the gradients of hidden states, weight and bias.

        The derivative of the log-prob with respect to a logit is (1 for the target, otherwise 0) - p; that of the
        entropy is -p * (log p + entropy).
        """
        hidden, weight, bias, normaliser, entropies = ctx.saved_tensors
        slicing: _Slicing = ctx.slicing
        of_log_probs, of_entropies = ((g / slicing.temperature)[:, None] for g in (of_log_probs, of_entropies))
        wanted = ctx.needs_input_grad
        to_hidden = torch.zeros_like(hidden, dtype=torch.float32) if wanted[0] else None
        to_weight = torch.empty_like(weight) if wanted[1] else None
        to_bias = torch.empty_like(bias) if wanted[2] else None
        for part, logits in slicing.logits(hidden, weight, bias):
            log_p = logits.sub_(normaliser)
            factor = of_log_probs + of_entropies * (log_p + entropies) if slicing.with_entropy else of_log_probs
            gradient = log_p.exp_().mul_(-factor)
            rows, places = slicing.targets_in(part)
            gradient[rows, places] += of_log_probs[rows, 0]
            if to_bias is not None:
                to_bias[part] = gradient.sum(dim=0)
            own = gradient.to(hidden.dtype)
            if to_hidden is not None:
                to_hidden += own @ weight[part]
            if to_weight is not None:
                torch.mm(own.T, hidden, out=to_weight[part])
        return (None if to_hidden is None else to_hidden.to(hidden.dtype)), to_weight, to_bias, None


@dataclass(frozen=True)
class Tokens:
    """The tokens, their loss, and the number of tokens per group (`rows`)."""

    targets: Tensor
    temperature: float
    with_entropy: bool
    rows: int
    loss_of: LossOf

    def differentiated(self, part: slice, logits: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the loss of some tokens and its gradient with respect to their logits [n, V], which it overwrites."""
        targets = self.targets[part, None]
        logits.div_(self.temperature)
        chosen = logits.gather(1, targets)
        highest = logits.amax(dim=1, keepdim=True)
        centred = logits.sub_(highest)
        log_p = centred.clone() if self.with_entropy else None
        p = centred.exp_()
        total = p.sum(dim=1, keepdim=True)
        p.div_(total)
        log_probs, entropies = (chosen - highest - total.log())[:, 0], None
        if log_p is not None:
            log_p.sub_(total.log())
            entropies = -torch.linalg.vecdot(p, log_p)
        loss, of_log_probs, of_entropies = self._slopes(part, log_probs, entropies)
        if log_p is not None and entropies is not None:
            p.mul_(log_p.add_(entropies[:, None]).mul_(of_entropies).add_(of_log_probs).neg_())
        else:
            p.mul_(-of_log_probs)
        gradient = p.scatter_add_(1, targets, of_log_probs)
        return loss, gradient.div_(self.temperature)

    def _slopes(self, part: slice, log_probs: Tensor, entropies: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        """Returns the loss and its derivatives [n, 1] with respect to log-probs and entropies."""
        with torch.enable_grad():
            known = TokenOutputs(log_probs.requires_grad_(), None if entropies is None else entropies.requires_grad_())
            loss = self.loss_of(part, known)
            of = [log_probs] if entropies is None else [log_probs, entropies]
            slopes = torch.autograd.grad(loss, of, materialize_grads=True)
        return loss.detach(), slopes[0][:, None], slopes[-1][:, None]


class _SomeTokensAtATime(torch.autograd.Function):
    """Computes a loss from hidden states and output layer, together with its gradients."""

    @staticmethod
    def forward(ctx: Any, hidden: Tensor, weight: Tensor, bias: Tensor | None, tokens: Tokens) -> Tensor:
        """Returns the loss."""
        wanted = ctx.needs_input_grad
        to_hidden = torch.empty_like(hidden) if wanted[0] else None
        to_weight = torch.zeros_like(weight, dtype=torch.float32) if wanted[1] else None
        to_bias = hidden.new_zeros(len(weight), dtype=torch.float32) if wanted[2] else None
        buffer = hidden.new_empty(tokens.rows, len(weight), dtype=torch.float32)
        losses = hidden.new_zeros((), dtype=torch.float32)
        for first in range(0, len(hidden), tokens.rows):
            part = slice(first, min(first + tokens.rows, len(hidden)))
            logits = fill_logits(buffer[: part.stop - first], hidden[part], weight, bias)
            loss, gradient = tokens.differentiated(part, logits)
            losses += loss
            own = gradient.to(hidden.dtype)
            if to_hidden is not None:
                torch.mm(own, weight, out=to_hidden[part])
            if to_weight is not None:
                _add_product(to_weight, own.T, hidden[part])
            if to_bias is not None:
                to_bias += gradient.sum(dim=0)
        gradients = (to_hidden, to_weight, to_bias)
        ctx.gradients = [None if one is None else one.to(hidden.dtype) for one in gradients]
        return losses

    @staticmethod
    def backward(ctx: Any, of_loss: Tensor) -> tuple[Tensor | None, ...]:
        """Returns the gradients of hidden states, weight and bias."""
        gradients = [None if one is None else one.mul_(of_loss) for one in ctx.gradients]
        del ctx.gradients
        return (*gradients, None)


def fill_logits(logits: Tensor, hidden: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    """Writes the logits of hidden states into a float32 buffer."""
    if hidden.dtype == torch.float32:
        torch.mm(hidden, weight.T, out=logits)
    else:
        logits.copy_(hidden @ weight.T)
    return logits if bias is None else logits.add_(bias)


def _add_product(total: Tensor, left: Tensor, right: Tensor) -> None:
    """Adds a matrix product to a float32 total."""
    if left.dtype == torch.float32:
        total.addmm_(left, right)
    else:
        total += left @ right
