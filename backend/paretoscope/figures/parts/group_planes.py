"""The plane of two objectives for groups of runs: places of runs, and the axes that hold all of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from paretoscope.figures.parts.colors import alpha
from paretoscope.figures.parts.plane import Plane, pick
from paretoscope.figures.parts.staircase import pair_front, staircase
from paretoscope.figures.parts.template import Trace
from paretoscope.figures.parts.text import rounded, safe
from paretoscope.pareto.axes import Points
from paretoscope.pareto.comparison import ComparedRun, Comparison

Place = tuple[float, float]


def chosen_plane(compared: Comparison, x: str | None, y: str | None) -> Plane:
    """Returns the plane of the chosen objectives, or of the first ones.

    Raises:
        FigureOptionError: an objective is chosen twice, or not shared by all runs.
    """
    x_shown, y_shown = pick(compared.objectives, x=x, y=y)
    return Plane(compared.axes[x_shown.name], compared.axes[y_shown.name], x_shown, y_shown)


def places(run: ComparedRun, plane: Plane) -> list[Place]:
    """Returns the points of a run that have a value on both axes."""
    found = ((point.objectives[plane.x.name], point.objectives[plane.y.name]) for point in run.points)
    return [(x, y) for x, y in found if x is not None and y is not None]


def as_points(listed: Sequence[Place]) -> Points:
    """Returns places as an array, float64 [N, 2]."""
    return np.array(listed, dtype=np.float64).reshape(-1, 2)


def outline(listed: Sequence[Place], plane: Plane, corner: Place) -> list[Place]:
    """Returns the staircase through the best places, continued to the worst values of a corner."""
    front = pair_front(listed, plane.x, plane.y)
    return [(corner[0], front[0][1]), *staircase(front), (front[-1][0], corner[1])] if front else []


def stairs(vertices: Sequence[Place], name: str, line: dict[str, Any], part: dict[str, Any]) -> Trace:
    """Draws an outline as a line whose hover says what it belongs to and where it is."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": safe(name),
        "x": [rounded(x) for x, _ in vertices],
        "y": [rounded(y) for _, y in vertices],
        "line": line,
        "hovertemplate": f"<b>{safe(name)}</b><br>%{{x:,.3~r}}, %{{y:,.3~r}}<extra></extra>",
        "meta": part,
    }


def band(outer: Sequence[Place], inner: Sequence[Place], color: str, opacity: float, part: dict[str, Any]) -> Trace:
    """Draws the region between two outlines."""
    corners = [*outer, *reversed(inner)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [rounded(x) for x, _ in corners],
        "y": [rounded(y) for _, y in corners],
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": alpha(color, opacity),
        "hoverinfo": "skip",
        "meta": part,
    }


def worst_corner(compared: Comparison, plane: Plane) -> Place:
    """Returns the worst value of all runs on both axes, but at least that of the reference point."""
    every = [place for run in compared.runs for place in places(run, plane)]
    xs, ys = [plane.x.reference, *(x for x, _ in every)], [plane.y.reference, *(y for _, y in every)]
    return (min(xs) if plane.x.sign > 0 else max(xs), min(ys) if plane.y.sign > 0 else max(ys))
