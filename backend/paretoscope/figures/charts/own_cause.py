"""The metric that explains a weighting method, over steps, such as influence, multipliers or bottlenecks."""

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.metric_panels import metric_panel, present
from paretoscope.figures.parts.objective_panels import counts, objective_panel, objective_series, zero_line
from paretoscope.figures.parts.panels import Panel, stacked
from paretoscope.figures.parts.template import Figure, meta, waiting
from paretoscope.figures.parts.text import number, phrase, sentence_case
from paretoscope.pareto.run_data import RunData, SeriesData
from paretoscope.schema.methods import METHODS
from paretoscope.schema.metrics.keys import ETA
from paretoscope.schema.metrics.metric import PerObjective, Scalar

HEIGHT = 240


def draw_cause(run: RunData, theme: Theme) -> Figure:
    """Draws the metric that explains the method of `run`, and the metric from which it is computed."""
    method = METHODS.get(run.method)
    if method is None or method.explained_by is None:
        header = meta("What moves the weights", method.nominal if method else "nominal", height=HEIGHT)
        return waiting(theme, header, f"With '{run.method}', the weights do not depend on a metric")
    shown, beside = method.explained_by, method.follows_from
    own = _found(run, shown)
    causes = _kept_up(own, _found(run, beside)) if beside else []
    header = meta(sentence_case(shown.label), _subtitle(run, shown), **counts(own + causes), height=HEIGHT)
    if not own:
        return waiting(theme, header, "Waiting for the first step")
    panels = [_panel(run, theme, shown, own, share=1.6)]
    if beside and causes:
        panels.append(_panel(run, theme, beside, causes, share=1.0))
    return stacked(theme, header, panels)


def _subtitle(run: RunData, metric: PerObjective | Scalar) -> str:
    """What the metric means, and the step size of the weights where the run has one."""
    eta = [f"eta is {number(series.last[-1])}" for series in present(run, [ETA])]
    return "; ".join([phrase(metric.meaning), *eta])


def _found(run: RunData, metric: PerObjective | Scalar) -> list[SeriesData]:
    return present(run, [metric]) if isinstance(metric, Scalar) else objective_series(run, metric)


def _kept_up(own: list[SeriesData], beside: list[SeriesData]) -> list[SeriesData]:
    """Returns nothing if these series ended much earlier, such as gradients that are computed only at first."""
    if own and beside and 2 * beside[0].steps[-1] < own[0].steps[-1]:
        return []
    return beside


def _panel(
    run: RunData, theme: Theme, metric: PerObjective | Scalar, series: list[SeriesData], *, share: float
) -> Panel:
    if isinstance(metric, Scalar):
        return metric_panel(run, theme, series[0], metric.title, share=share, axis={"rangemode": "tozero"})
    return objective_panel(run, theme, series, metric.title, share=share, axis=zero_line(theme))
