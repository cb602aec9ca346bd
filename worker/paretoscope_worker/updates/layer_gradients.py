"""What each completion by itself adds to the gradient of a layer's parameters.

It follows from what the layer took and from the gradient of what it gave (Goodfellow, arXiv 1510.01799): of a linear
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
    """One call of a layer. Tensors are [b, T, ...], or [N, ...] of tokens that stand in one row."""

    layer: nn.Module
    taken: Tensor
    given: Tensor


@contextmanager
def visits(layers: Sequence[nn.Module]) -> Iterator[list[Visit]]:
    """Notes the calls of layers, in their order."""
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
    """Whether `layer_gradients` can tell completions apart in it: a linear layer, an embedding, or a norm."""
    match layer:
        case nn.Linear():
            return type(layer) is nn.Linear
        case nn.Embedding():
            return type(layer) is nn.Embedding and layer.max_norm is None and not layer.scale_grad_by_freq
        case _:
            return all(parameter.ndim == 1 for parameter in layer.parameters(recurse=False))


@torch.no_grad()
def layer_gradients(layer: nn.Module, taken: Tensor, given: Tensor, slopes: Tensor) -> dict[str, Tensor]:
    """Returns the gradient of each of the layer's own parameters, [b, *its shape], one a completion.

    Args:
        layer: a known one.
        taken: [b, T, ...] its input.
        given: [b, T, ...] its output.
        slopes: [b, T, ...] the gradient of its output.
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
    """Whether a norm gives its weights times what does not depend on them; powers of 2 show it to the last bit."""
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
