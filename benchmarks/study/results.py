"""What the runs of the study found, read from the server."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from benchmarks.study.design import Cell, Size
from benchmarks.study.training import sweeps_of

from paretoscope.client.client import Client
from paretoscope.pareto.axes import Axes, Points
from paretoscope.pareto.history import History
from paretoscope.pareto.hypervolume import hypervolume
from paretoscope.pareto.run_data import EvaluationData, ObjectiveData, RunData
from paretoscope.schema.answers.evaluation import EvaluationsAnswer, EvaluationView
from paretoscope.schema.answers.run import Run
from paretoscope.schema.answers.series import SeriesView
from paretoscope.schema.metrics.keys import EFFECTIVE_WEIGHT, WEIGHT

SETTLED_STEPS = 60
"""The weights that a run settled on are their mean over so many last steps."""


class UnfinishedStudyError(Exception):
    """A run of the study did not complete, so there is no report."""


@dataclass(frozen=True)
class Result:
    """One run of the study, with N evaluations of K objectives on each split."""

    cell: Cell
    seed: int
    data: RunData
    """The run as figures need it."""
    axes: Axes
    steps: Sequence[int]
    validation: Points
    """Values on the validation split, [N, K], in the objectives' own units."""
    test: Points
    """Values on the test split, [N, K]."""
    weights: Mapping[str, Sequence[float | None]]
    """Nominal weight of each objective at every step."""
    effective: Mapping[str, Sequence[float | None]]
    """Share of the advantage of each objective at every step."""
    seconds: float | None
    """Wall seconds of training."""

    @property
    def front(self) -> list[int]:
        """Indices of the evaluations on the front, which is chosen on the validation split."""
        return [int(index) for index in History.of(self._internal(self.validation)).front]

    @property
    def front_hypervolume(self) -> float:
        """Hypervolume of the front with the values on the test split."""
        return hypervolume(self._internal(self.test)[self.front])

    @property
    def mean_front_step(self) -> float:
        """Mean step of the points on the front."""
        return float(np.mean([self.steps[index] for index in self.front]))

    def final(self, objective: str) -> float:
        """Returns the final value of an objective on the test split."""
        return float(self.test[-1, self.axes.names.index(objective)])

    def settled_weight(self, objective: str) -> float:
        """Returns the mean weight of an objective over the last steps."""
        return _mean(self.weights[objective][-SETTLED_STEPS:])

    def effective_share(self, objective: str) -> float:
        """Returns an objective's mean share of the advantage over all steps."""
        return _mean(self.effective[objective])

    def steps_to(self, target: Points) -> int | None:
        """Returns the first step with validation values at least as good as `target` [K]; None if there is none."""
        reached = np.flatnonzero((self._internal(self.validation) >= self._internal(target[None])).all(axis=1))
        return self.steps[int(reached[0])] if len(reached) else None

    def _internal(self, points: Points) -> Points:
        return np.array(
            [
                [axis.to_internal(value) for axis, value in zip(self.axes.axes, row, strict=True)]
                for row in points.tolist()
            ]
        )


def read_results(client: Client, size: Size) -> dict[str, list[Result]]:
    """Returns the results of each sweep of the study, cell by cell in the order of the seeds.

    Raises:
        UnfinishedStudyError: a run did not complete, or a sweep is missing.
    """
    known = {sweep.name: sweep.id for sweep in client.sweeps()}
    found: dict[str, list[Result]] = {}
    for name, cells in sweeps_of(size).items():
        if name not in known:
            raise UnfinishedStudyError(f"The sweep '{name}' does not exist. Train it first.")
        sweep = client.sweep(known[name])
        found[name] = [
            _result(client, cell, run_id)
            for cell, trained in zip(cells, sweep.cells, strict=True)
            for run_id in trained.run_ids
        ]
    return found


def _result(client: Client, cell: Cell, run_id: str) -> Result:
    run = client.run(run_id)
    if run.status != "completed":
        raise UnfinishedStudyError(f"{run.name} is {run.status}. Train the study again: it retries failed runs.")
    names = [objective.name for objective in run.objectives]
    answer = client.evaluations(run_id)
    splits = {split: [row for row in answer.evaluations if row.split == split] for split in ("validation", "test")}
    keys = [metric.of(name) for metric in (WEIGHT, EFFECTIVE_WEIGHT) for name in names]
    series = client.series(run_id, keys, points=run.total_steps + 1)
    return Result(
        cell=cell,
        seed=int(run.config["seed"]),
        data=run_data(run, answer),
        axes=_axes(run, answer),
        steps=[row.step for row in splits["validation"]],
        validation=_values(splits["validation"], names),
        test=_values(splits["test"], names),
        weights={name: _by_step(series[WEIGHT.of(name)]) for name in names},
        effective={name: _by_step(series[EFFECTIVE_WEIGHT.of(name)]) for name in names},
        seconds=run.duration_seconds,
    )


def run_data(run: Run, answer: EvaluationsAnswer) -> RunData:
    """Returns a run as figures need it."""
    return RunData(
        id=run.id,
        name=run.name,
        method=run.method,
        objectives=[
            ObjectiveData(one.name, one.unit, one.direction, one.axis_label)
            for one in run.objectives
            if not one.monitor
        ],
        evaluations=[
            EvaluationData(
                step=row.step,
                split=row.split,
                objectives=row.objectives,
                weights=row.weights,
                hypervolume=row.hypervolume,
                contribution=row.contribution,
                on_front=row.on_front,
                standard_errors=row.standard_errors,
            )
            for row in answer.evaluations
        ],
        reference_point=_defined(answer.reference_point),
        scale=_defined(answer.scale),
        ended=True,
    )


def _axes(run: Run, answer: EvaluationsAnswer) -> Axes:
    directions = {one.name: one.direction for one in run.objectives if not one.monitor}
    return Axes.build(directions, _defined(answer.reference_point), _defined(answer.scale))


def _values(rows: Sequence[EvaluationView], names: Sequence[str]) -> Points:
    return np.array([[row.objectives[name] for name in names] for row in rows], dtype=np.float64)


def _by_step(series: SeriesView) -> list[float | None]:
    return [value for step, value in zip(series.steps, series.last, strict=True) if step > 0]


def _defined(values: Mapping[str, float | None]) -> dict[str, float]:
    return {name: value for name, value in values.items() if value is not None}


def _mean(values: Sequence[float | None]) -> float:
    return float(np.mean([value for value in values if value is not None]))


def cells_of(results: Sequence[Result]) -> Iterator[tuple[Cell, list[Result]]]:
    """Yields each cell with its runs, in their order."""
    for name in dict.fromkeys(result.cell.name for result in results):
        runs = [result for result in results if result.cell.name == name]
        yield runs[0].cell, runs
