"""Hypervolume of a run's archive over steps, with a tick for each point that joined the archive."""

from collections.abc import Sequence

from paretoscope.figures.parts.axes_words import amounts, reference_name
from paretoscope.figures.parts.colors import Theme, alpha
from paretoscope.figures.parts.labels import EndLabel, end_labels, right_margin
from paretoscope.figures.parts.noise_words import WHISKER, noise_words
from paretoscope.figures.parts.template import Figure, Trace, awaited, layout, meta, span, value_axis, waiting
from paretoscope.figures.parts.text import number, rounded
from paretoscope.figures.parts.traces import line, tight
from paretoscope.pareto.run_data import EvaluationData, RunData
from paretoscope.schema.metrics.keys import HYPERVOLUME

HEIGHT = 200
PLOT_HEIGHT = 120.0
CROWDED = 60
"""Number of points that joined above which their ticks are short."""


def draw_hypervolume(run: RunData, theme: Theme) -> Figure:
    """Draws the hypervolume of `run`'s validation points, with the run's own reference point and scale."""
    points = [row for row in run.split("validation") if row.hypervolume is not None]
    header = meta("Hypervolume", _subtitle(run), note=_why_empty(run, points), points=len(points), height=HEIGHT)
    if not points:
        return waiting(theme, header, awaited(run, "evaluation"))
    values = [row.hypervolume for row in points]
    ends = points[-1].hypervolume_interval or ()
    _, high = span([*values, 0.0, *ends])
    final = values[-1] or 0.0
    labels = [EndLabel(HYPERVOLUME.key, number(final), final, theme.single)]
    axis = value_axis(theme, rangemode="tozero", nticks=5)
    if not final:
        axis |= {"range": [0, 1], "tickvals": [0]}
        high = 1.0
    return {
        "data": [_steps(run, theme, points), _joined(run, theme, points), *_interval(run, theme, points[-1])],
        "layout": layout(
            theme,
            header,
            right=right_margin(labels),
            yaxis=axis,
            annotations=end_labels(labels, 0.0, high, PLOT_HEIGHT),
        ),
    }


def _subtitle(run: RunData) -> str:
    if run.axes is None:
        return "of the validation points; the first evaluation sets the reference and the scale"
    scale = amounts([one for one in run.objectives if one.name in run.scale], run.scale)
    hollow = ", hollow within noise" if any(row.within_noise for row in run.split("validation")) else ""
    last = run.split("validation")[-1:]
    bar = (
        ", the bar is the 95 % interval of the last value over prompts" if last and last[0].hypervolume_interval else ""
    )
    return f"reference: {reference_name(run)}; scale: {scale}; a tick is a point that joined the archive{hollow}{bar}"


def _steps(run: RunData, theme: Theme, points: Sequence[EvaluationData]) -> Trace:
    steps, values = [row.step for row in points], [row.hypervolume for row in points]
    trace = line(run, HYPERVOLUME.key, steps, values, name="hypervolume", color=theme.single, width=1.75)
    trace["line"]["shape"] = "hv"
    return trace | {"fill": "tozeroy", "fillcolor": alpha(theme.single, theme.wash), "type": "scatter"}


def _joined(run: RunData, theme: Theme, points: Sequence[EvaluationData]) -> Trace:
    joined = [row for row in points if row.contribution]
    ticks: Trace = {
        "type": "scatter",
        "mode": "markers",
        "name": "joined",
        "x": [row.step for row in joined],
        "y": [rounded(row.hypervolume) for row in joined],
        "customdata": [[run.id, row.step, rounded(row.contribution), noise_words(row)] for row in joined],
        "marker": {
            "symbol": ["diamond-tall-open" if row.within_noise else "line-ns" for row in joined],
            "color": theme.single,
            "size": 11 if len(joined) <= CROWDED else 6,
            "line": {"width": 1.25, "color": theme.single},
        },
        "hovertemplate": "+%{customdata[2]:,.3~r}%{customdata[3]}<extra>contribution</extra>",
        "meta": {"part": "joined", "run": run.id},
    }
    return tight(theme, ticks)


def _interval(run: RunData, theme: Theme, last: EvaluationData) -> list[Trace]:
    """Returns a bar at the last point from the lower to the upper end of its interval."""
    if last.hypervolume is None or last.hypervolume_interval is None:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": "interval",
            "x": [last.step] * 2,
            "y": [rounded(end) for end in last.hypervolume_interval],
            "line": {"width": 1.5, "color": alpha(theme.single, WHISKER)},
            "marker": {"symbol": "line-ew-open", "size": 8, "color": alpha(theme.single, WHISKER)},
            "hovertemplate": "%{y:,.3~r}<extra>95 % interval over prompts</extra>",
            "meta": {"part": "interval", "run": run.id},
        }
    ]


def _why_empty(run: RunData, points: Sequence[EvaluationData]) -> str:
    axes = run.axes
    if not points or points[-1].hypervolume or axes is None:
        return ""
    best = {
        axis.name: max(
            axis.to_internal(value) for row in points if (value := row.objectives.get(axis.name)) is not None
        )
        for axis in axes.axes
        if any(row.objectives.get(axis.name) is not None for row in points)
    }
    never = [name for name in axes.names if best.get(name, 0.0) <= 0]
    if never:
        return f"The volume is empty: no validation point is better than the reference in {' or '.join(never)}."
    return "The volume is empty: every validation point is worse than the reference in some objective."
