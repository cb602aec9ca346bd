"""Pareto front of one run on parallel axes, for four or more objectives."""

from collections.abc import Sequence

from paretoscope.figures.parts.axes_words import reference_name
from paretoscope.figures.parts.colors import Theme, alpha, mix, objective_text_color
from paretoscope.figures.parts.parallel import Upright, parallel_axes, parallel_lines, reference_line, uprights
from paretoscope.figures.parts.point_card import card_template
from paretoscope.figures.parts.step_colors import PALE
from paretoscope.figures.parts.template import Figure, Trace, layout, meta, waiting
from paretoscope.pareto.run_data import EvaluationData, RunData

HEIGHT = 280
SHADES = 8
"""Largest number of shades for the lines of the front; there is one trace per shade."""


def draw_front_parallel(run: RunData, theme: Theme) -> Figure:
    """Draws every validation point of `run` as a line across all objectives, and highlights those on the front."""
    axes = run.axes
    shown = [one for one in run.objectives if axes and one.name in axes.names]
    points = [row for row in run.split("validation") if _measured(row, run) >= 2]
    header = meta(
        "Pareto front",
        f"validation; up is better; pale: early; ringed: newest; dotted: the reference, {reference_name(run)}",
        points=len(points),
        height=HEIGHT,
    )
    if axes is None or len(shown) < 2 or not points:
        return waiting(theme, header, "Waiting for the first evaluation")
    upright = uprights([axes[one.name] for one in shown], shown, points)
    colors = {name: objective_text_color(at, theme.name) for at, name in enumerate(run.objective_names)}
    return {
        "data": _traces(run, theme, upright, points),
        "layout": layout(theme, header, right=16, hovermode="closest", **parallel_axes(theme, upright, colors))
        | {"margin": {"l": 16, "r": 16, "t": 8, "b": 44}},
    }


def _measured(row: EvaluationData, run: RunData) -> int:
    return sum(row.objectives.get(name) is not None for name in run.objective_names)


def _traces(run: RunData, theme: Theme, upright: Sequence[Upright], points: Sequence[EvaluationData]) -> list[Trace]:
    dominated = [row for row in points if not row.on_front]
    return [
        _lines(run, upright, dominated, color=alpha(theme.quiet, 0.22), part="dominated"),
        reference_line(theme, upright),
        *_front(run, theme, upright, points),
        _newest(run, theme, upright, points[-1]),
    ]


def _front(run: RunData, theme: Theme, upright: Sequence[Upright], points: Sequence[EvaluationData]) -> list[Trace]:
    """Returns the lines of the front, from pale (early) to full colour (newest)."""
    first, last = points[0].step, points[-1].step
    shaded: dict[int, list[EvaluationData]] = {}
    for row in points:
        if row.on_front:
            age = (last - row.step) / max(last - first, 1)
            shaded.setdefault(round(age * (SHADES - 1)), []).append(row)
    return [
        _lines(run, upright, rows, color=mix(theme.single, theme.card, PALE * shade / (SHADES - 1)), part="front")
        for shade, rows in sorted(shaded.items(), reverse=True)
    ]


def _lines(
    run: RunData, upright: Sequence[Upright], points: Sequence[EvaluationData], *, color: str, part: str
) -> Trace:
    strong = part == "front"
    return {
        **parallel_lines(upright, run.id, points, run.objectives),
        "mode": "lines+markers" if strong else "lines",
        "name": part,
        "line": {"color": color, "width": 1.5 if strong else 1},
        "marker": {"size": 6, "color": color},
        "hovertemplate": card_template(run.objectives),
        "meta": {"part": part, "run": run.id},
    }


def _newest(run: RunData, theme: Theme, upright: Sequence[Upright], row: EvaluationData) -> Trace:
    ring = {"symbol": "circle-open", "size": 11, "color": theme.ink, "line": {"width": 1.5, "color": theme.ink}}
    return {
        **parallel_lines(upright, run.id, [row], run.objectives),
        "mode": "lines+markers",
        "name": "now",
        "line": {"color": theme.ink, "width": 1.25},
        "marker": ring,
        "hovertemplate": card_template(run.objectives),
        "meta": {"part": "newest", "run": run.id},
    }
