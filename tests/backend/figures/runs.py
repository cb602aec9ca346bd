"""Runs in closed form: every number in them can be checked by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from paretoscope.pareto.archive import Archive
from paretoscope.pareto.axes import Axes
from paretoscope.pareto.run_data import EvaluationData, ObjectiveData, RunData, SeriesData

ACCURACY = ObjectiveData("accuracy", "fraction", "maximize", "fraction right")
CONCISENESS = ObjectiveData("conciseness", "tokens", "minimize", "completion length")
CLARITY = ObjectiveData("clarity", "fraction", "maximize", "fraction step by step and boxed")
THREE = (ACCURACY, CONCISENESS, CLARITY)

REFERENCE = {"accuracy": 0.5, "conciseness": 30.0, "clarity": 0.0}
SCALE = {"accuracy": 1.0, "conciseness": 20.0, "clarity": 1.0}
POINTS: Sequence[tuple[float, float, float]] = (
    (0.6, 25.0, 0.2),
    (0.7, 20.0, 0.4),
    (0.65, 22.0, 0.3),
    (0.8, 24.0, 0.5),
    (0.72, 15.0, 0.6),
)
"""Accuracy, conciseness, clarity at steps 0, 5, 10, 15, 20; only the last two are on the front in the end."""


def series(key: str, steps: Sequence[int], values: Sequence[float | None], total: int | None = None) -> SeriesData:
    """A series that is not folded, or that pretends `total` points were."""
    return SeriesData(key, steps, values, values, values, len(steps) if total is None else total)


def evaluations(
    objectives: Sequence[ObjectiveData],
    points: Sequence[Sequence[float | None]] = POINTS,
    reference: Mapping[str, float] = REFERENCE,
) -> list[EvaluationData]:
    """Validation rows at steps 0, 5, 10, ... measured by an archive, as a run reports them."""
    axes = Axes.build({one.name: one.direction for one in objectives}, reference, SCALE)
    archive = Archive(axes)
    columns = [THREE.index(one) for one in objectives]
    values = [{one.name: point[at] for one, at in zip(objectives, columns, strict=True)} for point in points]
    added = [archive.add(5 * index, row) for index, row in enumerate(values)]
    weights = {one.name: 1 / len(objectives) for one in objectives}
    return [
        EvaluationData(5 * i, "validation", row, weights, new.hypervolume, new.contribution, front, None, 2.0 * i)
        for i, (row, new, front) in enumerate(zip(values, added, archive.on_front, strict=True))
    ]


def make_run(
    objectives: Sequence[ObjectiveData] = THREE,
    *,
    id: str = "run1",  # noqa: A002
    name: str = "gradient, balanced",
    method: str = "gradient",
) -> RunData:
    """A run of 20 steps: accuracy's weight grows by 0.01 a step, and by 0.02 at step 7, at the cost of the others."""
    values = _weights(objectives) | _rest(objectives)
    found = {key: series(key, range(21 - len(each), 21), each) for key, each in values.items()}
    if method != "gradient":
        found = {key: one for key, one in found.items() if not key.startswith("influence/")}
    return RunData(id, name, method, objectives, found, evaluations(objectives), REFERENCE, SCALE, "margin")


def with_series(run: RunData, *changed: SeriesData) -> RunData:
    """`run` with some series replaced or added."""
    return replace(run, series=dict(run.series) | {one.key: one for one in changed})


def without_series(run: RunData, prefix: str) -> RunData:
    """`run` without the series whose key starts with `prefix`."""
    return replace(run, series={key: one for key, one in run.series.items() if not key.startswith(prefix)})


def _weights(objectives: Sequence[ObjectiveData]) -> dict[str, list[float]]:
    count = len(objectives)
    grown = [0.01 * step + (0.01 if step >= 7 else 0.0) for step in range(21)] if count > 1 else [0.0] * 21
    shares = [1.0, *[-1.0 / (count - 1)] * (count - 1)] if count > 1 else [1.0]
    return {
        f"weight/{one.name}": [1 / count + share * value for value in grown]
        for one, share in zip(objectives, shares, strict=True)
    }


def _rest(objectives: Sequence[ObjectiveData]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for index, one in enumerate(objectives):
        found[f"influence/{one.name}"] = [1.5 - index] * 20
        found[f"effective_weight/{one.name}"] = [1 / len(objectives)] * 20
        found[f"objective/{one.name}/train"] = [20.0 + step for step in range(1, 21)]
        found[f"reward/{one.name}"] = [0.1 * index] * 20
        found[f"covariance/{one.name}"] = [0.1 - 0.1 * index] * 20
        found[f"advantage/tie_fraction/{one.name}"] = [0.25] * 20
    for index, (one, other) in enumerate(combinations(objectives, 2)):
        found[f"advantage/correlation/{one.name}/{other.name}"] = [0.5 - 0.5 * index] * 20
    found["reward/total"] = [0.3] * 20
    for key in ("rollout/completion_tokens", "rollout/truncated_fraction", "policy/loss", "policy/entropy"):
        found[key] = [0.01 * step for step in range(20)]
    for key in (
        "policy/clip_fraction",
        "policy/gradient_norm",
        "system/rollout_seconds",
        "system/update_seconds",
        "system/tokens_per_second",
    ):
        found[key] = [1.0] * 20
    return found
