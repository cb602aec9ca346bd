"""The strip under the weights: one mark per move, coloured by the objective that moved most.

The height of a mark is the size of the move on a fixed scale, so that it means the same in every run.
"""

import math
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
DECADES = 3
"""A move of 1 fills the strip, a tenth of that two thirds of it, and a move of 0.001 or less has the least height."""
MULTIPLIERS = (0.5, 2.0)
"""The multiplier of a hypervolume-guided run while its hypervolume does not grow, and the largest possible one."""
MOVE_SCALE = "Height: the move of the weight, from 0.001 to 1; each third of the strip is a factor of 10"
PUSH_SCALE = "Height: the multiplier, from 0.5 to 2"
MOST_BARS = 80
"""A mark is at most 1 / MOST_BARS of all steps wide, so that a rare move does not look like an area."""


def cause_strip(run: RunData, theme: Theme) -> list[Trace]:
    """Returns the marks of all moves of the weights; empty if there are none or none were reported."""
    if _is_pushed(run):
        return _pushes(run, theme, pushes(run))
    found = moves(run)
    by_name = {name: [move for move in found if move.objective == name] for name in run.objective_names}
    return [_marks(run, theme, name, made) for name, made in by_name.items() if made]


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
    """Returns the label at the right end of the strip, with its scale. With hypervolume guidance, no weight moves."""
    pushed = _is_pushed(run)
    return {
        "text": "when it pushed" if pushed else "why it moved",
        "hovertext": PUSH_SCALE if pushed else MOVE_SCALE,
        "captureevents": True,
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


def _marks(run: RunData, theme: Theme, name: str, made: Sequence[Move]) -> Trace:
    heights = [_within(1 + math.log10(abs(move.change)) / DECADES) for move in made]
    texts = [": ".join(filter(None, [f"{name} {change(move.change)}", move.rank])) for move in made]
    color = objective_color(run.objective_names.index(name), theme.name)
    return _bars(run, [move.step for move in made], heights, texts) | {"marker": {"color": color, "opacity": 0.8}}


def _pushes(run: RunData, theme: Theme, made: Sequence[Push]) -> list[Trace]:
    if not made:
        return []
    least, most = MULTIPLIERS
    heights = [_within((one.multiplier - least) / (most - least)) for one in made]
    bars = _bars(run, [one.step for one in made], heights, [one.cause for one in made])
    return [bars | {"marker": {"color": theme.single, "opacity": 0.8}}]


def _within(height: float) -> float:
    return min(max(height, LEAST_HEIGHT), 1.0)


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
