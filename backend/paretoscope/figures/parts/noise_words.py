"""Shows the noise of evaluations in figures: error bars, bands, hollow markers and words in the hover."""

from collections.abc import Sequence
from typing import Any

from paretoscope.figures.parts.colors import alpha
from paretoscope.figures.parts.template import Trace
from paretoscope.figures.parts.text import number, rounded
from paretoscope.pareto.run_data import EvaluationData, RunData

WHISKER = 0.55
"""Opacity of an error bar."""
BAND = 0.14
"""Opacity of a band."""


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


def noise_words(row: EvaluationData) -> str:
    """Returns the hover text for a contribution: its standard error, and whether the contribution is smaller."""
    if row.contribution_error is None or not row.contribution:
        return ""
    return f" ± {number(row.contribution_error)}" + (", within noise" if row.within_noise else "")


def symbol(row: EvaluationData) -> str:
    """Returns the marker of a point, which is hollow if its contribution is within the noise."""
    return "circle-open" if row.within_noise else "circle"


def subtitle(words: str, points: Sequence[EvaluationData]) -> str:
    """Returns a subtitle that explains hollow markers if a point has one."""
    return f"{words}, hollow added less than its noise" if any(row.within_noise for row in points) else words
