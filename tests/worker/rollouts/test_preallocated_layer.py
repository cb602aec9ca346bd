import pytest
import torch
from transformers import DynamicLayer

from paretoscope_worker.rollouts.preallocated_layer import PreallocatedLayer

ROWS, HEADS, WIDTH = 3, 2, 4


def states(rows: int, tokens: int) -> torch.Tensor:
    return torch.randn(rows, HEADS, tokens, WIDTH)


@pytest.fixture
def layer() -> DynamicLayer:
    """Keys and values of five tokens."""
    torch.manual_seed(0)
    layer = DynamicLayer()
    layer.update(states(ROWS, 5), states(ROWS, 5))
    return layer


def test_it_holds_what_the_layer_of_transformers_would(layer: DynamicLayer) -> None:
    rows = torch.tensor([2, 0, 0, 1])
    preallocated = PreallocatedLayer(layer, rows, 6)
    layer.batch_select_indices(rows)
    for tokens in (1, 3):
        keys, values = states(4, tokens), states(4, tokens)
        for one, other in zip(preallocated.update(keys, values), layer.update(keys, values), strict=True):
            assert torch.equal(one, other)
    few = torch.tensor([3, 1])
    preallocated.batch_select_indices(few)
    layer.batch_select_indices(few)
    new = states(2, 1)
    assert torch.equal(preallocated.update(new, new)[1], layer.update(new, new)[1])
    assert preallocated.get_seq_length() == layer.get_seq_length() == 10


def test_a_new_token_moves_nothing_that_was_there(layer: DynamicLayer) -> None:
    preallocated = PreallocatedLayer(layer, torch.arange(ROWS), 2)
    before = preallocated.keys.data_ptr()
    assert preallocated.update(states(ROWS, 1), states(ROWS, 1))[0].data_ptr() == before


def test_more_tokens_than_there_is_room_for_are_refused(layer: DynamicLayer) -> None:
    preallocated = PreallocatedLayer(layer, torch.arange(ROWS), 1)
    preallocated.update(states(ROWS, 1), states(ROWS, 1))
    with pytest.raises(RuntimeError):
        preallocated.update(states(ROWS, 1), states(ROWS, 1))
