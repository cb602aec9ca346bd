"""The axes of a front in three dimensions. On each axis, better is away from the reference point."""

from collections.abc import Sequence
from typing import Any

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.plane import axis_range
from paretoscope.figures.parts.text import axis_title
from paretoscope.pareto.axes import Axis
from paretoscope.pareto.run_data import ObjectiveData

SYMBOLS = ("circle", "square", "diamond")
"""Marker symbols that Plotly can draw both filled and hollow in three dimensions."""
CAMERA = {"eye": {"x": 1.6, "y": -1.55, "z": 0.85}, "center": {"x": 0, "y": 0, "z": -0.16}}


def scene(
    theme: Theme, axes: Sequence[Axis], shown: Sequence[ObjectiveData], points: Sequence[Sequence[float]]
) -> dict[str, Any]:
    """Returns the layout of a scene with three axes that are wide enough for `points` [N][3] and the reference."""
    drawn = {
        f"{letter}axis": _axis(theme, axis, objective, [point[index] for point in points])
        for index, (letter, axis, objective) in enumerate(zip("xyz", axes, shown, strict=True))
    }
    return {**drawn, "camera": CAMERA, "aspectmode": "cube", "bgcolor": "rgba(0,0,0,0)", "uirevision": "keep"}


def _axis(theme: Theme, axis: Axis, objective: ObjectiveData, values: Sequence[float]) -> dict[str, Any]:
    return {
        "range": axis_range(axis, values),
        "title": {"text": axis_title(objective, short=True), "font": {"size": 11, "color": theme.quiet}},
        "tickfont": {"size": 10, "color": theme.quiet},
        "gridcolor": theme.line,
        "linecolor": theme.line,
        "zeroline": False,
        "showbackground": False,
        "showspikes": False,
        "nticks": 5,
    }
