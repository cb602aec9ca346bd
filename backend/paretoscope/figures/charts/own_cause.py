"""What a weighting method goes by, over steps: influence, multipliers, bottlenecks, whatever moves its weights."""

from paretoscope.figures.parts.causes import cause_of
from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.metric_panels import metric_panel, present
from paretoscope.figures.parts.objective_panels import counts, objective_panel, objective_series, zero_line
from paretoscope.figures.parts.panels import Panel, stacked
from paretoscope.figures.parts.template import Figure, awaited, meta, waiting
from paretoscope.pareto.run_data import RunData, SeriesData

HEIGHT = 240


def draw_cause(run: RunData, theme: Theme) -> Figure:
    """Draws the numbers that the method of `run` goes by, and beside them those they follow from."""
    cause = cause_of(run.method)
    own = _found(run, cause.area)
    beside = _kept_up(own, _found(run, cause.beside))
    header = meta(
        cause.title or "What moves the weights", cause.meaning or cause.subtitle, **counts(own + beside), height=HEIGHT
    )
    if not cause.area:
        return waiting(theme, header, f"Under '{run.method}' no number moves the weights")
    if not own:
        return waiting(theme, header, awaited(run, "step"))
    panels = [_panel(run, theme, own, cause.noun or cause.title, share=1.6)]
    if beside:
        panels.append(_panel(run, theme, beside, cause.beside_noun, share=1.0))
    return stacked(theme, header, panels)


def _found(run: RunData, area: str) -> list[SeriesData]:
    return (objective_series(run, area) or present(run, [area])) if area else []


def _kept_up(own: list[SeriesData], beside: list[SeriesData]) -> list[SeriesData]:
    """None where they ended long before, as gradients do that are compared with influence at first only."""
    if own and beside and 2 * beside[0].steps[-1] < own[0].steps[-1]:
        return []
    return beside


def _panel(run: RunData, theme: Theme, series: list[SeriesData], title: str, *, share: float) -> Panel:
    if series[0].key.endswith(tuple(f"/{name}" for name in run.objective_names)):
        return objective_panel(run, theme, series, title, share=share, axis=zero_line(theme))
    return metric_panel(run, theme, series[0], title, share=share, axis={"rangemode": "tozero"})
