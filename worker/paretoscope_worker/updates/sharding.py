"""Tensors of which each process holds a share, and the same as a whole."""

import torch.distributed as dist
from torch import Tensor
from torch.distributed.tensor import DTensor, distribute_tensor


def whole_tensor(tensor: Tensor) -> Tensor:
    """Returns all of a tensor in each process; one that is not shared is whole already."""
    return tensor.full_tensor() if isinstance(tensor, DTensor) else tensor


def to_save(tensor: Tensor) -> Tensor:
    """Returns a tensor to be saved: a shared one whole, in the first process on the CPU, and empty in the others."""
    if not isinstance(tensor, DTensor):
        return tensor
    whole = tensor.full_tensor()
    return whole.cpu() if dist.get_rank() == 0 else whole.new_empty(0)


def shared_like(tensor: Tensor, example: Tensor) -> Tensor:
    """Returns a whole tensor, the same in all processes, as it must be to stand beside another."""
    if not isinstance(example, DTensor):
        return tensor
    return distribute_tensor(tensor.to(example.device), example.device_mesh, example.placements)


def own_share(tensor: Tensor) -> Tensor:
    """Returns what this process holds of a shared tensor."""
    assert isinstance(tensor, DTensor)  # noqa: S101 - all parameters of a sharded policy are
    return tensor.to_local()


def with_share(share: Tensor, example: Tensor) -> Tensor:
    """Returns a shared tensor like another, of which this process holds the given share."""
    assert isinstance(example, DTensor)  # noqa: S101
    mesh, placements = example.device_mesh, example.placements
    return DTensor.from_local(share, mesh, placements, run_check=False, shape=example.shape, stride=example.stride())
