"""The card of a point under the pointer: step, values, weights, and the hint that a click opens the point."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from paretoscope.figures.parts.noise_words import noise_words
from paretoscope.figures.parts.text import better, cut, number, rounded, safe
from paretoscope.pareto.run_data import EvaluationData, ObjectiveData

MAX_WEIGHTS = 6


class Point(Protocol):
    """An evaluated point of one run or of a comparison."""

    @property
    def step(self) -> int: ...
    @property
    def objectives(self) -> Mapping[str, float | None]: ...
    @property
    def weights(self) -> Mapping[str, float | None]: ...


def card_rows(run_id: str, points: Sequence[Point], objectives: Sequence[ObjectiveData]) -> list[list[Any]]:
    """Returns the `customdata` of points: run, step, the value of each objective, and each weight, in order."""
    names = [objective.name for objective in objectives]
    return [
        [
            run_id,
            row.step,
            *(rounded(row.objectives.get(n)) for n in names),
            *(rounded(row.weights.get(n)) for n in names),
        ]
        for row in points
    ]


def noisy_card_rows(
    run_id: str, points: Sequence[EvaluationData], objectives: Sequence[ObjectiveData]
) -> list[list[Any]]:
    """Returns `card_rows` with one more column: what each point added to the hypervolume, with its standard error."""
    rows = card_rows(run_id, points, objectives)
    return [[*row, added_words(point)] for row, point in zip(rows, points, strict=True)]


def added_words(row: EvaluationData) -> str:
    """Returns a line about what a point added to the hypervolume, if it added any and the error is known."""
    words = noise_words(row)
    return f"<br>hypervolume +{number(row.contribution)}{words}" if words else ""


def card_template(objectives: Sequence[ObjectiveData], *, title: str = "", noisy: bool = False) -> str:
    """Returns the hover template for `card_rows`, or for `noisy_card_rows`.

    Args:
        objectives: those of the rows.
        title: the run's name if the figure shows several runs.
        noisy: whether the rows end in words about noise.
    """
    values = [_value(2 + index, objective) for index, objective in enumerate(objectives)]
    first = 2 + len(objectives)
    weights = " · ".join(
        f"{safe(cut(one.name, 12))} %{{customdata[{first + index}]:.2f}}"
        for index, one in enumerate(objectives[:MAX_WEIGHTS])
    )
    heading = f"<b>{safe(cut(title, 40))}</b>, step %{{customdata[1]}}" if title else "<b>step %{customdata[1]}</b>"
    noise = f"%{{customdata[{first + len(objectives)}]}}" if noisy else ""
    return "<br>".join([heading, *values, f"weights {weights}{noise}", "click to open"]) + "<extra></extra>"


def _value(column: int, objective: ObjectiveData) -> str:
    unit = f" {safe(objective.unit)}" if objective.unit not in ("", "fraction") else ""
    way = f" ({better(objective)})" if better(objective) else ""
    return f"{safe(cut(objective.name))} %{{customdata[{column}]:,.3~r}}{unit}{way}"
