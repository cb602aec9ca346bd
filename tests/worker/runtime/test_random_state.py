import random

import numpy as np
import pytest
import torch

from paretoscope_worker.runtime.random_state import random_state, restore_random_state, seed_all


def draw() -> list[float]:
    return [random.random(), float(np.random.rand()), float(np.random.randn()), torch.rand(()).item()]


def test_the_same_seed_draws_the_same_and_another_seed_another() -> None:
    seed_all(3)
    first = draw()
    seed_all(3)
    assert draw() == first
    seed_all(4)
    assert not set(draw()) & set(first)


def test_a_state_read_back_from_disk_goes_on_where_it_was(tmp_path: pytest.TempPathFactory) -> None:
    seed_all(3)
    draw()
    torch.save(random_state(), tmp_path / "state.pt")
    expected = draw()
    seed_all(5)
    restore_random_state(torch.load(tmp_path / "state.pt", weights_only=True))
    assert draw() == expected
