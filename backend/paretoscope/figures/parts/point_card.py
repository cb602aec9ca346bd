"""The card of a point under the pointer: step, values, weights, and the hint that a click opens the point."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from paretoscope.figures.parts.noise_words import Measured, noise_words
from paretoscope.figures.parts.text import better, cut, number, rounded, safe
from paretoscope.pareto.run_data import ObjectiveData

MAX_WEIGHTS = 6


class Point(Measured, Protocol):
    """An evaluated point of one run or of a comparison."""

    @property
    def step(self) -> int: ...
    @property
    def objectives(self) -> Mapping[str, float | None]: ...
    @property
    def weights(self) -> Mapping[str, float | None]: ...


def card_rows(run_id: str, points: Sequence[Point], objectives: Sequence[ObjectiveData]) -> list[list[Any]]:
    """Returns the `customdata` of points: run, step, the value of each objective, each weight, in order, what it added.

    The last column is a line about what the point added to the hypervolume, with its standard error.
    """
    names = [objective.name for objective in objectives]
    return [
        [
            run_id,
            row.step,
            *(rounded(row.objectives.get(n)) for n in names),
            *(rounded(row.weights.get(n)) for n in names),
            added_words(row),
        ]
        for row in points
    ]


def added_words(row: Measured) -> str:
    """Returns a line about what a point added to the hypervolume, if it added any and the error is known."""
    words = noise_words(row)
    return f"<br>hypervolume +{number(row.contribution)}{words}" if words else ""


def card_template(objectives: Sequence[ObjectiveData], *, title: str = "") -> str:
    """Returns the hover template for `card_rows`.

    Args:
        objectives: those of the rows.
        title: the run's name if the figure shows several runs.
    """
    values = [_value(2 + index, objective) for index, objective in enumerate(objectives)]
    first = 2 + len(objectives)
    weights = " · ".join(
        f"{safe(cut(one.name, 12))} %{{customdata[{first + index}]:.2f}}"
        for index, one in enumerate(objectives[:MAX_WEIGHTS])
    )
    heading = f"<b>{safe(cut(title, 40))}</b>, step %{{customdata[1]}}" if title else "<b>step %{customdata[1]}</b>"
    added = f"%{{customdata[{first + len(objectives)}]}}"
    return "<br>".join([heading, *values, f"weights {weights}{added}", "click to open"]) + "<extra></extra>"


def _value(column: int, objective: ObjectiveData) -> str:
    unit = f" {safe(objective.unit)}" if objective.unit not in ("", "fraction") else ""
    way = f" ({better(objective)})" if better(objective) else ""
    return f"{safe(cut(objective.name))} %{{customdata[{column}]:,.3~r}}{unit}{way}"
