"""Detects that an objective collapses while the weighted total rises, so that it is sacrificed for the others."""

import math
from dataclasses import asdict
from typing import Any

import numpy as np

from paretoscope.pareto.archive import Archive
from paretoscope.pareto.axes import Axis, Points
from paretoscope.schema.metrics.keys import WEIGHT
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen

LEAST_LOSS = 0.1
"""Smallest loss that counts, in scales of the axis; smaller ones are noise of the validation split."""
RECOVERED_BELOW = 0.5
"""The collapse has ended if the lost share is below this part of `collapse_fraction`."""
IN_A_ROW = 2
"""Number of last validations that must all show the loss."""


class ObjectiveCollapse:
    """Compares validation points, which use the same prompts and random numbers, so that only the policy differs."""

    kind: AlarmKind = "objective_collapse"
    patience_steps = 1

    def __init__(self, collapse_fraction: float, *, divides_by_group_spread: bool) -> None:
        """Args: `divides_by_group_spread` says whether GRPO's `std: group` may be part of the cause."""
        self._collapse_fraction = collapse_fraction
        self._divides_by_group_spread = divides_by_group_spread
        self._judged = 0
        self._verdict: Alarm | None = None

    def look(self, seen: Seen) -> Alarm | None:
        """Compares, after each validation, every objective with its own best point."""
        if len(seen.archive) != self._judged:
            self._judged = len(seen.archive)
            found = self._judge(seen.archive, WEIGHT.values_in(seen.metrics))
            self._verdict = found or self._unrecovered(seen.archive)
        return self._verdict

    def state_dict(self) -> dict[str, Any]:
        """Returns the last verdict and the number of validations that it is based on."""
        return {"judged": self._judged, "verdict": asdict(self._verdict) if self._verdict else None}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        verdict = state["verdict"]
        self._judged = state["judged"]
        self._verdict = Alarm(**verdict | {"settings": tuple(verdict["settings"])}) if verdict else None

    def _judge(self, archive: Archive, weights: dict[str, float]) -> Alarm | None:
        points = archive.axes.to_internal_points(entry.values for entry in archive.entries)
        points = points[np.isfinite(points).all(axis=1)]
        if len(points) <= IN_A_ROW:
            return None
        totals = points @ np.array([weights.get(name, 0.0) for name in archive.axes.names])
        for axis, column in zip(archive.axes.axes, points.T, strict=True):
            best = int(column.argmax())
            last = range(max(best + 1, len(points) - IN_A_ROW), len(points))
            paid = [index for index in last if totals[index] > totals[best] and self._is_large(axis, column, index)]
            if len(paid) == IN_A_ROW:
                return self._alarm(axis, column[best], column[-1])
        return None

    def _unrecovered(self, archive: Archive) -> Alarm | None:
        """Returns the last verdict if its objective has not recovered (`RECOVERED_BELOW`); otherwise None."""
        if self._verdict is None:
            return None
        axis = archive.axes[self._verdict.data["objective"]]
        now = axis.to_internal(archive.entries[-1].values.get(axis.name) or math.nan)
        best = axis.to_internal(self._verdict.data["best"])
        lost = _share_lost(axis, best, now)
        return self._verdict if lost >= RECOVERED_BELOW * self._collapse_fraction else None

    def _alarm(self, axis: Axis, best: float, now: float) -> Alarm:
        good, bad = _own_unit(axis, best), _own_unit(axis, now)
        message = (
            f"On validation, {axis.name} went from {good:.3g} at its best to {bad:.3g} while the weighted total rose. "
            f"It is sacrificed for the other objectives. Give {axis.name} more weight (weighting)."
        )
        if self._divides_by_group_spread:
            message += " Setting algorithm.std to 'none' keeps effective weights closer to the nominal ones."
        settings = ("weighting", "algorithm.std") if self._divides_by_group_spread else ("weighting",)
        return Alarm(message, settings, {"objective": axis.name, "best": good, "now": bad})

    def _is_large(self, axis: Axis, column: Points, index: int) -> bool:
        lost = column.max() - column[index]
        return bool(lost >= LEAST_LOSS and _share_lost(axis, column.max(), column[index]) >= self._collapse_fraction)


def _share_lost(axis: Axis, best: float, now: float) -> float:
    """Returns the share of its best value that an objective has lost, or of its scale if values are negative."""
    good, bad = _own_unit(axis, best), _own_unit(axis, now)
    if axis.direction == "minimize":
        good, bad = bad, good
    return 1 - bad / good if good > 0 and bad >= 0 else best - now


def _own_unit(axis: Axis, value: float) -> float:
    return float(axis.reference + axis.sign * value * axis.scale)
