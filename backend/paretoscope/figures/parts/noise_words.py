"""How figures tell the noise of an evaluation: an error bar, a hollow mark, words in the hover."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from paretoscope.figures.parts.colors import alpha
from paretoscope.figures.parts.template import Trace
from paretoscope.figures.parts.text import number, rounded
from paretoscope.pareto.run_data import RunData

WHISKER = 0.55
"""Opacity of an error bar."""
BAND = 0.14
"""Opacity of a band."""


class Measured(Protocol):
    """A point of one run or of a comparison, with what it added to the hypervolume."""

    @property
    def contribution(self) -> float | None: ...
    @property
    def contribution_error(self) -> float | None: ...
    @property
    def within_noise(self) -> bool: ...


def whiskers(errors: Sequence[float | None], color: str) -> dict[str, Any]:
    """Plotly error bars of one standard error; none where it is not known."""
    return {
        "error_y": {
            "type": "data",
            "array": [rounded(error) for error in errors],
            "color": alpha(color, WHISKER),
            "thickness": 1,
            "width": 2,
        }
    }


def error_band(run: RunData, points: Sequence[tuple[int, float, float | None]], color: str) -> list[Trace]:
    """A shade of one standard error around (step, value, standard error) of evaluations that know theirs."""
    known = [(step, value, error) for step, value, error in points if error is not None]
    if not known:
        return []
    above = [(step, value + error) for step, value, error in known]
    below = [(step, value - error) for step, value, error in reversed(known)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "standard error",
            "x": [step for step, _ in above + below],
            "y": [rounded(value) for _, value in above + below],
            "fill": "toself",
            "fillcolor": alpha(color, BAND),
            "line": {"width": 0},
            "hoverinfo": "skip",
            "meta": {"part": "standard_error", "run": run.id},
        }
    ]


def noise_words(row: Measured) -> str:
    """What the hover says of a contribution: its standard error, and whether it is within it."""
    if row.contribution_error is None or not row.contribution:
        return ""
    return f" ± {number(row.contribution_error)}" + (", within noise" if row.within_noise else "")


def symbol(row: Measured, filled: str = "circle") -> str:
    """The mark of a point: hollow where what it added is within noise."""
    return f"{filled}-open" if row.within_noise else filled


def subtitle(words: str, points: Iterable[Measured]) -> str:
    """Says what hollow means, where a point is."""
    return f"{words}, hollow added less than its noise" if any(row.within_noise for row in points) else words
