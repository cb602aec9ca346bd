"""Colours for steps: pale for early steps, full colour for the newest."""

from collections.abc import Sequence
from typing import Any

from paretoscope.figures.parts.colors import Theme, mix
from paretoscope.pareto.run_data import EvaluationData, RunData

PALE = 0.8
"""Share of the card's colour in the colour of the first step."""


def step_colors(run: RunData, theme: Theme, points: Sequence[EvaluationData]) -> dict[str, Any]:
    """Returns the marker colours of `points` by step, on a common scale for all validation points of `run`."""
    steps = [row.step for row in run.split("validation")]
    return {
        "color": [row.step for row in points],
        "colorscale": [[0, mix(theme.single, theme.card, PALE)], [1, theme.single]],
        "cmin": steps[0],
        "cmax": max(steps[-1], steps[0] + 1),
    }
