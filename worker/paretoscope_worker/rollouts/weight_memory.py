"""Shared memory for weights that one process writes and other processes read.

It is a memory file (memfd_create), which can be as large as the memory. The usual place of shared memory, `/dev/shm`,
is limited to 64 MiB in a container by default.
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
    """Place of one tensor in the memory."""

    name: str
    shape: tuple[int, ...]
    dtype: torch.dtype
    offset: int


@dataclass(frozen=True)
class WeightMap:
    """Places of all tensors. It is sent to the other processes; iterating maps the memory and reads it in place."""

    path: str
    size: int
    slots: tuple[Slot, ...]

    def __iter__(self) -> Iterator[tuple[str, Tensor]]:
        """Yields the name and the tensor of each slot, as last written."""
        descriptor = os.open(self.path, os.O_RDWR)
        try:
            memory = _map(descriptor, self.size)
        finally:
            os.close(descriptor)
        for slot in self.slots:
            yield slot.name, _tensor(memory, slot)


class WeightMemory:
    """The memory in the process that writes it. It is freed when this object and the last view of a reader are gone."""

    def __init__(self, shared: WeightMap, descriptor: int) -> None:
        self.shared = shared
        self._memory = _map(descriptor, shared.size)
        self._descriptor = descriptor

    @classmethod
    def like(cls, weights: Mapping[str, Tensor]) -> Self:
        """Allocates memory for tensors like these. Tensors that share memory, such as tied ones, share it here too."""
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
        """Copies the tensors, which must have the names and shapes that the memory was allocated for."""
        for slot in self.shared.slots:
            _tensor(self._memory, slot).copy_(weights[slot.name])

    def __del__(self) -> None:
        """Releases the memory."""
        os.close(self._descriptor)


def _map(descriptor: int, size: int) -> Tensor:
    """Returns the memory as uint8 [size]; it stays mapped as long as a view of it exists."""
    return torch.frombuffer(mmap.mmap(descriptor, size), dtype=torch.uint8)


def _tensor(memory: Tensor, slot: Slot) -> Tensor:
    end = slot.offset + torch.Size(slot.shape).numel() * slot.dtype.itemsize
    return memory[slot.offset : end].view(slot.dtype).view(slot.shape)
