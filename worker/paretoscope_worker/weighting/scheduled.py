"""Weights that follow a schedule of waypoints."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from torch import Tensor

from paretoscope_worker.weighting.method import Signals, WeightingMethod, as_weights

Shape = Literal["linear", "cosine", "step"]


class Scheduled(WeightingMethod):
    """Linear scalarisation with the scheduled weights of the step."""

    def __init__(self, waypoints: Sequence[tuple[int, Sequence[float]]], shape: Shape) -> None:
        """Args: `waypoints` lists steps with their weights [K], by ascending step."""
        self._steps = [step for step, _ in waypoints]
        self._waypoints = [as_weights(weights) for _, weights in waypoints]
        self._shape = shape
        super().__init__(self._waypoints[0].tolist())

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Sets the weights of the step. Before the first and after the last waypoint, its weights apply."""
        self.weights = self._at(signals.step)
        return {}

    def _at(self, step: int) -> Tensor:
        after = bisect_right(self._steps, step)
        if after == 0:
            return self._waypoints[0]
        if after == len(self._steps):
            return self._waypoints[-1]
        first, last = self._steps[after - 1], self._steps[after]
        share = _eased((step - first) / (last - first), self._shape)
        return (1 - share) * self._waypoints[after - 1] + share * self._waypoints[after]


def _eased(done: float, shape: Shape) -> float:
    """Returns the share of the next waypoint in the weights, given how much of the way to it is `done` (0 to 1)."""
    match shape:
        case "linear":
            return done
        case "cosine":
            return (1 - math.cos(math.pi * done)) / 2
        case "step":
            return 0.0
