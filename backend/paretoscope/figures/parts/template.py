"""The common look of all figures: fonts, grids, margins and hover.

`layout.title` stays empty, because the page draws the header of the card from `layout.meta`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from paretoscope.figures.parts.colors import Theme, alpha
from paretoscope.pareto.run_data import RunData

Figure = dict[str, Any]
Trace = dict[str, Any]
Layout = dict[str, Any]

FONT = "Inter, system-ui, -apple-system, 'Segoe UI', sans-serif"
FONT_SIZE = 11
MARGIN_LEFT = 40
MARGIN_TOP = 8
MARGIN_BOTTOM = 36
SHORTEST = 10
"""Smallest number of steps that an axis covers, so that its ticks are whole numbers."""


def meta(
    title: str,
    subtitle: str,
    *,
    note: str = "",
    note_strong: str = "",
    points: int = 0,
    total_points: int | None = None,
    height: int = 240,
) -> dict[str, Any]:
    """Returns the texts of the card's header and foot, as plain text without markup.

    Args:
        title: title of the figure, in plain words.
        subtitle: what is needed to read the figure, such as unit, split and reference point.
        note: one sentence below the figure.
        note_strong: the part of `note` to emphasise.
        points: number of points drawn.
        total_points: number of points in total; if left out, all of them are drawn.
        height: height of the figure in pixels.
    """
    return {
        "title": title,
        "subtitle": subtitle,
        "note": note,
        "note_strong": note_strong,
        "points": points,
        "total_points": points if total_points is None else total_points,
        "height": height,
    }


def layout(theme: Theme, header: Mapping[str, Any], *, right: int = 12, **parts: Any) -> Layout:
    """Returns the layout of a figure over steps; `parts` add to it or replace parts of it.

    Args:
        theme: light or dark.
        header: the result of `meta`.
        right: right margin in pixels, wide enough for the labels at the ends of the lines.
    """
    return {
        "meta": dict(header),
        "autosize": True,
        "font": {"family": FONT, "size": FONT_SIZE, "color": theme.quiet},
        "paper_bgcolor": alpha(theme.card, 0),
        "plot_bgcolor": alpha(theme.card, 0),
        "margin": {"l": MARGIN_LEFT, "r": right, "t": MARGIN_TOP, "b": MARGIN_BOTTOM},
        "showlegend": True,
        "hovermode": "x unified",
        "hoverlabel": {
            "bgcolor": theme.card,
            "bordercolor": theme.line,
            "font": {"family": FONT, "size": 12, "color": theme.ink},
            "align": "left",
            "namelength": -1,
        },
        "hoversubplots": "axis",
        "legend": {"traceorder": "normal"},
        "uirevision": "keep",
        "xaxis": step_axis(theme),
        "yaxis": value_axis(theme),
        **parts,
    }


def axis_title_style(text: str, standoff: int = 4) -> Layout:
    """Returns the title of an axis, in the font size of its ticks."""
    return {"text": text, "standoff": standoff, "font": {"size": FONT_SIZE}}


def step_axis(theme: Theme, title: str = "step", **parts: Any) -> Layout:
    """Returns a horizontal axis over steps or time, with a base line and without a grid."""
    return {
        "title": axis_title_style(title),
        "unifiedhovertitle": {"text": f"{title} %{{x:,~r}}"},
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": theme.line,
        "linewidth": 1,
        "separatethousands": True,
        "minexponent": 6,
        "showspikes": False,
        "autorangeoptions": {"include": [0, SHORTEST] if title == "step" else 0},
        **parts,
    }


def value_axis(theme: Theme, **parts: Any) -> Layout:
    """Returns a vertical axis of values with a faint grid and no line. Zooming over steps does not change it."""
    return {
        "showgrid": True,
        "gridcolor": theme.line,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "separatethousands": True,
        "minexponent": 6,
        "exponentformat": "power",
        "ticklabelstandoff": 4,
        "nticks": 6,
        "automargin": "left",
        "fixedrange": True,
        **parts,
    }


def blank_axis(theme: Theme) -> Layout:
    """Returns an axis for a figure without data, with a few faint lines and no numbers."""
    return {
        "showgrid": True,
        "gridcolor": theme.line,
        "zeroline": False,
        "showticklabels": False,
        "nticks": 4,
        "fixedrange": True,
    }


def awaited(run: RunData, what: Literal["step", "evaluation"]) -> str:
    """Returns the text of an empty figure: what it waits for, or that this was never reported."""
    return f"No {what} was reported" if run.ended else f"Waiting for the first {what}"


def waiting(theme: Theme, header: Mapping[str, Any], message: str, **parts: Any) -> Figure:
    """Returns a figure without data, which has only axes and a message."""
    sentence = {
        "text": message,
        "name": "waiting",
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.5,
        "showarrow": False,
        "font": {"size": 12, "color": theme.quiet},
        "bgcolor": theme.card,
        "borderpad": 6,
    }
    steps = step_axis(theme, range=[0, 1], showticklabels=False, fixedrange=True)
    axes = {"xaxis": steps, "yaxis": blank_axis(theme) | {"range": [0, 1]}}
    return {"data": [], "layout": layout(theme, header, **{**axes, **parts, "annotations": [sentence]})}


def span(values: Sequence[float | None], *, pad: float = 0.06) -> tuple[float, float]:
    """Returns the smallest and largest of `values` with space around them, like Plotly's autorange; never empty."""
    present = [value for value in values if value is not None]
    if not present:
        return 0.0, 1.0
    low, high = min(present), max(present)
    room = (high - low) * pad or abs(high) * 0.1 or 0.5
    return low - room, high + room
