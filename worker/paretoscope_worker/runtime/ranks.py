"""The processes that train one run together, and how they exchange values.

Each process has its own GPU and runs the same loop. A run with one process uses `ALONE`, which exchanges nothing.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast

import torch
import torch.distributed as dist
from torch import Tensor
from torch.distributed.distributed_c10d import Store

T = TypeVar("T")

EXCHANGE_TIMEOUT = timedelta(days=30)
"""Time that a process waits for another. It is long because a judge may take hours to rate a rollout while the other
processes wait. A process that died ends the run at once (`launch`); the hang watchdog finds one that hangs."""
LOST_CONNECTION = ("Connection closed by peer", "Connection reset by peer", "Broken pipe", "Connection refused")
"""Messages of the errors that a process gets when the other side of a connection has ended."""


class Ranks:
    """The processes of a run, seen from one of them. This class is for a run with one process."""

    rank = 0
    """Number of this process, counted from 0."""
    size = 1
    """Number of processes."""

    @property
    def is_first(self) -> bool:
        """Whether this process scores, reports, saves and decides for all."""
        return self.rank == 0

    def first(self, call: Callable[[], T]) -> T:
        """Calls a function in the first process and returns its result in all processes."""
        return call()

    def gather(self, value: T) -> list[T]:
        """Returns the values of all processes, in the order of their ranks."""
        return [value]

    def sum(self, tensor: Tensor) -> Tensor:
        """Replaces the tensor by the sum of the tensors of all processes, and returns it."""
        return tensor

    def share(self, count: int) -> slice:
        """Returns the slice of `count` ordered items that belongs to this process."""
        return slice(self.rank * count // self.size, (self.rank + 1) * count // self.size)


ALONE = Ranks()


class ManyRanks(Ranks):
    """The processes of a run, seen from one of several. All of them must make each call; otherwise the others wait."""

    def __init__(self) -> None:
        self.rank, self.size = dist.get_rank(), dist.get_world_size()

    def first(self, call: Callable[[], T]) -> T:
        """Calls a function in the first process and returns its result in all processes, sent by way of the CPU."""
        answer: list[Any] = [call() if self.is_first else None]
        dist.broadcast_object_list(answer, src=0)
        return cast(T, answer[0])

    def gather(self, value: T) -> list[T]:
        """Returns the values of all processes, in the order of their ranks; they are sent by way of the CPU."""
        answers: list[Any] = [None] * self.size
        dist.all_gather_object(answers, value)
        return answers

    def sum(self, tensor: Tensor) -> Tensor:
        """Replaces the tensor by the sum over all processes, which has the same bits in each of them."""
        dist.all_reduce(tensor)
        return tensor


def join(device: str, store: Store) -> Ranks:
    """Connects this process to the others. RANK, LOCAL_RANK and WORLD_SIZE in the environment give its place.

    Args:
        device: `policy.device`. On GPUs, tensors are sent with NCCL; everything else is sent with gloo.
        store: the store through which the processes find each other.
    """
    is_on_gpu = device != "cpu"
    if is_on_gpu:
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
    dist.init_process_group(
        "cpu:gloo,cuda:nccl" if is_on_gpu else "gloo",
        store=store,
        rank=int(os.environ["RANK"]),
        world_size=int(os.environ["WORLD_SIZE"]),
        timeout=EXCHANGE_TIMEOUT,
    )
    return ManyRanks()


def is_lost_connection(error: BaseException) -> bool:
    """Whether an exception only means that another process of the run has ended."""
    is_distributed = isinstance(error, dist.DistError) or "gloo" in str(error)
    is_lost = any(words in str(error) for words in LOST_CONNECTION)
    return isinstance(error, dist.DistNetworkError) or (is_distributed and is_lost)
