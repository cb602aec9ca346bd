"""The processes that train one run together, each on a GPU of its own, and what they tell each other.

Every one of them runs the same loop. A run of one process is `ALONE`, which exchanges nothing.
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

PATIENCE = timedelta(days=30)
"""How long a process waits for another. A judge may take hours to rate a rollout while all others wait; one that died
ends the run at once (`launch`), and one that hangs is the hang watchdog's to find."""
LOST = ("Connection closed by peer", "Connection reset by peer", "Broken pipe", "Connection refused")
"""What a process is told whose counterpart has ended."""


class Ranks:
    """One process, which is all there are."""

    rank = 0
    """Number of this process, counted from 0."""
    size = 1
    """How many there are."""

    @property
    def is_first(self) -> bool:
        """Whether this process scores, reports, saves and decides for all."""
        return self.rank == 0

    def first(self, call: Callable[[], T]) -> T:
        """Has the first process call a function and returns to all of them what it answered."""
        return call()

    def gather(self, value: T) -> list[T]:
        """Returns what every process gave, in their order."""
        return [value]

    def sum(self, tensor: Tensor) -> Tensor:
        """Returns the sum of the tensors that the processes gave, in the place of this one's."""
        return tensor

    def share(self, count: int) -> slice:
        """Returns which of so many things, in their order, are this process's."""
        return slice(self.rank * count // self.size, (self.rank + 1) * count // self.size)


ALONE = Ranks()


class ManyRanks(Ranks):
    """One of several processes. What one of them does not take part in, the others wait for."""

    def __init__(self) -> None:
        self.rank, self.size = dist.get_rank(), dist.get_world_size()

    def first(self, call: Callable[[], T]) -> T:
        """Sends what the first process answered through the processor's memory."""
        answer: list[Any] = [call() if self.is_first else None]
        dist.broadcast_object_list(answer, src=0)
        return cast(T, answer[0])

    def gather(self, value: T) -> list[T]:
        """Sends what every process gave through the processor's memory."""
        answers: list[Any] = [None] * self.size
        dist.all_gather_object(answers, value)
        return answers

    def sum(self, tensor: Tensor) -> Tensor:
        """Adds on the device of the tensor; the sum has the same bits everywhere."""
        dist.all_reduce(tensor)
        return tensor


def join(device: str, store: Store) -> Ranks:
    """Meets the other processes; RANK, LOCAL_RANK and WORLD_SIZE say which of how many this one is.

    Args:
        device: `policy.device`; with a GPU each, tensors go through NCCL, all else through gloo.
        store: where they find each other.
    """
    is_on_gpu = device != "cpu"
    if is_on_gpu:
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
    dist.init_process_group(
        "cpu:gloo,cuda:nccl" if is_on_gpu else "gloo",
        store=store,
        rank=int(os.environ["RANK"]),
        world_size=int(os.environ["WORLD_SIZE"]),
        timeout=PATIENCE,
    )
    return ManyRanks()


def is_of_lost_rank(error: BaseException) -> bool:
    """Whether an exception is no more than that another process has ended."""
    is_distributed = isinstance(error, dist.DistError) or "gloo" in str(error)
    return isinstance(error, dist.DistNetworkError) or (is_distributed and any(words in str(error) for words in LOST))
