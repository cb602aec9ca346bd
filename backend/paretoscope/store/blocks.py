"""Points of a series, and the blocks in which they are stored.

A block holds up to ``BLOCK_POINTS`` consecutive points: steps as little-endian int64, values as float64 with NaN for a
gap. The blocks of a series never overlap.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from paretoscope.store.record_models import BlockRow

BLOCK_POINTS = 4096

Steps = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Points:
    """Points of one series: steps int64 [N], strictly increasing, and values float64 [N] with NaN for a gap."""

    steps: Steps
    values: Values

    @classmethod
    def of(cls, steps: Iterable[int], values: Iterable[float | None]) -> Self:
        """Makes points from reports in the order of arrival. If a step was reported twice, the later value counts."""
        raw_steps = np.fromiter(steps, dtype=np.int64)
        raw_values = np.fromiter((np.nan if value is None else value for value in values), dtype=np.float64)
        return cls(*_last_of_each_step(raw_steps, raw_values))

    @classmethod
    def empty(cls) -> Self:
        """Returns an empty set of points."""
        return cls(np.empty(0, np.int64), np.empty(0, np.float64))

    @classmethod
    def join(cls, parts: Iterable["Points"]) -> Self:
        """Joins several sets of points. If two parts have the same step, the later part counts."""
        listed = list(parts)
        if not listed:
            return cls.empty()
        steps = np.concatenate([part.steps for part in listed])
        values = np.concatenate([part.values for part in listed])
        return cls(*_last_of_each_step(steps, values))

    def __len__(self) -> int:
        return len(self.steps)

    def up_to(self, step: int) -> "Points":
        """Returns the points up to a step, inclusive."""
        end = int(np.searchsorted(self.steps, step, side="right"))
        return Points(self.steps[:end], self.values[:end])

    def between(self, first: int | None, last: int | None) -> "Points":
        """Returns the points from step ``first`` to step ``last``, inclusive; None means no bound."""
        start = 0 if first is None else int(np.searchsorted(self.steps, first, side="left"))
        end = len(self.steps) if last is None else int(np.searchsorted(self.steps, last, side="right"))
        return Points(self.steps[start:end], self.values[start:end])

    def chunks(self, size: int = BLOCK_POINTS) -> Iterator["Points"]:
        """Splits the points into parts of at most ``size``."""
        for start in range(0, len(self), size):
            yield Points(self.steps[start : start + size], self.values[start : start + size])


def block_columns(points: Points) -> dict[str, Any]:
    """Returns the columns of a block that are computed from its points; there must be at least one point."""
    finite = points.values[~np.isnan(points.values)]
    return {
        "first_step": int(points.steps[0]),
        "last_step": int(points.steps[-1]),
        "count": len(points),
        "min": float(finite.min()) if len(finite) else None,
        "max": float(finite.max()) if len(finite) else None,
        "first": number(points.values[0]),
        "last": number(points.values[-1]),
        "steps": points.steps.astype("<i8").tobytes(),
        "values": points.values.astype("<f8").tobytes(),
    }


def points_of(block: BlockRow) -> Points:
    """Reads the points of a block."""
    return Points(
        np.frombuffer(block.steps, "<i8").astype(np.int64, copy=False),
        np.frombuffer(block.values, "<f8").astype(np.float64, copy=False),
    )


def number(value: float) -> float | None:
    """Converts a stored value to a number, or None for a gap."""
    return None if np.isnan(value) else float(value)


def numbers(values: Values) -> list[float | None]:
    """Converts stored values to numbers, with None for gaps."""
    listed: list[float] = values.tolist()
    if not np.isnan(values).any():
        return list(listed)
    return [None if math.isnan(value) else value for value in listed]


def _last_of_each_step(steps: Steps, values: Values) -> tuple[Steps, Values]:
    if (steps[1:] > steps[:-1]).all():
        return steps, values
    order = np.argsort(steps, kind="stable")
    steps, values = steps[order], values[order]
    last = np.append(steps[1:] != steps[:-1], True)
    return steps[last], values[last]
