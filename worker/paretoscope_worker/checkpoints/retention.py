"""Decides which checkpoints stay on disk."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Pruning:
    """Steps of the checkpoints to delete and to strip, in ascending order."""

    delete: list[int]
    strip: list[int]
    """Checkpoints of which only the weights are kept, so that the run can no longer continue from them."""


def pruning(on_disk: Mapping[int, bool], points: Collection[int], keep_last: int) -> Pruning:
    """Decides what to delete: everything except the last resumable checkpoints and the weights of points to keep.

    Args:
        on_disk: maps the step of each checkpoint to whether the run can continue from it.
        points: steps of the validation points to keep.
        keep_last: number of resumable checkpoints to keep unchanged.
    """
    last = sorted(step for step, resumable in on_disk.items() if resumable)[-keep_last:]
    others = [step for step in sorted(on_disk) if step not in last]
    return Pruning(
        delete=[step for step in others if step not in points],
        strip=[step for step in others if step in points and on_disk[step]],
    )
