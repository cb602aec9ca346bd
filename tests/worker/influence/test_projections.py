"""Projections keep inner products on average, and are the same wherever they are drawn."""

import pytest
import torch
from torch import nn

from paretoscope_worker.influence.projections import Projections, width

SHAPE = (96, 40)


def weight(*shape: int) -> nn.Parameter:
    return nn.Parameter(torch.zeros(*shape))


@pytest.mark.parametrize(
    ("size", "expected"), [(1, 1), (16, 16), (17, 16), (128, 16), (256, 32), (384, 48), (512, 64), (151_936, 64)]
)
def test_a_side_becomes_an_eighth_within_bounds(size: int, expected: int) -> None:
    assert width(size) == expected


def test_a_short_side_is_kept_as_it_is() -> None:
    one = weight(12, 200)
    of_outputs, of_inputs = Projections([one], seed=0).of(one)
    assert torch.equal(of_outputs, torch.eye(12))
    assert of_inputs.shape == (200, 25)


def test_inner_products_are_kept_on_average() -> None:
    generator = torch.Generator().manual_seed(0)
    first, second = torch.randn(2, *SHAPE, generator=generator)
    second = second + 0.5 * first
    one, found = weight(*SHAPE), []
    for seed in range(400):
        left, right = Projections([one], seed).of(one)
        found.append(float(((left.T @ first @ right) * (left.T @ second @ right)).sum()))
    exact, estimates = float((first * second).sum()), torch.tensor(found)
    assert abs(estimates.mean() - exact) < 4 * estimates.std() / 400**0.5
    assert estimates.std() / 400**0.5 < 0.05 * exact


def test_each_side_of_each_parameter_and_step_has_its_own_and_each_process_the_same() -> None:
    parameters = [weight(64, 64), weight(64, 64)]
    first, again, later = (Projections(parameters, seed) for seed in (1, 1, 2))
    drawn = [side for one in parameters for side in first.of(one)]
    drawn += [side for one in parameters for side in later.of(one)]
    assert all(not torch.equal(a, b) for i, a in enumerate(drawn) for b in drawn[:i])
    assert all(torch.equal(a, b) for one in parameters for a, b in zip(first.of(one), again.of(one), strict=True))
