"""The analysis that the plan of the study states."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from benchmarks.study.design import METHODS
from benchmarks.study.results import Result, cells_of

from paretoscope.pareto.axes import Points
from paretoscope.stats.holm import holm
from paretoscope.stats.intervals import Estimate, estimate
from paretoscope.stats.pairs import Difference, Improvement, Pair, Sample, paired_difference, probability_of_improvement

SIGNIFICANT = 0.05
Value = Callable[[Result], float]


@dataclass(frozen=True)
class Comparison:
    """A method against fixed weights, for one estimator."""

    estimator: str
    method: str
    difference: Difference
    """Paired by seed; the preferences of a seed are averaged first."""
    corrected: float | None
    """p value after Holm's correction."""

    @property
    def verdict(self) -> str:
        """What may be said."""
        if self.corrected is None or self.difference.mean is None or self.corrected >= SIGNIFICANT:
            return "no difference was shown"
        return "higher" if self.difference.mean > 0 else "lower"


@dataclass(frozen=True)
class Reached:
    """When the runs of a cell reached the mean final point of the fixed runs."""

    steps: list[int]
    """Steps of the runs that reached it."""
    runs: int
    """Number of runs."""


def against_fixed(results: Sequence[Result], value: Value) -> list[Comparison]:
    """Compares each method with fixed weights for each estimator, corrected for all comparisons together."""
    pairs = [
        (estimator, method)
        for estimator in dict.fromkeys(result.cell.estimator for result in results)
        for method in METHODS[1:]
    ]
    differences = [
        paired_difference(
            _seed_means(results, estimator, method, value), _seed_means(results, estimator, METHODS[0], value)
        )
        for estimator, method in pairs
    ]
    corrected = holm([one.p_value for one in differences])
    return [
        Comparison(estimator, method, difference, p_value)
        for (estimator, method), difference, p_value in zip(pairs, differences, corrected, strict=True)
    ]


def improvement(results: Sequence[Result], estimator: str, method: str, value: Value) -> Improvement:
    """Returns the probability that a run of a method beats a fixed run with the same estimator and preference."""

    def sample(wanted: str) -> Sample:
        return {
            (result.cell.preference, result.seed): value(result)
            for result in results
            if (result.cell.estimator, result.cell.method) == (estimator, wanted)
        }

    return probability_of_improvement(sample(method), sample(METHODS[0]))


def cell_estimate(runs: Sequence[Result], value: Value) -> Estimate:
    """Returns mean, standard error and interval of a value over the runs of a cell."""
    return estimate(value(run) for run in runs)


def reached(results: Sequence[Result], runs: Sequence[Result]) -> Reached:
    """Returns when the runs of a cell reached the mean final validation point of the fixed runs beside them."""
    cell = runs[0].cell
    fixed = [
        one
        for one in results
        if (one.cell.estimator, one.cell.preference, one.cell.method) == (cell.estimator, cell.preference, METHODS[0])
    ]
    target: Points = np.mean([one.validation[-1] for one in fixed], axis=0)
    steps = [run.steps_to(target) for run in runs]
    return Reached([step for step in steps if step is not None], len(steps))


def largest_difference(runs: Sequence[Result], others: Sequence[Result]) -> float:
    """Returns the largest difference of an objective, in units of its scale, between runs with the same seeds."""
    by_seed = {run.seed: run for run in others}
    scale = np.array([axis.scale for axis in runs[0].axes.axes])
    return max(
        float(np.abs((getattr(run, split) - getattr(by_seed[run.seed], split)) / scale).max())
        for run in runs
        for split in ("validation", "test")
    )


def first_difference(runs: Sequence[Result], others: Sequence[Result]) -> list[int | None]:
    """Returns the step of the first validation at which each run differs from that with the same seed; None if none."""
    by_seed = {run.seed: run for run in others}
    found = []
    for run in runs:
        differs = np.flatnonzero((run.validation != by_seed[run.seed].validation).any(axis=1))
        found.append(run.steps[int(differs[0])] if len(differs) else None)
    return found


def runs_of(results: Sequence[Result], estimator: str, preference: str, method: str) -> list[Result]:
    """Returns the runs of one cell.

    Raises:
        KeyError: there is no such cell.
    """
    for cell, runs in cells_of(results):
        if (cell.estimator, cell.preference, cell.method) == (estimator, preference, method):
            return runs
    raise KeyError(f"{estimator}, {preference}, {method}")


def _seed_means(results: Sequence[Result], estimator: str, method: str, value: Value) -> Sample:
    """Returns the mean over preferences for each seed."""
    found: dict[Pair, list[float]] = {}
    for result in results:
        if (result.cell.estimator, result.cell.method) == (estimator, method):
            found.setdefault((estimator, result.seed), []).append(value(result))
    return {pair: float(np.mean(values)) for pair, values in found.items()}
