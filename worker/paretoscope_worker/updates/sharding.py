"""Converts tensors between shards, of which each process holds one, and whole tensors."""

import torch.distributed as dist
from torch import Tensor
from torch.distributed.tensor import DTensor, distribute_tensor


def whole_tensor(tensor: Tensor) -> Tensor:
    """Returns the whole tensor in each process; a tensor that is not sharded is returned as it is."""
    return tensor.full_tensor() if isinstance(tensor, DTensor) else tensor


def to_save(tensor: Tensor) -> Tensor:
    """Returns a tensor to save: a sharded one is whole and on the CPU in the first process, and empty in the others."""
    if not isinstance(tensor, DTensor):
        return tensor
    whole = tensor.full_tensor()
    return whole.cpu() if dist.get_rank() == 0 else whole.new_empty(0)


def shared_like(tensor: Tensor, example: Tensor) -> Tensor:
    """Shards a whole tensor, which is equal in all processes, in the same way as the example."""
    if not isinstance(example, DTensor):
        return tensor
    return distribute_tensor(tensor.to(example.device), example.device_mesh, example.placements)


def own_share(tensor: Tensor) -> Tensor:
    """Returns this process's shard of a sharded tensor."""
    assert isinstance(tensor, DTensor)  # noqa: S101 - all parameters of a sharded policy are
    return tensor.to_local()


def with_share(share: Tensor, example: Tensor) -> Tensor:
    """Returns a tensor that is sharded like the example, with the given shard in this process."""
    assert isinstance(example, DTensor)  # noqa: S101
    mesh, placements = example.device_mesh, example.placements
    return DTensor.from_local(share, mesh, placements, run_check=False, shape=example.shape, stride=example.stride())
