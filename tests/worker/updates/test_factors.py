"""Weighted sums of gradients from factors are what autograd finds."""

import pytest
import torch
from torch import Tensor, nn
from transformers.models.gemma2.modeling_gemma2 import Gemma2RMSNorm
from transformers.models.qwen3.modeling_qwen3 import Qwen3RMSNorm
from transformers.pytorch_utils import Conv1D

from paretoscope_worker.updates.factors import Factors, TokenRows, Visit, add_gradients, is_known, row_gradients, visits

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
def test_weighted_sums_equal_those_of_autograd(layer: nn.Module, taken: Tensor) -> None:
    assert is_known(layer)
    given = layer(taken)
    slopes, coefficients = values(*given.shape, seed=1), torch.tensor([0.5, 0.0, -2.0])
    factors = Factors(Visit(layer, taken, given.detach()), slopes)
    add_gradients(factors, coefficients)
    add_gradients(factors, coefficients)
    weighted = 2 * slopes * coefficients.view(-1, *[1] * (slopes.ndim - 1))
    own = list(layer.parameters())
    for parameter, expected in zip(own, torch.autograd.grad(given, own, weighted), strict=True):
        torch.testing.assert_close(parameter.grad, expected)
    for name, rows in row_gradients(factors).items():
        for row in range(ROWS):
            alone = torch.autograd.grad(layer(taken[row : row + 1]), layer.get_parameter(name), slopes[row : row + 1])
            torch.testing.assert_close(rows[row], alone[0])


@pytest.mark.parametrize("index", [[0, 0, 1, 1, 2, 2], [0, 0, 0, 2, 2, 2], [0, 1, 1, 1, 1, 2]])
def test_tokens_in_one_row_count_for_their_own_row(index: list[int]) -> None:
    layer, rows = nn.Linear(WIDTH, 6), TokenRows(torch.tensor(index), ROWS)
    taken, coefficients = values(len(index), WIDTH), torch.tensor([0.5, -1.0, -2.0])
    given = layer(taken)
    slopes = values(*given.shape, seed=1)
    factors = Factors(Visit(layer, taken, given.detach()), slopes, rows)
    add_gradients(factors, coefficients)
    own = list(layer.parameters())
    expected = torch.autograd.grad(given, own, slopes * coefficients[rows.index, None])
    for parameter, gradient in zip(own, expected, strict=True):
        torch.testing.assert_close(parameter.grad, gradient)
    torch.testing.assert_close(coefficients @ row_gradients(factors)["bias"], expected[1])
    filled = rows.padded(taken)
    assert filled.shape == (ROWS, max(index.count(row) for row in range(ROWS)), WIDTH)
    torch.testing.assert_close(filled.sum(dim=1)[0], taken[: index.count(0)].sum(dim=0))


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
