"""Turns the factors of a layer's gradient into weighted sums over rows.

The gradient of a layer's parameters follows from the input of the layer and from the gradient of its output, its slopes
(Goodfellow, arXiv 1510.01799). For a linear layer it is the product of the two, slopes' * input, summed over tokens.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import torch
from torch import Tensor, nn
from torch.func import functional_call, vjp, vmap

_ONLY_SCALES: WeakKeyDictionary[nn.Module, bool] = WeakKeyDictionary()
"""What `only_scales` found for each layer."""


@dataclass(frozen=True)
class Visit:
    """One call of a layer, with its input and output: [r, T, ...] for r rows, or [N, ...] for tokens in one row."""

    layer: nn.Module
    taken: Tensor
    given: Tensor


@dataclass(frozen=True)
class TokenRows:
    """Which tokens belong to which of r rows."""

    index: Tensor
    """int64 [N], the row of each token, in ascending order."""
    count: int
    """r."""

    def padded(self, values: Tensor) -> Tensor:
        """Turns one row of tokens, [N, D], into [r, T, D], filled up with 0."""
        lengths = torch.bincount(self.index, minlength=self.count)
        longest = len(self.index) // self.count
        if bool((lengths == longest).all()):
            return values.view(self.count, longest, -1)
        within = torch.arange(len(self.index), device=values.device) - (lengths.cumsum(0) - lengths)[self.index]
        filled = values.new_zeros(self.count, int(lengths.max()), values.shape[-1])
        filled[self.index, within] = values
        return filled


@dataclass(frozen=True)
class Factors:
    """A call of a layer, and the gradient of a loss with respect to its output."""

    visit: Visit
    slopes: Tensor
    """As long as `visit.given`."""
    rows: TokenRows | None = None
    """The row of each token if the tensors are [N, ...]; None if they are [r, T, ...]."""

    @property
    def layer(self) -> nn.Module:
        """The layer that was called."""
        return self.visit.layer

    def scaled(self, coefficients: Tensor) -> Tensor:
        """Returns the slopes times one coefficient per row, [r]."""
        values = coefficients.to(self.slopes.dtype)
        if self.rows is not None:
            return self.slopes * values[self.rows.index, None]
        return self.slopes * values.view(-1, *[1] * (self.slopes.ndim - 1))


@contextmanager
def visits(layers: Sequence[nn.Module]) -> Iterator[list[Visit]]:
    """Records the calls of the layers inside the block, in order."""
    seen: list[Visit] = []
    handles = [
        layer.register_forward_hook(lambda layer, taken, given: seen.append(Visit(layer, taken[0].detach(), given)))
        for layer in layers
    ]
    try:
        yield seen
    finally:
        for handle in handles:
            handle.remove()


def is_known(layer: nn.Module) -> bool:
    """Whether the gradient of a layer's own parameters is computed here: a linear layer, an embedding, or a norm."""
    match layer:
        case nn.Linear():
            return type(layer) is nn.Linear
        case nn.Embedding():
            return type(layer) is nn.Embedding and layer.max_norm is None and not layer.scale_grad_by_freq
        case _:
            return all(parameter.ndim == 1 for parameter in layer.parameters(recurse=False))


def own_parameters(layer: nn.Module) -> dict[str, nn.Parameter]:
    """Returns the trained parameters of the layer itself by name."""
    return {name: one for name, one in layer.named_parameters(recurse=False) if one.requires_grad}


@torch.no_grad()
def add_gradients(factors: Factors, coefficients: Tensor) -> None:
    """Adds the sum over rows of gradient times coefficient, [r], to the gradients of the layer's own parameters."""
    layer, taken = factors.layer, factors.visit.taken
    match layer:
        case nn.Linear():
            slopes = factors.scaled(coefficients).flatten(0, -2)
            _add_product(layer.weight, slopes.T, taken.flatten(0, -2))
            if layer.bias is not None:
                _add(layer.bias, slopes.sum(dim=0))
        case nn.Embedding():
            slopes = without_padding(layer, taken, factors.scaled(coefficients))
            if layer.weight.grad is None:
                layer.weight.grad = torch.zeros_like(layer.weight)
            layer.weight.grad.index_add_(0, taken.flatten(), slopes.flatten(0, 1))
        case _:
            for name, rows in row_gradients(factors).items():
                _add(layer.get_parameter(name), coefficients.to(rows.dtype) @ rows)


@torch.no_grad()
def row_gradients(factors: Factors) -> dict[str, Tensor]:
    """Returns the gradients of parameters that are vectors, [r, n]: the bias of a linear layer, or those of a norm."""
    visit, slopes = factors.visit, factors.slopes
    match visit.layer:
        case nn.Linear(bias=None) | nn.Embedding():
            return {}
        case nn.Linear():
            apart = slopes if factors.rows is None else factors.rows.padded(slopes)
            return {"bias": apart.sum(dim=1)}
        case _ if only_scales(visit.layer, visit.taken[:1, :1]):
            weight = visit.layer.get_parameter("weight").detach()
            return {"weight": (slopes * visit.given.detach()).flatten(1, -2).sum(dim=1) / weight}
        case _:
            return _of_norm(visit.layer, visit.taken, slopes)


def without_padding(layer: nn.Embedding, token_ids: Tensor, slopes: Tensor) -> Tensor:
    """Returns slopes that are 0 for the padding token, whose embedding is not trained."""
    if layer.padding_idx is None:
        return slopes
    return slopes.masked_fill((token_ids == layer.padding_idx)[..., None], 0)


def only_scales(layer: nn.Module, token: Tensor) -> bool:
    """Whether the output of a norm is its weights times a value that does not depend on them.

    It is tested once for each layer, with weights that are powers of 2, for which the result must be equal to the last
    bit.
    """
    if dict(layer.named_parameters(recurse=False)).keys() != {"weight"}:
        return False
    weight = layer.get_parameter("weight")
    if not bool((weight != 0).all()):
        return False
    if layer not in _ONLY_SCALES:
        powers = torch.ones_like(weight)
        powers[1::2], powers[2::3] = 2, 4
        scaled = functional_call(layer, {"weight": weight * powers}, (token,))
        _ONLY_SCALES[layer] = torch.equal(scaled, layer(token) * powers)
    return _ONLY_SCALES[layer]


def _add(parameter: Tensor, gradient: Tensor) -> None:
    parameter.grad = gradient.to(parameter.dtype) if parameter.grad is None else parameter.grad.add_(gradient)


def _add_product(parameter: Tensor, left: Tensor, right: Tensor) -> None:
    if parameter.grad is None:
        parameter.grad = left @ right
    else:
        parameter.grad.addmm_(left, right)


def _of_norm(layer: nn.Module, taken: Tensor, slopes: Tensor) -> dict[str, Tensor]:
    own = {name: parameter.detach() for name, parameter in own_parameters(layer).items()}

    def of_one(row: Tensor, slope: Tensor) -> dict[str, Tensor]:
        pull = vjp(lambda values: functional_call(layer, values, (row,)), own)[1]
        found: dict[str, Tensor] = pull(slope)[0]
        return found

    result: dict[str, Tensor] = vmap(of_one)(taken, slopes)
    return result
