"""Shares of a whole over steps, one per objective, as stacked areas or as lines."""

from collections.abc import Sequence
from typing import Any

from paretoscope.figures.parts.colors import Theme, alpha, objective_color, objective_text_color
from paretoscope.figures.parts.labels import EndLabel
from paretoscope.figures.parts.template import Layout, Trace, value_axis
from paretoscope.figures.parts.traces import last, line, raw_and_smoothed, smooth, smoothed_line
from paretoscope.pareto.run_data import RunData, SeriesData


def share_axis(theme: Theme, **parts: Any) -> Layout:
    """Returns the value axis from 0 to 1, with a small margin so that a line at 1 is completely visible."""
    return value_axis(theme, range=[0, 1.004], tickvals=[0, 0.25, 0.5, 0.75, 1], **parts)


def share_traces(
    run: RunData, theme: Theme, series: Sequence[SeriesData], view: str, *, smoothed: bool = False
) -> list[Trace]:
    """Returns the traces of shares, one per objective, in order.

    Args:
        run: the run of the series.
        theme: light or dark.
        series: one series per objective, whose key ends in the objective's name.
        view: `area` stacks the shares, `lines` does not.
        smoothed: whether to draw moving averages; lines then also show the values, faint.
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
    """Returns the labels at the right end: at the middle of each area, or at the end of each line."""
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
    """Returns the name of the objective in the key of a series, `area/<objective>`."""
    return series.key.partition("/")[2]


def objective_index(run: RunData, series: SeriesData) -> int:
    """Returns the index of that objective in the run's config."""
    return run.objective_names.index(objective_name(series))


def _area(run: RunData, theme: Theme, series: SeriesData, color: str, *, smoothed: bool) -> Trace:
    name = objective_name(series)
    draw = {"stackgroup": "share", "stackgaps": "interpolate", "fillcolor": alpha(color, theme.fill), "type": "scatter"}
    if smoothed:
        return smoothed_line(run, series, name=name, color=color, width=1.25) | draw
    return line(run, series.key, series.steps, series.last, name=name, color=color, width=1.25) | draw
