"""Numbers of runs, and what the runs of a group together say about them."""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from paretoscope.pareto.axes import Points
from paretoscope.runs.read.grouping import RunGroup, seed_of
from paretoscope.runs.read.selection import MeasuredRun
from paretoscope.schema.answers.groups import DifferenceView, ImprovementView, Measure, RunValue, StepsToTarget
from paretoscope.stats.best import mark_best
from paretoscope.stats.holm import holm
from paretoscope.stats.intervals import estimate, finite
from paretoscope.stats.pairs import Pair, Sample, paired_difference, probability_of_improvement

Value = Callable[[MeasuredRun], float | None]


@dataclass(frozen=True)
class Members:
    """A group with its measured runs."""

    group: RunGroup
    runs: Sequence[MeasuredRun]


def measures(
    groups: Sequence[Members],
    baseline: int,
    value: Value,
    *,
    higher_is_better: bool = True,
    skewed: bool = False,
    marked: bool = True,
) -> list[Measure]:
    """Returns one number of the runs of each group, compared with the baseline group and among the groups.

    Args:
        groups: the groups.
        baseline: index of the group that the others are compared with.
        value: returns the number of a run; None if it has none.
        higher_is_better: whether higher values are better.
        skewed: whether the values may be far from normal; see `stats.intervals.estimate`.
        marked: whether the best groups are marked.
    """
    values = [{run.row.id: value(run) for run in members.runs} for members in groups]
    samples = [_sample(members.group, found) for members, found in zip(groups, values, strict=True)]
    marks = mark_best(samples, higher_is_better=higher_is_better) if marked else [None] * len(groups)
    differences = [paired_difference(sample, samples[baseline]) for sample in samples]
    others = [None if index == baseline else one.p_value for index, one in enumerate(differences)]
    corrected = holm(others)
    found_measures = []
    for index, members in enumerate(groups):
        compared = index != baseline
        improvement = (
            probability_of_improvement(samples[index], samples[baseline], higher_is_better=higher_is_better)
            if compared
            else None
        )
        found_measures.append(
            Measure(
                **vars(estimate(values[index].values(), skewed=skewed)),
                values=_run_values(members, values[index]),
                mark=marks[index],
                difference=DifferenceView(**vars(differences[index]), p_value_corrected=corrected[index])
                if compared
                else None,
                improvement=ImprovementView(**vars(improvement)) if improvement else None,
            )
        )
    return found_measures


def steps_to_target(groups: Sequence[Members], baseline: int, target: Points | None) -> list[StepsToTarget]:
    """Returns when the runs of each group reached a target in internal coordinates, [K].

    Only runs that reached it are in means and differences, so no group is marked as best.
    """
    found = measures(groups, baseline, lambda run: _first_step(run, target), higher_is_better=False, marked=False)
    return [
        StepsToTarget(**dict(measure), **_censoring(members, measure))
        for members, measure in zip(groups, found, strict=True)
    ]


def mean_front_step(run: MeasuredRun) -> float | None:
    """Returns the mean step of the points on a run's front."""
    front = run.steps[run.history.front]
    return float(front.mean()) if len(front) else None


def final_hypervolume(run: MeasuredRun) -> float | None:
    """Returns the hypervolume of all points of a run; None without points."""
    return run.history.hypervolume if run.points else None


def _first_step(run: MeasuredRun, target: Points | None) -> float | None:
    if target is None:
        return None
    reached = np.flatnonzero((run.history.points >= target).all(axis=1))
    return float(run.steps[reached[0]]) if len(reached) else None


def _censoring(members: Members, measure: Measure) -> dict[str, Any]:
    measured = sum(1 for run in members.runs if run.points)
    reached = sorted(finite(one.value for one in measure.values).tolist())
    half = math.ceil(measured / 2)
    return {
        "reached": len(reached),
        "censored": measured - len(reached),
        "median": reached[half - 1] if 0 < half <= len(reached) else None,
    }


def _sample(group: RunGroup, values: Mapping[str, float | None]) -> Sample:
    """Returns one value per stratum and seed; runs that are equal in both are averaged."""
    found: dict[Pair, list[float | None]] = defaultdict(list)
    for run in group.runs:
        found[group.strata[run.id], seed_of(run)].append(values[run.id])
    return {pair: _mean(same) for pair, same in found.items()}


def _mean(values: Sequence[float | None]) -> float | None:
    kept = finite(values)
    return float(kept.mean()) if len(kept) else None


def _run_values(members: Members, values: Mapping[str, float | None]) -> list[RunValue]:
    return [
        RunValue(run_id=run.row.id, seed=seed_of(run.row), value=_defined(values[run.row.id])) for run in members.runs
    ]


def _defined(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
