"""Computes the contribution of each completion to the gradient of a layer's parameters.

It follows from the input of the layer and from the gradient of its output (Goodfellow, arXiv 1510.01799). For a linear
layer it is the product of the two.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.func import functional_call, vjp, vmap


@dataclass(frozen=True)
class Visit:
    """One call of a layer, with its input and output, which are [b, T, ...], or [N, ...] for tokens in one row."""

    layer: nn.Module
    taken: Tensor
    given: Tensor


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
    """Whether `layer_gradients` supports the layer: a linear layer, an embedding, or a norm."""
    match layer:
        case nn.Linear():
            return type(layer) is nn.Linear
        case nn.Embedding():
            return type(layer) is nn.Embedding and layer.max_norm is None and not layer.scale_grad_by_freq
        case _:
            return all(parameter.ndim == 1 for parameter in layer.parameters(recurse=False))


@torch.no_grad()
def layer_gradients(layer: nn.Module, taken: Tensor, given: Tensor, slopes: Tensor) -> dict[str, Tensor]:
    """Returns the gradients of each of the layer's own parameters, [b, *shape], one row per completion.

    Args:
        layer: a layer for which `is_known` is true.
        taken: [b, T, ...], its input.
        given: [b, T, ...], its output.
        slopes: [b, T, ...], the gradient of its output.
    """
    match layer:
        case nn.Linear():
            weight = torch.bmm(slopes.transpose(1, 2), taken)
            return {"weight": weight} if layer.bias is None else {"weight": weight, "bias": slopes.sum(dim=1)}
        case nn.Embedding():
            return {"weight": _of_embedding(layer, taken, slopes)}
        case _ if _only_scales(layer, taken[:1, :1]):
            weight = layer.get_parameter("weight")
            return {"weight": (slopes * given).flatten(1, -2).sum(dim=1) / weight}
        case _:
            return _of_norm(layer, taken, slopes)


def _of_embedding(layer: nn.Embedding, token_ids: Tensor, slopes: Tensor) -> Tensor:
    if layer.padding_idx is not None:
        slopes = slopes.masked_fill((token_ids == layer.padding_idx)[..., None], 0)
    rows, vocabulary = len(token_ids), layer.num_embeddings
    first = vocabulary * torch.arange(rows, device=token_ids.device)[:, None]
    total = slopes.new_zeros(rows * vocabulary, layer.embedding_dim)
    total.index_add_(0, (token_ids + first).flatten(), slopes.flatten(0, 1))
    return total.view(rows, vocabulary, -1)


def _only_scales(layer: nn.Module, token: Tensor) -> bool:
    """Whether the output of a norm is its weights times a value that does not depend on them.

    It is tested with weights that are powers of 2, for which the result must be equal to the last bit.
    """
    if dict(layer.named_parameters(recurse=False)).keys() != {"weight"}:
        return False
    weight = layer.get_parameter("weight")
    powers = torch.ones_like(weight)
    powers[1::2], powers[2::3] = 2, 4
    scaled = functional_call(layer, {"weight": weight * powers}, (token,))
    return bool((weight != 0).all()) and torch.equal(scaled, layer(token) * powers)


def _of_norm(layer: nn.Module, taken: Tensor, slopes: Tensor) -> dict[str, Tensor]:
    own = {name: parameter.detach() for name, parameter in layer.named_parameters(recurse=False)}

    def of_one(row: Tensor, slope: Tensor) -> dict[str, Tensor]:
        pull = vjp(lambda values: functional_call(layer, values, (row,)), own)[1]
        found: dict[str, Tensor] = pull(slope)[0]
        return found

    result: dict[str, Tensor] = vmap(of_one)(taken, slopes)
    return result
