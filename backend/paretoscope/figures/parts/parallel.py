"""Parallel axes for any number of objectives, with one vertical axis per objective on which better is up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paretoscope.figures.parts.colors import Theme, alpha
from paretoscope.figures.parts.plane import axis_range
from paretoscope.figures.parts.point_card import Point, card_rows
from paretoscope.figures.parts.spec import FigureOptionError
from paretoscope.figures.parts.template import Layout, Trace
from paretoscope.figures.parts.text import better, cut, number, safe
from paretoscope.pareto.axes import Axis
from paretoscope.pareto.run_data import ObjectiveData

ROOM = 0.4
"""Space beside the outermost axes, as a share of the distance between two axes."""
LETTERS = 80
"""Largest number of letters in the names of all axes together, so that neighbours do not touch."""
LETTERS_UNDER = 56
"""Largest number of letters in the lines below the names together, also for a narrow screen."""
LEAST_APART = 0.07
"""Share of the plot by which the best and the worst value of an axis must differ in height for both to be shown."""
DIGITS = 4
"""Decimals of a height, which is finer than a pixel."""


@dataclass(frozen=True)
class Upright:
    """The vertical axis of one objective."""

    axis: Axis
    shown: ObjectiveData
    values: Sequence[float]
    """Values of the drawn points, without gaps."""
    foot: float
    """Value at height 0, the worst end of the axis."""
    top: float
    """Value at height 1, the best end of the axis."""

    def height(self, value: float | None) -> float | None:
        """Returns the height of a value; higher is better for both directions of an objective. None for a gap."""
        return None if value is None else round((value - self.foot) / (self.top - self.foot), DIGITS)


def refuse_named_axes(**chosen: str | None) -> None:
    """Refuses objectives that were chosen for an axis, because parallel axes show all objectives.

    Raises:
        FigureOptionError: an objective was chosen; the error has the option's name.
    """
    for option, name in chosen.items():
        if name is not None:
            raise FigureOptionError(option, f"Parallel axes show every objective. Leave {option} out.")


def uprights(axes: Sequence[Axis], shown: Sequence[ObjectiveData], points: Sequence[Point]) -> list[Upright]:
    """Returns axes that are wide enough for `points` and the reference, in the order of the objectives."""
    made = []
    for axis, objective in zip(axes, shown, strict=True):
        values = [value for point in points if (value := point.objectives.get(axis.name)) is not None]
        foot, top = axis_range(axis, values)
        made.append(Upright(axis, objective, values, foot, top))
    return made


def parallel_lines(
    uprights: Sequence[Upright], run_id: str, points: Sequence[Point], shown: Sequence[ObjectiveData]
) -> dict[str, Any]:
    """Returns the coordinates of one line per point across all axes, with a gap after each, and the hover data."""
    x: list[int | None] = []
    y: list[float | None] = []
    cards: list[Any] = []
    for point, card in zip(points, card_rows(run_id, points, shown), strict=True):
        x += [*range(len(uprights)), None]
        y += [*(one.height(point.objectives.get(one.axis.name)) for one in uprights), None]
        cards += [card] * (len(uprights) + 1)
    return {"type": "scatter", "x": x, "y": y, "customdata": cards}


def reference_line(theme: Theme, uprights: Sequence[Upright]) -> Trace:
    """Draws the reference point as a dotted line with a cross on every axis."""
    values = [f"{safe(cut(one.shown.name))} {number(one.axis.reference)}" for one in uprights]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": "reference point",
        "x": list(range(len(uprights))),
        "y": [one.height(one.axis.reference) for one in uprights],
        "line": {"color": theme.quiet, "width": 1, "dash": "dot"},
        "marker": {"symbol": "cross-thin", "size": 9, "color": theme.ink, "line": {"width": 1.25, "color": theme.ink}},
        "hovertext": values,
        "hovertemplate": "<b>reference point</b><br>%{hovertext}<extra></extra>",
        "meta": {"part": "reference_point"},
    }


def parallel_axes(theme: Theme, uprights: Sequence[Upright], colors: Mapping[str, str]) -> dict[str, Any]:
    """Returns the layout of the axes, with names and units below them and the best and the worst value beside them.

    Args:
        theme: light or dark.
        uprights: the axes, in the order of the objectives.
        colors: colours of the names, by objective; a missing one is drawn in the text colour.
    """
    last = len(uprights) - 1
    line = {"color": theme.line, "width": 1}
    names = [_name(one, colors.get(one.axis.name, theme.ink), len(uprights)) for one in uprights]
    still: Layout = {"showgrid": False, "zeroline": False, "fixedrange": True}
    return {
        "xaxis": {
            **still,
            "range": [-ROOM, last + ROOM],
            "tickvals": list(range(last + 1)),
            "ticktext": names,
            "tickangle": 0,
            "automargin": "height",
        },
        "yaxis": {**still, "range": [-0.02, 1.04], "showticklabels": False},
        "shapes": [
            {"type": "line", "layer": "below", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line}
            for at in range(last + 1)
        ],
        "annotations": [note for at, one in enumerate(uprights) for note in _ends(theme, one, at)],
    }


def _name(upright: Upright, color: str, count: int) -> str:
    name = f'<span style="color:{color}">{safe(cut(upright.shown.name, LETTERS // count))}</span>'
    unit, way = upright.shown.unit, better(upright.shown)
    told = [text for text in (", ".join(filter(None, [unit, way])), way or unit) if len(text) <= LETTERS_UNDER // count]
    under = told[0] if told else (way or unit).partition(" ")[0]
    return f"{name}<br>{safe(cut(under, LETTERS // count))}" if under else name


def _ends(theme: Theme, upright: Upright, at: int) -> list[dict[str, Any]]:
    by_height = sorted(upright.values, key=lambda value: upright.height(value) or 0.0)
    if not by_height:
        return []
    worst, best = by_height[0], by_height[-1]
    apart = (upright.height(best) or 0.0) - (upright.height(worst) or 0.0) >= LEAST_APART
    shown = [(best, theme.ink, "best"), *([(worst, theme.quiet, "worst")] if apart else [])]
    return [
        {
            "name": f"{end} {upright.axis.name}",
            "text": number(value),
            "x": at,
            "y": upright.height(value),
            "xanchor": "right",
            "xshift": -7,
            "yanchor": "middle",
            "showarrow": False,
            "bgcolor": alpha(theme.card, 0.85),
            "borderpad": 1,
            "font": {"size": 11, "color": color},
        }
        for value, color, end in shown
    ]
