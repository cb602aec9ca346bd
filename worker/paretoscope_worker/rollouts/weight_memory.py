"""Weights that one process writes and others read, in memory that belongs to no folder and so to no folder's limit.

A memory file (memfd_create) can be as large as memory is; `/dev/shm`, where shared memory usually lies, is 64 MiB in a
container by default.
"""

import mmap
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor

ALIGNMENT = 64


@dataclass(frozen=True)
class Slot:
    """Where one tensor lies."""

    name: str
    shape: tuple[int, ...]
    dtype: torch.dtype
    offset: int


@dataclass(frozen=True)
class WeightMap:
    """Where all tensors lie; what other processes are sent of them. Iterating maps the memory and reads it in place."""

    path: str
    size: int
    slots: tuple[Slot, ...]

    def __iter__(self) -> Iterator[tuple[str, Tensor]]:
        """Yields each tensor with its name, as last written."""
        descriptor = os.open(self.path, os.O_RDWR)
        try:
            memory = _map(descriptor, self.size)
        finally:
            os.close(descriptor)
        for slot in self.slots:
            yield slot.name, _tensor(memory, slot)


class WeightMemory:
    """The memory, in the process that writes it; it is freed with this object and the last reader's view."""

    def __init__(self, shared: WeightMap, descriptor: int) -> None:
        self.shared = shared
        self._memory = _map(descriptor, shared.size)
        self._descriptor = descriptor

    @classmethod
    def like(cls, weights: Mapping[str, Tensor]) -> Self:
        """Makes room for tensors like these; those that share their memory, as tied ones do, share it there too."""
        slots, offsets, size = [], dict[tuple[int, torch.Size, torch.dtype], int](), 0
        for name, tensor in weights.items():
            identity = (tensor.data_ptr(), tensor.shape, tensor.dtype)
            if identity not in offsets:
                offsets[identity] = size
                size += -(-tensor.numel() * tensor.itemsize // ALIGNMENT) * ALIGNMENT
            slots.append(Slot(name, tuple(tensor.shape), tensor.dtype, offsets[identity]))
        descriptor = os.memfd_create("paretoscope-weights")
        os.ftruncate(descriptor, size)
        return cls(WeightMap(f"/proc/{os.getpid()}/fd/{descriptor}", size, tuple(slots)), descriptor)

    def write(self, weights: Mapping[str, Tensor]) -> None:
        """Copies the tensors, which must be those that room was made for."""
        for slot in self.shared.slots:
            _tensor(self._memory, slot).copy_(weights[slot.name])

    def __del__(self) -> None:
        """Gives the memory back."""
        os.close(self._descriptor)


def _map(descriptor: int, size: int) -> Tensor:
    """Returns memory as uint8 [size]; it stays mapped as long as a view of it lives."""
    return torch.frombuffer(mmap.mmap(descriptor, size), dtype=torch.uint8)


def _tensor(memory: Tensor, slot: Slot) -> Tensor:
    end = slot.offset + torch.Size(slot.shape).numel() * slot.dtype.itemsize
    return memory[slot.offset : end].view(slot.dtype).view(slot.shape)
