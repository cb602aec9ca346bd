"""What each completion adds to a layer's gradient is what autograd finds for it alone."""

import pytest
import torch
from torch import Tensor, nn
from transformers.models.gemma2.modeling_gemma2 import Gemma2RMSNorm
from transformers.models.qwen3.modeling_qwen3 import Qwen3RMSNorm
from transformers.pytorch_utils import Conv1D

from paretoscope_worker.updates.layer_gradients import is_known, layer_gradients, visits

ROWS, TOKENS, WIDTH = 3, 5, 4


def values(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def token_ids() -> Tensor:
    return torch.randint(7, (ROWS, TOKENS), generator=torch.Generator().manual_seed(3))


def norm(layer: nn.Module) -> nn.Module:
    for index, parameter in enumerate(layer.parameters()):
        nn.init.normal_(parameter, generator=torch.Generator().manual_seed(index))
    return layer


def zero_weights(layer: nn.Module) -> nn.Module:
    for parameter in layer.parameters():
        nn.init.zeros_(parameter)
    return layer


class Mixing(nn.Module):
    """A layer each of whose outputs depends on all weights, and is as long as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(WIDTH))

    def forward(self, taken: Tensor) -> Tensor:
        return taken * self.weight.cumsum(0)


@pytest.mark.parametrize(
    ("layer", "taken"),
    [
        (nn.Linear(WIDTH, 6), values(ROWS, TOKENS, WIDTH)),
        (nn.Linear(WIDTH, 6, bias=False), values(ROWS, TOKENS, WIDTH)),
        (nn.Embedding(7, WIDTH), token_ids()),
        (nn.Embedding(7, WIDTH, padding_idx=int(token_ids()[0, 0])), token_ids()),
        (norm(Qwen3RMSNorm(WIDTH)), values(ROWS, TOKENS, WIDTH)),
        (norm(Qwen3RMSNorm(WIDTH)), values(ROWS, TOKENS, 2, WIDTH)),
        (zero_weights(Qwen3RMSNorm(WIDTH)), values(ROWS, TOKENS, WIDTH)),
        (norm(Gemma2RMSNorm(WIDTH)), values(ROWS, TOKENS, WIDTH)),
        (norm(nn.RMSNorm(WIDTH)), values(ROWS, TOKENS, WIDTH)),
        (norm(Mixing()), values(ROWS, TOKENS, WIDTH)),
        (norm(nn.LayerNorm(WIDTH)), values(ROWS, TOKENS, WIDTH)),
    ],
    ids=[
        "linear",
        "without-bias",
        "embedding",
        "padded-embedding",
        "norm",
        "norm-of-heads",
        "zeros",
        "gemma",
        "torch",
        "mixing",
        "layer-norm",
    ],
)
def test_gradients_equal_those_of_each_completion_alone(layer: nn.Module, taken: Tensor) -> None:
    assert is_known(layer)
    given = layer(taken).detach()
    slopes = values(*given.shape, seed=1)
    found = layer_gradients(layer, taken, given, slopes)
    own = dict(layer.named_parameters())
    assert found.keys() == own.keys()
    for row in range(ROWS):
        alone = torch.autograd.grad(layer(taken[row : row + 1]), list(own.values()), slopes[row : row + 1])
        for name, expected in zip(own, alone, strict=True):
            torch.testing.assert_close(found[name][row], expected)


@pytest.mark.parametrize("layer", [Conv1D(6, WIDTH), nn.Embedding(7, WIDTH, max_norm=1.0), nn.Conv1d(2, 2, 3)])
def test_layers_of_other_kinds_are_not_known(layer: nn.Module) -> None:
    assert not is_known(layer)


def test_a_subclass_may_compute_something_else_and_is_not_known() -> None:
    class Scaled(nn.Linear):
        def forward(self, values: Tensor) -> Tensor:
            return 2 * super().forward(values)

    assert not is_known(Scaled(2, 2))


def test_visits_are_noted_in_order_and_only_inside() -> None:
    first, second = nn.Linear(2, 3), nn.Linear(3, 1)
    with visits([first, second]) as seen:
        given = second(first(torch.ones(1, 2)))
    second(first(torch.ones(1, 2)))
    assert [visit.layer for visit in seen] == [first, second]
    assert seen[1].given is given
    assert torch.equal(seen[0].taken, torch.ones(1, 2))
