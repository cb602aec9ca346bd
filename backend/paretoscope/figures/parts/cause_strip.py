"""The strip under the weights: one mark per move, as tall as the move, coloured by the objective that moved most."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from paretoscope.figures.parts.colors import Theme, objective_color
from paretoscope.figures.parts.moves import Move, moves
from paretoscope.figures.parts.pushes import Push, pushes
from paretoscope.figures.parts.template import Trace
from paretoscope.figures.parts.text import change, rounded, safe
from paretoscope.pareto.run_data import RunData
from paretoscope.schema.methods import METHODS

STRIP = (0.0, 0.13)
"""Part of the plot's height that the strip and a gap above it take."""
LEAST_HEIGHT = 0.12
"""Height of the smallest mark, as a share of the strip."""
LEAST_MULTIPLIER = 0.5
"""The multiplier of a hypervolume-guided run while its hypervolume does not grow."""
MOST_BARS = 80
"""A mark is at most 1 / MOST_BARS of all steps wide, so that a rare move does not look like an area."""


def cause_strip(run: RunData, theme: Theme) -> list[Trace]:
    """Returns the marks of all moves of the weights; empty if there are none or none were reported."""
    if _is_pushed(run):
        return _pushes(run, theme, pushes(run))
    found = moves(run)
    largest = max((abs(move.change) for move in found), default=0.0)
    by_name = {name: [move for move in found if move.objective == name] for name in run.objective_names}
    return [_marks(run, theme, name, made, largest) for name, made in by_name.items() if made]


def strip_axis(domain: tuple[float, float]) -> dict[str, Any]:
    """Returns the value axis of the strip, without ticks and grid."""
    return {
        "domain": [domain[0], domain[1] * 0.72],
        "range": [0, 1],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
    }


def strip_label(run: RunData, theme: Theme) -> dict[str, Any]:
    """Returns the label at the right end of the strip. With hypervolume guidance, the weights do not move."""
    return {
        "text": "when it pushed" if _is_pushed(run) else "why it moved",
        "name": "moves",
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 7,
        "y": STRIP[1] * 0.3,
        "yref": "paper",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 11, "color": theme.quiet},
    }


def _is_pushed(run: RunData) -> bool:
    """Whether the weights are constant and the hypervolume determines a multiplier."""
    return run.method in METHODS and METHODS[run.method].moved_by == "hypervolume"


def _marks(run: RunData, theme: Theme, name: str, made: Sequence[Move], largest: float) -> Trace:
    heights = [max(abs(move.change) / largest, LEAST_HEIGHT) for move in made]
    texts = [": ".join(filter(None, [f"{name} {change(move.change)}", move.rank])) for move in made]
    color = objective_color(run.objective_names.index(name), theme.name)
    return _bars(run, [move.step for move in made], heights, texts) | {"marker": {"color": color, "opacity": 0.8}}


def _pushes(run: RunData, theme: Theme, made: Sequence[Push]) -> list[Trace]:
    if not made:
        return []
    largest = max(one.multiplier for one in made) - LEAST_MULTIPLIER
    heights = [max((one.multiplier - LEAST_MULTIPLIER) / largest, LEAST_HEIGHT) for one in made]
    bars = _bars(run, [one.step for one in made], heights, [one.cause for one in made])
    return [bars | {"marker": {"color": theme.single, "opacity": 0.8}}]


def _bars(run: RunData, steps: Sequence[int], heights: Sequence[float], texts: Sequence[str]) -> Trace:
    return {
        "type": "bar",
        "name": "why",
        "x": list(steps),
        "y": [rounded(height) for height in heights],
        "width": _width(steps),
        "yaxis": "y2",
        "hovertext": [safe(text) for text in texts],
        "hovertemplate": "%{hovertext}<extra>why</extra>",
        "meta": {"part": "moves", "run": run.id},
    }


def _width(steps: Sequence[int]) -> float:
    apart = min((later - step for step, later in pairwise(steps)), default=steps[-1] or 1)
    return max(min(apart * 0.9, (steps[-1] - steps[0] or apart) / MOST_BARS), 0.5)
