"""A panel with one line per objective in its colour: raw values faint, moving average over them, name as a label."""

from collections.abc import Sequence
from typing import Any, TypedDict

from paretoscope.figures.parts.colors import Theme, objective_color, objective_text_color
from paretoscope.figures.parts.labels import EndLabel
from paretoscope.figures.parts.panels import Panel
from paretoscope.figures.parts.template import Layout, Trace
from paretoscope.figures.parts.traces import last, raw_and_smoothed, smoothed_line
from paretoscope.pareto.run_data import RunData, SeriesData
from paretoscope.schema.metrics.metric import PerObjective


def objective_series(run: RunData, metric: PerObjective) -> list[SeriesData]:
    """Returns the run's series of a metric in the order of the objectives, without those that have no points."""
    found = (run.series.get(metric.of(name)) for name in run.objective_names)
    return [series for series in found if series is not None and len(series.steps)]


def objective_panel(
    run: RunData,
    theme: Theme,
    series: Sequence[SeriesData],
    title: str,
    *,
    share: float = 1.0,
    axis: Layout,
    raw: bool = True,
) -> Panel:
    """Returns a panel of series from `objective_series`; without `raw`, it has only their moving averages."""
    below: list[Trace] = []
    smoothed: list[Trace] = []
    labels: list[EndLabel] = []
    for one in series:
        name = one.key.rpartition("/")[2]
        at = run.objective_names.index(name)
        *values, average = _lines(run, one, name, objective_color(at, theme.name), raw=raw)
        below += values
        smoothed.append(average)
        if (end := last(average["y"])) is not None:
            labels.append(EndLabel(one.key, name, end, objective_text_color(at, theme.name)))
    return Panel(title, below + smoothed, labels, axis, share)


def _lines(run: RunData, series: SeriesData, name: str, color: str, *, raw: bool) -> list[Trace]:
    if raw:
        return raw_and_smoothed(run, series, name=name, color=color)
    average = smoothed_line(run, series, name=f"{name}, smoothed", color=color)
    del average["customdata"]
    return [average]


def zero_line(theme: Theme) -> dict[str, Any]:
    """Returns the axis settings for values whose sign matters."""
    return {"zeroline": True, "zerolinecolor": theme.quiet, "zerolinewidth": 1}


class Counts(TypedDict):
    """Numbers of points for a figure's header."""

    points: int
    total_points: int


def counts(series: Sequence[SeriesData]) -> Counts:
    """Returns the number of points drawn and the number of points in total."""
    return {
        "points": max((len(one.steps) for one in series), default=0),
        "total_points": max((one.total for one in series), default=0),
    }
