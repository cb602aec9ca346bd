"""Effective weights: each objective's share of the advantage, which may differ from its nominal weight."""

from collections.abc import Sequence

from paretoscope.figures.parts.colors import Theme, alpha, objective_color
from paretoscope.figures.parts.labels import end_labels, right_margin
from paretoscope.figures.parts.objective_panels import counts, objective_series
from paretoscope.figures.parts.shares import objective_index, objective_name, share_axis, share_labels, share_traces
from paretoscope.figures.parts.template import Figure, Trace, layout, meta, waiting
from paretoscope.figures.parts.traces import last, line, smooth
from paretoscope.pareto.run_data import RunData, SeriesData
from paretoscope.schema.metrics.keys import EFFECTIVE_WEIGHT, WEIGHT

HEIGHT = 170
PLOT_HEIGHT = 100.0
NOTED_DIFFERENCE = 0.2
"""Smallest difference between effective and nominal weight for which there is a note."""


def draw_effective_weights(run: RunData, theme: Theme, view: str = "area") -> Figure:
    """Draws the effective weights of `run`, smoothed, as stacked `area`, or as `lines` with the nominal ones dotted."""
    series = objective_series(run, EFFECTIVE_WEIGHT)
    note, strong = _parted(run, series)
    header = meta(
        "Effective weights",
        "each objective's share of the advantage, smoothed over ten steps",
        note=note,
        note_strong=strong,
        **counts(series),
        height=HEIGHT,
    )
    axis = share_axis(theme)
    if not series:
        return waiting(theme, header, "Waiting for the first step", yaxis=axis)
    nominal = _nominal(run, theme) if view == "lines" else []
    labels = share_labels(run, theme, series, view, smoothed=True)
    return {
        "data": nominal + share_traces(run, theme, series, view, smoothed=True),
        "layout": layout(
            theme, header, right=right_margin(labels), yaxis=axis, annotations=end_labels(labels, 0, 1, PLOT_HEIGHT)
        ),
    }


def _nominal(run: RunData, theme: Theme) -> list[Trace]:
    traces = []
    for series in objective_series(run, WEIGHT):
        name = f"{objective_name(series)}, nominal"
        color = alpha(objective_color(objective_index(run, series), theme.name), 0.8)
        trace = line(run, series.key, series.steps, series.last, name=name, color=color, width=1.25)
        trace["line"]["dash"] = "dot"
        traces.append(trace)
    return traces


def _parted(run: RunData, series: Sequence[SeriesData]) -> tuple[str, str]:
    gaps: list[tuple[float, str, float, float]] = []
    for one in series:
        nominal = run.series.get(WEIGHT.of(objective_name(one)))
        effective, wanted = last(smooth(one.last)), last(nominal.last) if nominal else None
        if effective is not None and wanted is not None:
            gaps.append((effective - wanted, objective_name(one), effective, wanted))
    if not gaps or max(gaps)[0] < NOTED_DIFFERENCE:
        return "", ""
    _, name, effective, wanted = max(gaps)
    strong = f"{name} carries {effective * 100:.0f} % of the advantage"
    return (
        f"{strong[:1].upper()}{strong[1:]}, with a nominal weight of {wanted:.2f}.",
        f"{strong[:1].upper()}{strong[1:]}",
    )
