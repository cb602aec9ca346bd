from collections.abc import Iterator

import pytest
import torch
from torch import nn

from paretoscope_worker.rollouts.threads import SMALL_PRODUCT, threads_for

MODEL = nn.Sequential(nn.Linear(64, 128, bias=False), nn.Linear(128, 2))
FEW = SMALL_PRODUCT // (64 * 128) - 1


@pytest.fixture(autouse=True)
def two_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize(("rows", "threads"), [(1, 1), (FEW, 1), (FEW + 1, 2)])
def test_small_products_are_made_by_one_thread(rows: int, threads: int) -> None:
    with threads_for(MODEL, rows):
        assert torch.get_num_threads() == threads
    assert torch.get_num_threads() == 2


def test_an_error_leaves_the_threads_as_they_were() -> None:
    with pytest.raises(KeyError), threads_for(MODEL, 1):
        raise KeyError
    assert torch.get_num_threads() == 2
