"""Hypervolume of several runs over steps or time, recomputed with a common reference point and scale."""

from collections.abc import Sequence

from paretoscope.figures.parts.axes_words import amounts, left_out_note
from paretoscope.figures.parts.colors import Theme, run_color
from paretoscope.figures.parts.labels import EndLabel, end_labels, right_margin
from paretoscope.figures.parts.template import Figure, Trace, layout, meta, span, step_axis, value_axis, waiting
from paretoscope.figures.parts.text import rounded, safe
from paretoscope.figures.parts.traces import rows, scatter_type
from paretoscope.pareto.comparison import ComparedPoint, Comparison, compare
from paretoscope.pareto.run_data import RunData
from paretoscope.pareto.view import WHOLE, View

HEIGHT = 400
PLOT_HEIGHT = 200.0
MINUTES_FROM = 600.0
"""Seconds above which the time axis is in minutes."""


def draw_hypervolumes(runs: Sequence[RunData], theme: Theme, axis: str = "step", *, chosen: View = WHOLE) -> Figure:
    """Draws the hypervolume of each of `runs` over `step` or `time`, for the objectives that they share.

    Raises:
        NothingSharedError: the runs share no objective.
        ViewError: the chosen axes do not fit the runs.
    """
    compared = compare(runs, chosen)
    points = sum(len(run.points) for run in compared.runs)
    note = left_out_note(compared.left_out)
    header = meta("Hypervolume", _subtitle(compared), note=note, points=points, height=HEIGHT)
    if not points:
        return waiting(theme, header, "Waiting for the first evaluation")
    seconds = [point.seconds or 0.0 for run in compared.runs for point in run.points]
    unit = 60.0 if max(seconds) > MINUTES_FROM else 1.0
    title = "step" if axis == "step" else ("minutes" if unit > 1 else "seconds") + " since the run started"
    data = [_line(compared, index, theme, axis=axis, unit=unit) for index in range(len(runs))]
    labels = _labels(compared, theme)
    low, high = span([value for trace in data for value in trace["y"]])
    return {
        "data": data,
        "layout": layout(
            theme,
            header,
            right=right_margin(labels),
            xaxis=step_axis(theme, title),
            annotations=end_labels(labels, low, high, PLOT_HEIGHT),
            yaxis=value_axis(theme),
        ),
    }


def _subtitle(compared: Comparison) -> str:
    if not compared.objectives:
        return "recomputed for all runs with a common reference point and scale"
    reference = amounts(compared.objectives, compared.axes.reference_point)
    return (
        f"recomputed for all runs; reference: {reference}; scale: {amounts(compared.objectives, compared.axes.scale)}"
    )


def _line(compared: Comparison, index: int, theme: Theme, *, axis: str, unit: float) -> Trace:
    run = compared.runs[index]
    points = [point for point in run.points if axis == "step" or point.seconds is not None]
    return {
        "type": scatter_type(len(points)),
        "mode": "lines",
        "name": safe(run.name),
        "x": [_at(point, axis, unit) for point in points],
        "y": [rounded(point.hypervolume) for point in points],
        "customdata": rows(run.run_id, [point.step for point in points]),
        "line": {"color": run_color(index, theme.name), "width": 1.75, "shape": "hv"},
        "yhoverformat": ",.3~r",
        "meta": {"part": "hypervolume", "run": run.run_id},
    }


def _at(point: ComparedPoint, axis: str, unit: float) -> float | None:
    return point.step if axis == "step" else rounded((point.seconds or 0.0) / unit)


def _labels(compared: Comparison, theme: Theme) -> list[EndLabel]:
    return [
        EndLabel(run.run_id, run.name, run.points[-1].hypervolume, run_color(index, theme.name))
        for index, run in enumerate(compared.runs)
        if run.points
    ]
