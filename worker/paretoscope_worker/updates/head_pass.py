"""The unit losses of tokens as functions of the states before the output layer, without holding all logits at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from paretoscope_worker.updates.factors import Factors, TokenRows, Visit
from paretoscope_worker.updates.log_probs import CHUNK_ENTRIES, TokenOutputs, Tokens, fill_logits, token_outputs
from paretoscope_worker.updates.losses import importance_weights


@dataclass
class UnitLosses:
    """The losses of N tokens: each token's log-prob, times its share in the loss and its importance weight."""

    targets: Tensor
    """int64 [N]."""
    token_weight: Tensor
    """float32 [N]."""
    sampled_log_probs: Tensor | None
    """float32 [N], log-probs from the rollout engine; None if the policy itself sampled."""
    temperature: float
    log_probs: Tensor = field(init=False)
    """float32 [N], known after the losses were computed."""
    weights: Tensor = field(init=False)
    """float32 [N], derivatives of the losses with respect to the log-probs; known like these."""

    def __post_init__(self) -> None:
        self.log_probs, self.weights = torch.empty_like(self.token_weight), torch.empty_like(self.token_weight)

    def of(self, part: slice, outputs: TokenOutputs) -> Tensor:
        """Returns the sum of the losses of some tokens, and notes their log-probs and weights."""
        known, weights = outputs.log_probs.detach(), self.token_weight[part]
        if self.sampled_log_probs is not None:
            weights = weights * importance_weights(known, self.sampled_log_probs[part])
        self.log_probs[part], self.weights[part] = known, weights
        return (weights * outputs.log_probs).sum()


class HeadPass:
    """The gradient of unit losses with respect to hidden states, and the factors of the output layer's gradient."""

    def __init__(self, head: nn.Linear, hidden: Tensor, losses: UnitLosses, rows: TokenRows) -> None:
        """Computes the losses.

        Args:
            head: the output layer.
            hidden: [N, D], states before it, without a graph.
            losses: the losses of the N tokens.
            rows: the completion of each token.
        """
        self.layer = head
        """The output layer."""
        self._hidden = hidden
        self._rows = rows
        self._at_once = max(1, CHUNK_ENTRIES // head.out_features)
        self._tokens = Tokens(losses.targets, losses.temperature, False, self._at_once, losses.of)
        self._kept: Tensor | None = None
        self.of_hidden = torch.empty_like(hidden)
        """[N, D], gradient of the sum of the losses."""
        for part, slopes in self._slopes():
            torch.mm(slopes, head.weight.detach(), out=self.of_hidden[part])
            if len(slopes) == len(hidden):
                self._kept = slopes

    def factors(self) -> Iterator[Factors]:
        """Yields the factors of the output layer's gradient, for some tokens at a time.

        The slopes, [n, V], are computed again if those of all tokens do not fit into memory together.
        """
        for part, slopes in self._slopes():
            yield Factors(
                Visit(self.layer, self._hidden[part], slopes),
                slopes,
                TokenRows(self._rows.index[part], self._rows.count),
            )

    @torch.no_grad()
    def _slopes(self) -> Iterator[tuple[slice, Tensor]]:
        if self._kept is not None:
            yield slice(None), self._kept
            return
        for first in range(0, len(self._hidden), self._at_once):
            part = slice(first, min(first + self._at_once, len(self._hidden)))
            logits = self._hidden.new_empty(part.stop - first, self.layer.out_features, dtype=torch.float32)
            fill_logits(logits, self._hidden[part], self.layer.weight, self.layer.bias)
            yield part, self._tokens.differentiated(part, logits)[1].to(self._hidden.dtype)


def gradient_of_logits(logits: Tensor, losses: UnitLosses) -> Tensor:
    """Returns the gradient, [N, V], of unit losses with respect to logits."""
    leaf = logits.detach().requires_grad_()
    outputs = token_outputs(leaf, losses.targets, None, temperature=losses.temperature)
    (gradient,) = torch.autograd.grad(losses.of(slice(None), outputs), leaf)
    return gradient
