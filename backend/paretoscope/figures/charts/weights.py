"""Nominal reward weights, which the weighting method sets, and the cause of each move."""

from paretoscope.figures.parts.cause_strip import STRIP, cause_strip, strip_axis, strip_label
from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.labels import end_labels, right_margin
from paretoscope.figures.parts.moves import explain
from paretoscope.figures.parts.objective_panels import counts, objective_series
from paretoscope.figures.parts.shares import share_axis, share_labels, share_traces
from paretoscope.figures.parts.simplex import draw_simplex
from paretoscope.figures.parts.template import Figure, layout, meta, step_axis, waiting
from paretoscope.pareto.run_data import RunData
from paretoscope.schema.methods import METHODS
from paretoscope.schema.metrics.keys import WEIGHT

HEIGHT = 260
PLOT_HEIGHT = 160.0


def draw_weights(run: RunData, theme: Theme, view: str = "area") -> Figure:
    """Draws the nominal reward weights of `run` as stacked `area`, `lines` or `simplex` (three objectives only)."""
    if view == "simplex":
        return draw_simplex(run, theme)
    series = objective_series(run, WEIGHT)
    note, strong = explain(run)
    header = meta(
        "Reward weights",
        METHODS[run.method].nominal if run.method in METHODS else "nominal",
        note=note,
        note_strong=strong,
        **counts(series),
        height=HEIGHT,
    )
    if not series:
        return waiting(theme, header, "Waiting for the first step", yaxis=share_axis(theme))
    traces = share_traces(run, theme, series, view)
    labels = share_labels(run, theme, series, view)
    strip = cause_strip(run, theme)
    domain = STRIP if strip else (0.0, 0.0)
    parts = {"yaxis2": strip_axis(domain)} if strip else {}
    return {
        "data": traces + strip,
        "layout": layout(
            theme,
            header,
            right=right_margin(labels),
            xaxis=step_axis(theme, anchor="y2" if strip else "y"),
            yaxis=share_axis(theme, domain=[domain[1], 1]),
            annotations=[*end_labels(labels, 0, 1, PLOT_HEIGHT), *(strip_label(run, theme) for _ in strip[:1])],
            **parts,
        ),
    }
