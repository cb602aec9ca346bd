"""A layer of the key-value cache with memory for future tokens; that of transformers is copied for each new token."""

from typing import Any

from torch import Tensor
from transformers import DynamicLayer


class PreallocatedLayer(DynamicLayer):  # type: ignore[no-untyped-call]
    """Keys and values [N, heads, T, width], which are views of the front of tensors with a longer third dimension."""

    def __init__(self, layer: DynamicLayer, rows: Tensor, room: int) -> None:
        """Copies the given rows of a layer, which may repeat, and adds memory for `room` more tokens."""
        super().__init__()  # type: ignore[no-untyped-call]
        assert layer.keys is not None  # noqa: S101
        assert layer.values is not None  # noqa: S101
        self.dtype, self.device, self.is_initialized = layer.dtype, layer.device, True
        self._whole = [_with_room(layer.keys, rows, room), _with_room(layer.values, rows, room)]
        self._show(layer.get_seq_length())

    def update(self, key_states: Tensor, value_states: Tensor, *_: Any, **__: Any) -> tuple[Tensor, Tensor]:
        """Adds the keys and values of new tokens, and returns those of all tokens.

        Raises:
            RuntimeError: there is no memory left for the new tokens.
        """
        first, more = self.get_seq_length(), key_states.shape[-2]
        for whole, new in zip(self._whole, (key_states, value_states), strict=True):
            whole.narrow(2, first, more).copy_(new)
        return self._show(first + more)

    def batch_select_indices(self, indices: Tensor) -> None:
        """Keeps only the given rows."""
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
