"""Reads the data of runs that figures need."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from paretoscope.pareto.run_data import EvaluationData, ObjectiveData, RunData, SeriesData
from paretoscope.runs.read.envelope import fold
from paretoscope.runs.read.evaluations import (
    checkpoint_ids_of,
    ends,
    evaluation_rows_of,
    front_ids,
    measured_against,
    trained,
)
from paretoscope.runs.read.grouping import canonical_text, find_group, group_runs, refuse_unknown, values_of
from paretoscope.schema.control import FINAL_STATUSES
from paretoscope.schema.records import SplitName
from paretoscope.store.blocks import Points, numbers
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EvaluationRow
from paretoscope.store.series import list_series, read


def load_runs(
    session: Session,
    runs: Sequence[RunRow],
    prefixes: Sequence[str],
    buckets: int,
    split: SplitName = "validation",
) -> list[RunData]:
    """Returns runs with their evaluations, and in buckets the series whose keys start with one of the prefixes.

    Of the evaluations that other runs made of them, only those under the name `split` are included.
    """
    ids = [run.id for run in runs]
    rows, checkpoints = evaluation_rows_of(session, ids, split), checkpoint_ids_of(session, ids)
    return [
        _run_data(run, rows[run.id], checkpoints[run.id], _series(session, run.id, tuple(prefixes), buckets))
        for run in runs
    ]


def _run_data(
    run: RunRow, rows: Sequence[EvaluationRow], checkpoints: Mapping[int, int], series: Mapping[str, SeriesData]
) -> RunData:
    reference_point, scale = measured_against(run, rows)
    return RunData(
        id=run.id,
        name=run.name,
        method=run.method,
        objectives=[_objective(objective) for objective in trained(run)],
        monitors=[_objective(objective) for objective in run.objectives if objective.get("monitor")],
        series=series,
        evaluations=_evaluations(run, rows, checkpoints),
        reference_point=_defined(reference_point),
        scale=_defined(scale),
        reference_kind=_reference_kind(run),
        ended=run.status in FINAL_STATUSES,
    )


def in_groups(
    rows: Sequence[RunRow],
    runs: Sequence[RunData],
    by: Sequence[str],
    baseline: str | None = None,
    color_by: str | None = None,
) -> list[RunData]:
    """Returns runs with the labels of their groups. Runs of one group follow each other.

    Args:
        rows: rows of the runs.
        runs: data of the same runs.
        by: dotted fields of the config; if empty, replicates form a group.
        baseline: id or label of the group that the others are compared with.
        color_by: field of whose values each has a colour, taken from the first run of a group; if left out, each
            group has its own.

    Raises:
        InvalidError: no run has one of the fields, or there is no such baseline.
    """
    found = {run.id: run for run in runs}
    groups = group_runs(rows, by)
    compared_with = find_group(groups, baseline) if baseline is not None else None
    colors = _color_indices([group.runs[0] for group in groups], color_by)
    return [
        replace(found[row.id], group=group.label, in_baseline=place == compared_with, color_index=colors[place])
        for place, group in enumerate(groups)
        for row in group.runs
    ]


def _color_indices(firsts: Sequence[RunRow], field: str | None) -> list[int]:
    """Returns the place of each group's colour among the colours of runs."""
    if field is None:
        return list(range(len(firsts)))
    refuse_unknown(firsts, [field], "color_by")
    texts = [canonical_text(value) for value in values_of(firsts, field)]
    distinct = list(dict.fromkeys(texts))
    return [distinct.index(text) for text in texts]


def _objective(shown: Mapping[str, Any]) -> ObjectiveData:
    return ObjectiveData(**{key: value for key, value in shown.items() if key != "monitor"})


def _series(session: Session, run_id: str, prefixes: tuple[str, ...], buckets: int) -> dict[str, SeriesData]:
    keys = [row.key for row in list_series(session, run_id) if row.key.startswith(prefixes)] if prefixes else []
    found = read(session, run_id, keys) if keys else {}
    return {key: _folded(key, points, buckets) for key, points in found.items()}


def _folded(key: str, points: Points, buckets: int) -> SeriesData:
    envelope = fold(points, buckets)
    return SeriesData(
        key=key,
        steps=envelope.steps.tolist(),
        min=numbers(envelope.min),
        max=numbers(envelope.max),
        last=numbers(envelope.last),
        total=len(points),
    )


def _evaluations(run: RunRow, rows: Sequence[EvaluationRow], checkpoints: Mapping[int, int]) -> list[EvaluationData]:
    on_front = front_ids(run, rows)
    return [
        EvaluationData(
            step=row.step,
            split=row.split,
            objectives=row.objectives,
            weights=row.weights,
            hypervolume=row.hypervolume,
            contribution=row.contribution,
            on_front=row.id in on_front,
            checkpoint_id=checkpoints.get(row.step),
            standard_errors=row.standard_errors,
            contribution_error=row.contribution_error,
            hypervolume_interval=ends(row),
            seconds=(row.created_at - run.started_at).total_seconds() if run.started_at else None,
        )
        for row in rows
    ]


def _defined(values: Mapping[str, float | None]) -> dict[str, float]:
    return {name: value for name, value in values.items() if value is not None}


def _reference_kind(run: RunRow) -> str | None:
    kind = run.config.get("evaluation", {}).get("reference_point")
    return kind if isinstance(kind, str) else None
