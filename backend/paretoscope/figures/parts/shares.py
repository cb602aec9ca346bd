"""Shares of a whole over steps, one an objective: stacked to 1, or as lines."""

from collections.abc import Sequence
from typing import Any

from paretoscope.figures.parts.colors import Theme, alpha, objective_color, objective_text_color
from paretoscope.figures.parts.labels import EndLabel
from paretoscope.figures.parts.template import Layout, Trace, value_axis
from paretoscope.figures.parts.traces import last, line, raw_and_smoothed, smooth, smoothed_line
from paretoscope.pareto.run_data import RunData, SeriesData


def share_axis(theme: Theme, **parts: Any) -> Layout:
    """Value axis from 0 to 1, a hair more so that the line at 1 is drawn whole."""
    return value_axis(theme, range=[0, 1.004], tickvals=[0, 0.25, 0.5, 0.75, 1], **parts)


def share_traces(
    run: RunData, theme: Theme, series: Sequence[SeriesData], view: str, *, smoothed: bool = False
) -> list[Trace]:
    """Traces of shares, one an objective in their own order.

    Args:
        run: the run the series are of.
        theme: light or dark.
        series: one an objective, keys ending in its name.
        view: `area` stacks them, `lines` does not.
        smoothed: whether moving averages are drawn; lines then have the values faint below them.
    """
    traces: list[Trace] = []
    for one in series:
        color = objective_color(objective_index(run, one), theme.name)
        name = objective_name(one)
        if view == "area":
            traces.append(_area(run, theme, one, color, smoothed=smoothed))
        elif smoothed:
            traces += raw_and_smoothed(run, one, name=name, color=color, width=1.75)
        else:
            traces.append(line(run, one.key, one.steps, one.last, name=name, color=color, width=1.75))
    return traces


def share_labels(
    run: RunData, theme: Theme, series: Sequence[SeriesData], view: str, *, smoothed: bool = False
) -> list[EndLabel]:
    """Labels at the right end: the middle of the band in an area, the end of the line else."""
    labels: list[EndLabel] = []
    below = 0.0
    for one in series:
        value = last(smooth(one.last)) if smoothed else last(one.last)
        if value is None:
            continue
        at = below + value / 2 if view == "area" else value
        below += value
        color = objective_text_color(objective_index(run, one), theme.name)
        labels.append(EndLabel(one.key, objective_name(one), at, color, f"{value:.2f}"))
    return labels


def objective_name(series: SeriesData) -> str:
    """The objective a series `area/<objective>` is of."""
    return series.key.partition("/")[2]


def objective_index(run: RunData, series: SeriesData) -> int:
    """Position of that objective in the run's config."""
    return run.objective_names.index(objective_name(series))


def _area(run: RunData, theme: Theme, series: SeriesData, color: str, *, smoothed: bool) -> Trace:
    name = objective_name(series)
    draw = {"stackgroup": "share", "stackgaps": "interpolate", "fillcolor": alpha(color, theme.fill), "type": "scatter"}
    if smoothed:
        return smoothed_line(run, series, name=name, color=color, width=1.25) | draw
    return line(run, series.key, series.steps, series.last, name=name, color=color, width=1.25) | draw
