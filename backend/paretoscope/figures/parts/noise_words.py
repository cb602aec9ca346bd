"""Shows the noise of evaluations in figures: error bars, bands, hollow markers and words in the hover."""

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
    """Returns Plotly error bars of one standard error; points without a known error have none."""
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
    """Returns a band of one standard error around (step, value, standard error), for points with a known error."""
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
    """Returns the hover text for a contribution: its standard error, and whether the contribution is smaller."""
    if row.contribution_error is None or not row.contribution:
        return ""
    return f" ± {number(row.contribution_error)}" + (", within noise" if row.within_noise else "")


def symbol(row: Measured, filled: str = "circle") -> str:
    """Returns the marker of a point, which is hollow if its contribution is within the noise."""
    return f"{filled}-open" if row.within_noise else filled


def subtitle(words: str, points: Iterable[Measured]) -> str:
    """Returns a subtitle that explains hollow markers if a point has one."""
    return f"{words}, hollow added less than its noise" if any(row.within_noise for row in points) else words
