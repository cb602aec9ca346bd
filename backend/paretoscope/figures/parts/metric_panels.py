"""One panel per metric without objective: raw values faint, moving average over them, last value as a label."""

from collections.abc import Iterable, Sequence

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.labels import EndLabel
from paretoscope.figures.parts.objective_panels import counts
from paretoscope.figures.parts.panels import Panel, stacked
from paretoscope.figures.parts.template import Figure, Layout, meta, waiting
from paretoscope.figures.parts.text import number
from paretoscope.figures.parts.traces import last, raw_and_smoothed
from paretoscope.pareto.run_data import RunData, SeriesData
from paretoscope.schema.metrics.metric import Scalar

HEIGHT_OF_PANEL = 78
HEIGHT_OF_FRAME = 44


def draw_metrics(
    run: RunData, theme: Theme, title: str, subtitle: str, metrics: Sequence[Scalar], *, axis: Layout | None = None
) -> Figure:
    """Draws the metrics that the run has reported, one panel per metric.

    Args:
        run: the run.
        theme: light or dark.
        title: title of the figure.
        subtitle: subtitle of the figure.
        metrics: the metrics, in the order of their panels.
        axis: additional settings for the value axis of each panel.
    """
    found = present(run, metrics)
    height = HEIGHT_OF_FRAME + HEIGHT_OF_PANEL * max(len(found), 1)
    header = meta(title, subtitle, **counts(found), height=height)
    if not found:
        return waiting(theme, header, "Waiting for the first step")
    titles = {metric.key: metric.title for metric in metrics}
    return stacked(theme, header, [metric_panel(run, theme, one, titles[one.key], axis=axis) for one in found])


def present(run: RunData, metrics: Iterable[Scalar]) -> list[SeriesData]:
    """Returns the run's series of the metrics, in their order, without those that have no points."""
    found = (run.series.get(metric.key) for metric in metrics)
    return [series for series in found if series is not None and len(series.steps)]


def metric_panel(
    run: RunData, theme: Theme, series: SeriesData, title: str, *, share: float = 1.0, axis: Layout | None = None
) -> Panel:
    """Returns the panel of one metric, in the neutral colour."""
    data = raw_and_smoothed(run, series, name=title, color=theme.quiet)
    end = last(data[-1]["y"])
    labels = [EndLabel(series.key, number(end), end, theme.ink)] if end is not None else []
    return Panel(title, data, labels, axis or {}, share)
