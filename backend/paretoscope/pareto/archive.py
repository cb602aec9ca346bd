"""All evaluated points of a run with their steps, and their front and hypervolume."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np

from paretoscope.pareto.axes import Axes, Axis, Points
from paretoscope.pareto.bootstrap import PromptValues, hypervolume_interval
from paretoscope.pareto.dominance import covered, covers, non_dominated
from paretoscope.pareto.hypervolume import contribution
from paretoscope.pareto.noise import contribution_error


@dataclass(frozen=True)
class Added:
    """The effect of adding one point."""

    contribution: float
    """Hypervolume that the point added."""
    hypervolume: float
    """Hypervolume of the archive including the point."""
    on_front: bool
    """Whether no earlier point dominates or equals the point."""
    contribution_error: float | None = None
    """Standard error of the contribution; None where it is 0 or the errors of the point are not known."""
    hypervolume_interval: tuple[float, float] | None = None
    """95 % interval of the hypervolume over the choice of prompts; None where the values of prompts are not known."""


@dataclass(frozen=True)
class Entry:
    """One point of the archive. Values are in the objectives' own units."""

    step: int
    values: dict[str, float | None]
    contribution: float
    hypervolume: float


class Archive:
    """All points evaluated so far, on fixed axes. Adding a point measures only the box of the new point."""

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        self._entries: list[Entry] = []
        self._front_indices: list[int] = []
        self._prompts: dict[int, PromptValues] = {}
        """Values of prompts for members of the front, by the index of their entry."""
        self._front = np.empty((0, len(axes.axes)), order="F")

    @classmethod
    def from_state_dict(cls, state: Mapping[str, Any]) -> Self:
        """Creates an archive, including its axes, from the result of `state_dict`."""
        archive = cls(Axes(()))
        archive.load_state_dict(state)
        return archive

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All points in the order in which they were added."""
        return tuple(self._entries)

    @property
    def hypervolume(self) -> float:
        """Hypervolume of all points; 0 if there are none."""
        return self._entries[-1].hypervolume if self._entries else 0.0

    @property
    def front(self) -> Points:
        """Non-dominated points in internal coordinates, float64 [N, K], in the order in which they were added."""
        return self._front.copy()

    @property
    def on_front(self) -> list[bool]:
        """For each entry, whether no point of the archive dominates it; of equal points, only the first counts."""
        members = set(self._front_indices)
        return [index in members for index in range(len(self._entries))]

    def add(
        self,
        step: int,
        values: Mapping[str, float | None],
        covariance: Mapping[str, Mapping[str, float]] | None = None,
        prompts: Mapping[str, Sequence[float]] | None = None,
    ) -> Added:
        """Adds the point that was evaluated after `step` updates, with values in the objectives' own units.

        A point with a missing or undefined value is kept, but it contributes nothing and is never on the front.

        Args:
            step: number of updates before the evaluation.
            values: means over prompts.
            covariance: covariance of these means.
            prompts: the values whose means they are, one per prompt, NaN where undefined. Every evaluation must use
                the same prompts.
        """
        point = self.axes.to_internal(values)
        on_front = bool(np.isfinite(point).all()) and not covers(self._front, point).any()
        added = contribution(self._front, point) if on_front else 0.0
        error = contribution_error(self._front, point, self.axes.scaled(covariance)) if covariance and added else None
        total = self.hypervolume + added
        if on_front:
            self._join_front(point, prompts)
        named = {name: values.get(name) for name in self.axes.names}
        self._entries.append(Entry(step, named, added, total))
        return Added(added, total, on_front, error, self._interval())

    def state_dict(self) -> dict[str, Any]:
        """Returns the archive, including its axes, as data that can be converted to JSON."""
        return {
            "axes": [asdict(axis) for axis in self.axes.axes],
            "entries": [asdict(entry) for entry in self._entries],
            "prompts": {
                str(index): np.where(np.isnan(values), None, values).tolist()  # type: ignore[call-overload]
                for index, values in self._prompts.items()
            },
        }

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Replaces the axes and points by those from the result of `state_dict`."""
        self.axes = Axes(tuple(Axis(**axis) for axis in state["axes"]))
        self.restore(Entry(**entry) for entry in state["entries"])
        self._prompts = {int(index): np.array(rows, dtype=np.float64) for index, rows in state["prompts"].items()}

    def restore(self, entries: Iterable[Entry]) -> None:
        """Replaces the points by those that were added before on the same axes, without measuring them again."""
        self._entries = list(entries)
        points = self.axes.to_internal_points(entry.values for entry in self._entries)
        self._front_indices = np.flatnonzero(non_dominated(points)).tolist()
        self._front = np.asfortranarray(points[self._front_indices])
        self._prompts = {}

    def _join_front(self, point: Points, prompts: Mapping[str, Sequence[float]] | None) -> None:
        kept = ~covered(self._front, point)
        # Column order (one column per objective) makes comparing points ten times as fast as row order.
        self._front = np.asfortranarray(np.vstack([self._front[kept], point]))
        self._front_indices = [index for index, keep in zip(self._front_indices, kept, strict=True) if keep]
        self._front_indices.append(len(self._entries))
        if prompts is not None:
            self._prompts[len(self._entries)] = np.column_stack([prompts[name] for name in self.axes.names])
        self._prompts = {index: self._prompts[index] for index in self._front_indices if index in self._prompts}

    def _interval(self) -> tuple[float, float] | None:
        """Returns the interval of the hypervolume if the values of prompts are known for the whole front."""
        if len(self._prompts) < len(self._front_indices):
            return None
        return hypervolume_interval(self.axes, list(self._prompts.values()))
