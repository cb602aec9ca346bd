"""Pareto fronts of several runs on parallel axes, for four or more shared objectives."""

from collections.abc import Sequence

from paretoscope.figures.parts.axes_words import left_out_note
from paretoscope.figures.parts.colors import Theme, run_color, run_marker
from paretoscope.figures.parts.parallel import Upright, parallel_axes, parallel_lines, reference_line, uprights
from paretoscope.figures.parts.point_card import card_template
from paretoscope.figures.parts.template import Figure, Trace, layout, meta
from paretoscope.figures.parts.text import safe
from paretoscope.pareto.comparison import Comparison

HEIGHT = 400


def draw_fronts_parallel(compared: Comparison, theme: Theme) -> Figure:
    """Draws the points on the front of each run as lines across the objectives that all runs share.

    Args:
        compared: runs with at least two shared objectives and at least one point.
        theme: light or dark.
    """
    points = [point for run in compared.runs for point in run.front]
    upright = uprights(compared.axes.axes, compared.objectives, points)
    header = meta(
        "Pareto fronts",
        f"{compared.split}; up is better; each line: a point on a run's front; dotted: the common reference point",
        note=left_out_note(compared.left_out),
        points=len(points),
        total_points=sum(len(run.points) for run in compared.runs),
        height=HEIGHT,
    )
    data = [_front(compared, index, theme, upright) for index in range(len(compared.runs))]
    return {
        "data": [reference_line(theme, upright), *data],
        "layout": layout(
            theme, header, right=16, hovermode="closest", showlegend=False, **parallel_axes(theme, upright, {})
        )
        | {"margin": {"l": 16, "r": 16, "t": 8, "b": 44}},
    }


def _front(compared: Comparison, index: int, theme: Theme, upright: Sequence[Upright]) -> Trace:
    run, color = compared.runs[index], run_color(index, theme.name)
    return {
        **parallel_lines(upright, run.run_id, run.front, compared.objectives),
        "mode": "lines+markers",
        "name": safe(run.name),
        "line": {"color": color, "width": 1.25},
        "marker": {"symbol": run_marker(index), "size": 7, "color": color, "line": {"width": 1, "color": theme.card}},
        "opacity": 0.85,
        "hovertemplate": card_template(compared.objectives, title=run.name),
        "meta": {"part": "front", "run": run.run_id},
    }
