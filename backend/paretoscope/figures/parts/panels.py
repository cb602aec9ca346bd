"""Panels below each other, each with its own value axis, over a common axis of steps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.labels import EndLabel, end_labels, right_margin
from paretoscope.figures.parts.template import Figure, Layout, Trace, layout, span, step_axis, value_axis

GAP_PIXELS = 26.0
"""Space above each panel for its title."""
FRAME = 44.0
"""Height of the margins and the axis of steps."""


@dataclass(frozen=True)
class Panel:
    """One of several charts below each other."""

    title: str
    data: Sequence[Trace]
    labels: Sequence[EndLabel] = ()
    axis: Layout = field(default_factory=dict)
    share: float = 1.0
    """Height relative to the other panels."""


def stacked(theme: Theme, header: Layout, panels: Sequence[Panel], *, x_title: str = "step", **parts: Any) -> Figure:
    """Draws `panels` from top to bottom, for the height given in `header`."""
    plot = header["height"] - FRAME
    free = plot - GAP_PIXELS * len(panels)
    heights = [free * panel.share / sum(one.share for one in panels) for panel in panels]
    data: list[Trace] = []
    axes: Layout = {}
    annotations: list[dict[str, Any]] = []
    top = plot
    for number, (panel, height) in enumerate(zip(panels, heights, strict=True), start=1):
        suffix = "" if number == 1 else str(number)
        foot = top - GAP_PIXELS - height
        domain = [round(foot / plot, 4), round((top - GAP_PIXELS) / plot, 4)]
        axes[f"yaxis{suffix}"] = value_axis(theme, domain=domain, **{"nticks": 3, **panel.axis})
        data += [{**trace, "yaxis": f"y{suffix}"} for trace in panel.data]
        annotations += [_title(theme, panel.title, domain[1]), *_labels(panel, height, f"y{suffix}")]
        top = foot
    last = "y" if len(panels) == 1 else f"y{len(panels)}"
    every = [label for panel in panels for label in panel.labels]
    shared = {"xaxis": step_axis(theme, x_title, anchor=last), "annotations": annotations}
    return {"data": data, "layout": layout(theme, header, right=right_margin(every), **{**shared, **axes, **parts})}


def _labels(panel: Panel, height: float, axis: str) -> list[dict[str, Any]]:
    low, high = panel.axis.get("range") or span([value for trace in panel.data for value in trace["y"]])
    return end_labels(panel.labels, low, high, height, axis=axis)


def _title(theme: Theme, text: str, at: float) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": at,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 3,
        "showarrow": False,
        "font": {"size": 11, "color": theme.ink},
    }
