"""Steps as colour: pale is early, full is now."""

from collections.abc import Sequence
from typing import Any

from paretoscope.figures.parts.colors import Theme, mix
from paretoscope.pareto.run_data import EvaluationData, RunData

PALE = 0.8
"""Share of the card's colour in the first step's."""


def step_colors(run: RunData, theme: Theme, points: Sequence[EvaluationData]) -> dict[str, Any]:
    """Marker colours of `points` by step, on one scale for all validation points of `run`."""
    steps = [row.step for row in run.split("validation")]
    return {
        "color": [row.step for row in points],
        "colorscale": [[0, mix(theme.single, theme.card, PALE)], [1, theme.single]],
        "cmin": steps[0],
        "cmax": max(steps[-1], steps[0] + 1),
    }
