"""The moves of the reward weights and their causes, also as a sentence."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from paretoscope.figures.parts.pushes import explain_pushes, pushes
from paretoscope.figures.parts.text import aligned, change, number
from paretoscope.pareto.run_data import RunData, SeriesData
from paretoscope.schema.methods import METHODS, MovedBy
from paretoscope.schema.metrics.keys import BOTTLENECK, WEIGHT
from paretoscope.schema.metrics.metric import PerObjective

LEAST_MOVE = 1e-6
"""Smaller changes are rounding errors, not moves."""
NAMED_RIVALS = 3
WITHOUT_NUMBERS: Mapping[MovedBy, str] = {"schedule": "by the schedule", "person": "by a person"}
"""Causes of moves that are not numbers."""


@dataclass(frozen=True)
class Move:
    """The change of the weights at one step, described by the objective whose weight changed most.

    If two weights changed equally, it is the one that increased.
    """

    step: int
    previous_step: int
    objective: str
    change: float
    """Change of that objective's weight."""
    noun: str
    """Name of the values that caused the move."""
    values: Mapping[str, float]
    """The causing value of each objective; empty if none were reported or the cause is not a number."""
    unnumbered: str = ""
    """Cause of the move if it is not a number, as a clause."""

    @property
    def when(self) -> str:
        """Step of the move, or the steps between which it happened if points were put into buckets."""
        if self.step - self.previous_step > 1:
            return f"steps {self.previous_step:,} to {self.step:,}"
        return f"step {self.step:,}"

    @property
    def cause(self) -> str:
        """The objective's value compared with those of the others, as a clause; empty if they were not reported."""
        if self.objective not in self.values:
            return self.unnumbered
        shown_as = dict(zip(self.values, aligned(list(self.values.values())), strict=True))
        rivals = [f"{shown_as[other]} ({other})" for other in self.values if other != self.objective]
        shown, left = rivals[:NAMED_RIVALS], len(rivals) - NAMED_RIVALS
        if left > 0:
            shown.append(f"{left} more")
        against = f" against {_joined(shown)}" if shown else ""
        return f"{self.noun} {shown_as[self.objective]}{against}"

    @property
    def rank(self) -> str:
        """The objective's value and its rank among all values, as a clause; empty if they were not reported."""
        if self.objective not in self.values:
            return self.unnumbered
        own = self.values[self.objective]
        place = sum(value > own for value in self.values.values()) + 1
        places = {1: "largest", len(self.values): "smallest"}
        return f"{self.noun} {number(own)}, {places.get(place, f'number {place}')} of {len(self.values)}"


def moves(run: RunData) -> list[Move]:
    """Returns all moves of the nominal weights, by ascending step."""
    weights = _by_objective(run, WEIGHT)
    if len(weights) < 2:
        return []
    method = METHODS.get(run.method)
    cause = method.explained_by if method and isinstance(method.explained_by, PerObjective) else None
    causes = _by_objective(run, cause) if cause else {}
    values = {name: _by_step(series) for name, series in weights.items()}
    steps = next(iter(weights.values())).steps
    found = (_move(before, step, values, cause.label if cause else "", causes) for before, step in pairwise(steps))
    unnumbered = WITHOUT_NUMBERS.get(method.moved_by, "") if method else ""
    return [replace(move, unnumbered=unnumbered) for move in found if move]


def explain(run: RunData) -> tuple[str, str]:
    """Returns the sentence below the weights, and the part of it to emphasise."""
    method = METHODS.get(run.method)
    if method and method.moved_by == "hypervolume":
        return explain_pushes(pushes(run))
    if bottleneck := _bottleneck(run):
        return bottleneck
    if method and method.moved_by == "nobody":
        return "", ""
    found = moves(run)
    if not found:
        return "", ""
    largest = max(found, key=lambda move: abs(move.change))
    strong = f"{largest.objective} {change(largest.change)}"
    cause = f" {largest.cause[:1].upper()}{largest.cause[1:]}." if largest.cause else ""
    return f"Largest move: {largest.when}, {strong}.{cause}", strong


def _move(
    before: int, step: int, values: Mapping[str, dict[int, float]], noun: str, causes: Mapping[str, SeriesData]
) -> Move | None:
    changes = {
        name: by_step[step] - by_step[before]
        for name, by_step in values.items()
        if step in by_step and before in by_step
    }
    if not changes:
        return None
    name = max(changes, key=lambda one: (round(abs(changes[one]), 9), changes[one]))
    if abs(changes[name]) < LEAST_MOVE:
        return None
    told = {one: _between(series, before, step) for one, series in causes.items()}
    at_step = {one: value for one, value in told.items() if value is not None}
    return Move(step, before, name, changes[name], noun, at_step)


def _bottleneck(run: RunData) -> tuple[str, str] | None:
    """Returns a sentence on the objective that is now the bottleneck of most completions; None without bottlenecks."""
    shares = _by_objective(run, BOTTLENECK)
    last = {name: series.last[-1] or 0.0 for name, series in shares.items() if series.steps}
    if not last:
        return None
    name = max(last, key=lambda one: last[one])
    strong = f"{name} is the bottleneck of {last[name] * 100:.0f} %"
    return f"{strong[:1].upper()}{strong[1:]} of the newest completions.", f"{strong[:1].upper()}{strong[1:]}"


def _by_objective(run: RunData, metric: PerObjective) -> dict[str, SeriesData]:
    found = ((name, run.series.get(metric.of(name))) for name in run.objective_names)
    return {name: series for name, series in found if series is not None}


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _by_step(series: SeriesData) -> dict[int, float]:
    return {step: value for step, value in zip(series.steps, series.last, strict=True) if value is not None}


def _between(series: SeriesData, before: int, step: int) -> float | None:
    """Returns the last value after `before` and up to `step`; a series in buckets may have no point at `step`."""
    at = bisect_right(series.steps, step) - 1
    return series.last[at] if at >= 0 and series.steps[at] > before else None
