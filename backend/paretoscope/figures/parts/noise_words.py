"""How figures tell the noise of an evaluation: an error bar, a hollow mark, words in the hover."""

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


def noise_words(row: EvaluationData) -> str:
    """What the hover says of a contribution: its standard error, and whether it is within it."""
    if row.contribution_error is None or not row.contribution:
        return ""
    return f" ± {number(row.contribution_error)}" + (", within noise" if row.within_noise else "")


def symbol(row: EvaluationData) -> str:
    """The mark of a point: hollow where what it added is within noise."""
    return "circle-open" if row.within_noise else "circle"


def subtitle(words: str, points: Sequence[EvaluationData]) -> str:
    """Says what hollow means, where a point is."""
    return f"{words}, hollow added less than its noise" if any(row.within_noise for row in points) else words
