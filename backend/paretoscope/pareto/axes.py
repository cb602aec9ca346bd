"""The axes of a hypervolume: its reference point and scale, and the conversion to internal coordinates.

In internal coordinates, the reference point is 0 and better is larger on every axis, for both directions.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from paretoscope.schema.objectives import Direction, Objective
from paretoscope.schema.training import Evaluation

Points = NDArray[np.float64]

MARGIN = 0.1
"""With the reference point `margin`, it is worse than the untrained policy by this share of the scale."""


class NothingSharedError(ValueError):
    """The runs to compare share no objective."""


@dataclass(frozen=True)
class Axis:
    """The axis of one objective. `reference` and `scale` are in the objective's own unit; `scale` is positive."""

    name: str
    direction: Direction
    reference: float
    scale: float

    @property
    def sign(self) -> float:
        """1 if larger is better, -1 if smaller is better."""
        return 1.0 if self.direction == "maximize" else -1.0

    def to_internal(self, value: float) -> float:
        """Returns by how many scales `value` is better than the reference; negative if it is worse, NaN for NaN."""
        return (value - self.reference) * self.sign / self.scale


@dataclass(frozen=True)
class Axes:
    """The K axes of a run, or the axes that several runs share, in the order of the objectives."""

    axes: tuple[Axis, ...]

    @classmethod
    def build(
        cls, directions: Mapping[str, Direction], reference: Mapping[str, float], scale: Mapping[str, float]
    ) -> Self:
        """Builds axes for the objectives in `directions` from the reference point and scale of a hypervolume.

        Raises:
            ValueError: an objective has no finite reference, or no finite positive scale.
        """
        for name in directions:
            if not math.isfinite(reference.get(name, math.nan)) or not 0 < scale.get(name, math.nan) < math.inf:
                raise ValueError(
                    f"The objective '{name}' has reference {reference.get(name)} and scale {scale.get(name)}, but the "
                    "hypervolume needs a finite reference and a positive scale for every objective."
                )
        return cls(
            tuple(Axis(name, way, float(reference[name]), float(scale[name])) for name, way in directions.items())
        )

    def __getitem__(self, name: str) -> Axis:
        """Returns the axis of an objective; raises KeyError if there is none."""
        for axis in self.axes:
            if axis.name == name:
                return axis
        raise KeyError(name)

    @property
    def names(self) -> list[str]:
        """Names of the objectives, in order."""
        return [axis.name for axis in self.axes]

    @property
    def reference_point(self) -> dict[str, float]:
        """Point from which the hypervolume is measured, each objective in its own unit."""
        return {axis.name: axis.reference for axis in self.axes}

    @property
    def scale(self) -> dict[str, float]:
        """Length of one unit of each axis, each in the objective's own unit."""
        return {axis.name: axis.scale for axis in self.axes}

    def to_internal(self, values: Mapping[str, float | None]) -> Points:
        """Converts values in the objectives' own units to one internal point.

        Returns:
            float64 [K], one value per axis; a missing or undefined value is NaN.
        """
        given = (values.get(axis.name) for axis in self.axes)
        return np.array(
            [
                math.nan if value is None else axis.to_internal(value)
                for axis, value in zip(self.axes, given, strict=True)
            ]
        )

    def to_internal_array(self, values: Points) -> Points:
        """Converts values in the objectives' own units, [..., K] in the order of the axes, to internal coordinates."""
        # In the order of `Axis.to_internal`, so that both give the same bits.
        references, signs, scales = (
            np.array([(axis.reference, axis.sign, axis.scale) for axis in self.axes]).reshape(-1, 3).T
        )
        internal: Points = (values - references) * signs / scales
        return internal

    def scaled_errors(self, rows: Iterable[Mapping[str, float | None]]) -> Points:
        """Converts N mappings of standard errors to internal units, float64 [N, K]; an unknown error is NaN."""
        own = [[math.nan if (error := row.get(name)) is None else error for name in self.names] for row in rows]
        return np.array(own, dtype=np.float64).reshape(-1, len(self.axes)) / [axis.scale for axis in self.axes]

    def scaled(self, covariance: Mapping[str, Mapping[str, float]]) -> Points:
        """Turns a covariance in the objectives' own units into one of internal coordinates, float64 [K, K]."""
        factors = np.array([axis.sign / axis.scale for axis in self.axes])
        own = np.array([[covariance[one][other] for other in self.names] for one in self.names])
        return own.reshape(len(factors), len(factors)) * np.outer(factors, factors)

    def to_internal_points(self, rows: Iterable[Mapping[str, float | None]]) -> Points:
        """Converts N mappings to internal points, float64 [N, K]; a missing or undefined value is NaN."""
        names = self.names
        values = np.array([[row.get(name) for name in names] for row in rows], dtype=np.float64)
        return self.to_internal_array(values.reshape(-1, len(names)))

    def moved(self, reference: Mapping[str, float], scale: Mapping[str, float]) -> Self:
        """Returns the axes with some references and scales replaced.

        Raises:
            ValueError: a name is not one of the axes, a reference is not finite, or a scale is not finite and positive.
        """
        for name in (*reference, *scale):
            if name not in self.names:
                raise ValueError(
                    f"'{name}' is not an objective that all runs share. These are: {', '.join(self.names)}."
                )
        directions = {axis.name: axis.direction for axis in self.axes}
        return self.build(directions, {**self.reference_point, **reference}, {**self.scale, **scale})


def axes_from_initial(objectives: Sequence[Objective], initial: Mapping[str, float], evaluation: Evaluation) -> Axes:
    """Builds a run's axes from the validation values of the untrained policy and the run's evaluation config.

    Args:
        objectives: the run's objectives, in order.
        initial: value of each objective at step 0, in its own unit.
        evaluation: config of the reference point and the scale.

    Raises:
        ValueError: a value of the untrained policy is needed but missing or not finite.
    """
    return Axes(tuple(_axis(objective, initial.get(objective.name, math.nan), evaluation) for objective in objectives))


def common_axes(runs: Sequence[Axes]) -> Axes:
    """Builds the axes for comparing several runs, each with the worst reference and the largest scale of all runs.

    They cover the objectives that all runs share with the same direction, in the order of the first run.

    Raises:
        ValueError: no run was given, or the runs share no objective.
    """
    if not runs:
        raise ValueError("No run has a reference point yet. Wait for the evaluation of the untrained policy.")
    by_name = [{(axis.name, axis.direction): axis for axis in axes.axes} for axes in runs]
    shared = [key for key in by_name[0] if all(key in axes for axes in by_name)]
    if not shared:
        raise NothingSharedError(
            "The runs share no objective, so they have no common front. Compare runs with common objectives."
        )
    return Axes(tuple(_widest([axes[key] for axes in by_name]) for key in shared))


def _axis(objective: Objective, initial: float, evaluation: Evaluation) -> Axis:
    scale = _scale(objective, initial, evaluation)
    return Axis(objective.name, objective.direction, _reference(objective, initial, scale, evaluation), scale)


def _scale(objective: Objective, initial: float, evaluation: Evaluation) -> float:
    if isinstance(evaluation.objective_scale, dict):
        return evaluation.objective_scale[objective.name]
    if evaluation.objective_scale == "raw":
        return 1.0
    return objective.natural_range or abs(_measured(objective.name, initial)) or 1.0


def _reference(objective: Objective, initial: float, scale: float, evaluation: Evaluation) -> float:
    if isinstance(evaluation.reference_point, dict):
        return evaluation.reference_point[objective.name]
    start = _measured(objective.name, initial)
    if evaluation.reference_point == "initial":
        return start
    return start - MARGIN * scale if objective.direction == "maximize" else start + MARGIN * scale


def _measured(name: str, value: float) -> float:
    if not math.isfinite(value):
        raise ValueError(
            f"The untrained policy has no finite value of '{name}' ({value}), so the hypervolume has no reference "
            "point. Give evaluation.reference_point and evaluation.objective_scale a value for each objective."
        )
    return value


def _widest(axes: Sequence[Axis]) -> Axis:
    worst = min(axes, key=lambda axis: axis.sign * axis.reference)
    return Axis(worst.name, worst.direction, worst.reference, max(axis.scale for axis in axes))
