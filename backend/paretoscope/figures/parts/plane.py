"""The plane of two objectives. Better is to the right and up; the reference point is a labelled cross."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.spec import FigureOptionError
from paretoscope.figures.parts.template import Layout, Trace, axis_title_style, blank_axis
from paretoscope.figures.parts.text import axis_title, cut, rounded, safe
from paretoscope.pareto.axes import Axes, Axis
from paretoscope.pareto.run_data import ObjectiveData

PAD = 0.07
REFERENCE_PAD = 0.13
"""Space beyond the reference point for its label."""


@dataclass(frozen=True)
class Plane:
    """Two objectives with their axes; `x` gets better to the right, `y` gets better upwards."""

    x: Axis
    y: Axis
    x_shown: ObjectiveData
    y_shown: ObjectiveData


def pick(objectives: Sequence[ObjectiveData], **chosen: str | None) -> list[ObjectiveData]:
    """Returns the objectives for the axes: the chosen ones, else the first free ones, beginning with `y`.

    Raises:
        FigureOptionError: an objective is chosen for two axes, or is not among `objectives`.
    """
    by_name = {objective.name: objective for objective in objectives}
    taken = [name for name in chosen.values() if name]
    for option, name in chosen.items():
        if name and name not in by_name:
            raise FigureOptionError(
                option, f"{option}='{name}' is not measured on common axes. Choose from: {', '.join(by_name)}."
            )
        if name and taken.count(name) > 1:
            raise FigureOptionError(option, f"The objective '{name}' is on two axes. Choose a different one for each.")
    free = [name for name in by_name if name not in taken]
    order = sorted(chosen, key=lambda option: option != "y")
    given = {option: chosen[option] or (free.pop(0) if free else None) for option in order}
    return [by_name[name] for option in chosen if (name := given[option])]


def find_plane(axes: Axes | None, x: ObjectiveData, y: ObjectiveData) -> Plane | None:
    """Returns the plane of `x` and `y`; None while one of them has no reference and scale."""
    if axes is None or not {x.name, y.name} <= set(axes.names):
        return None
    return Plane(axes[x.name], axes[y.name], x, y)


def empty_axes(theme: Theme, x: ObjectiveData, y: ObjectiveData) -> dict[str, Layout]:
    """Returns the layout of both axes before the first point, with titles but without a scale."""
    return {
        "xaxis": {**blank_axis(theme), "title": axis_title_style(axis_title(x), 6), "range": [0, 1]},
        "yaxis": {**blank_axis(theme), "title": axis_title_style(axis_title(y, short=True), 6), "range": [0, 1]},
    }


def plane_axes(theme: Theme, plane: Plane, points: Iterable[tuple[float, float]]) -> dict[str, Layout]:
    """Returns the layout of both axes, wide enough for `points` and the reference, and reversed if less is better."""
    points = list(points)
    style: Layout = {
        "zeroline": False,
        "automargin": "left+bottom",
        "separatethousands": True,
        "minexponent": 6,
        "ticklabelstandoff": 4,
    }
    x = {
        **style,
        "showgrid": False,
        "showline": True,
        "linecolor": theme.line,
        "range": axis_range(plane.x, [one for one, _ in points]),
        "title": axis_title_style(axis_title(plane.x_shown), 6),
    }
    y = {
        **style,
        "showgrid": True,
        "gridcolor": theme.line,
        "nticks": 7,
        "range": axis_range(plane.y, [two for _, two in points]),
        "title": axis_title_style(axis_title(plane.y_shown, short=True), 6),
    }
    return {"xaxis": x, "yaxis": y}


def axis_range(axis: Axis, values: Sequence[float]) -> list[float]:
    """Returns the range from worse to better that contains `values` and the reference, with space for its label."""
    internal = [axis.to_internal(value) for value in values] + [0.0]
    low, high = min(internal), max(internal)
    width = (high - low) or 1.0
    worse, best = low - width * (REFERENCE_PAD if low == 0 else PAD), high + width * PAD
    return [axis.reference + axis.sign * axis.scale * at for at in (worse, best)]


def reference_cross(theme: Theme, plane: Plane) -> Trace:
    """Draws the reference point as a cross."""
    names = safe(cut(plane.x.name)), safe(cut(plane.y.name))
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "reference point",
        "x": [rounded(plane.x.reference)],
        "y": [rounded(plane.y.reference)],
        "marker": {"symbol": "cross-thin", "size": 13, "color": theme.ink, "line": {"width": 1.5, "color": theme.ink}},
        "hovertemplate": f"<b>reference point</b><br>{names[0]} %{{x:,.3~r}}<br>{names[1]} %{{y:,.3~r}}<extra></extra>",
        "meta": {"part": "reference_point"},
    }


def reference_label(theme: Theme, plane: Plane, text: str) -> dict[str, Any]:
    """Returns the label of the reference point, below and to the right of its cross."""
    return {
        "name": "reference",
        "text": text,
        "x": plane.x.reference,
        "y": plane.y.reference,
        "xanchor": "left",
        "yanchor": "top",
        "xshift": 4,
        "yshift": -3,
        "showarrow": False,
        "font": {"size": 11, "color": theme.quiet},
    }
