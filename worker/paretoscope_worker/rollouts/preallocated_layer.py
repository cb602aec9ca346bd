"""A layer of the key-value cache with room for the tokens to come, where transformers' copies all of it for each."""

from typing import Any

from torch import Tensor
from transformers import DynamicLayer


class RoomyLayer(DynamicLayer):  # type: ignore[no-untyped-call]
    """Keys and values [N, heads, T, width], at the front of tensors whose third dimension is longer."""

    def __init__(self, layer: DynamicLayer, rows: Tensor, room: int) -> None:
        """Takes rows of a layer, any row any number of times, and `room` tokens more."""
        super().__init__()  # type: ignore[no-untyped-call]
        assert layer.keys is not None  # noqa: S101
        assert layer.values is not None  # noqa: S101
        self.dtype, self.device, self.is_initialized = layer.dtype, layer.device, True
        self._whole = [_with_room(layer.keys, rows, room), _with_room(layer.values, rows, room)]
        self._show(layer.get_seq_length())

    def update(self, key_states: Tensor, value_states: Tensor, *_: Any, **__: Any) -> tuple[Tensor, Tensor]:
        """Adds keys and values of new tokens; returns those of all tokens.

        Raises:
            RuntimeError: there is no room for them.
        """
        first, more = self.get_seq_length(), key_states.shape[-2]
        for whole, new in zip(self._whole, (key_states, value_states), strict=True):
            whole.narrow(2, first, more).copy_(new)
        return self._show(first + more)

    def batch_select_indices(self, indices: Tensor) -> None:
        """Keeps some rows."""
        self._whole = [whole[indices] for whole in self._whole]
        self._show(self.get_seq_length())

    def _show(self, tokens: int) -> tuple[Tensor, Tensor]:
        self.keys, self.values = (whole[:, :, :tokens] for whole in self._whole)
        return self.keys, self.values


def _with_room(states: Tensor, rows: Tensor, room: int) -> Tensor:
    heads, tokens, width = states.shape[1:]
    whole = states.new_empty(len(rows), heads, tokens + room, width)
    whole[:, :, :tokens] = states[rows]
    return whole
