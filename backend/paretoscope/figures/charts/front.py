"""Pareto front of one run: in two or three dimensions, on parallel axes, or over steps if there is one objective."""

from collections.abc import Sequence

from paretoscope.figures.parts.axes_words import reference_name
from paretoscope.figures.parts.best_so_far import draw_best_so_far
from paretoscope.figures.parts.colors import Theme, alpha
from paretoscope.figures.parts.front_parallel import draw_front_parallel
from paretoscope.figures.parts.front_space import draw_front_space
from paretoscope.figures.parts.noise_words import subtitle, symbol
from paretoscope.figures.parts.parallel import refuse_named_axes
from paretoscope.figures.parts.plane import (
    Plane,
    empty_axes,
    find_plane,
    pick,
    plane_axes,
    reference_cross,
    reference_label,
)
from paretoscope.figures.parts.point_card import card_rows, card_template
from paretoscope.figures.parts.staircase import dominated_region, pair_front, staircase
from paretoscope.figures.parts.step_colors import step_colors
from paretoscope.figures.parts.template import Figure, Trace, awaited, layout, meta, waiting
from paretoscope.figures.parts.text import rounded
from paretoscope.figures.parts.traces import scatter_type
from paretoscope.pareto.run_data import EvaluationData, RunData

HEIGHT = 280
SUBTITLE = "validation; pale: early; ringed: newest"


def draw_front(
    run: RunData,
    theme: Theme,
    *,
    x: str | None = None,
    y: str | None = None,
    z: str | None = None,
    view: str = "axes",
) -> Figure:
    """Draws the front of `run` for the objectives `x` and `y`, by default the second and the first; `z` adds a third.

    The view `parallel` shows all objectives on parallel axes instead.

    Raises:
        FigureOptionError: an objective is chosen for two axes, or an objective is chosen with the view `parallel`.
    """
    if len(run.objectives) == 1:
        return draw_best_so_far(run, theme)
    if view == "parallel":
        refuse_named_axes(x=x, y=y, z=z)
        return draw_front_parallel(run, theme)
    if z is not None:
        return draw_front_space(run, theme, x, y, z)
    x_shown, y_shown = pick(run.objectives, x=x, y=y)
    points = _present(run, x_shown.name, y_shown.name)
    header = meta("Pareto front", subtitle(SUBTITLE, points), points=len(points), height=HEIGHT)
    plane = find_plane(run.axes, x_shown, y_shown)
    if not points or plane is None:
        return waiting(theme, header, awaited(run, "evaluation"), **empty_axes(theme, x_shown, y_shown))
    places = [_place(row, plane) for row in points]
    return {
        "data": _traces(run, theme, plane, points),
        "layout": layout(
            theme,
            header,
            right=16,
            hovermode="closest",
            annotations=[reference_label(theme, plane, f"reference: {reference_name(run, [y_shown, x_shown])}")],
            **plane_axes(theme, plane, places),
        ),
    }


def _present(run: RunData, *names: str) -> list[EvaluationData]:
    return [row for row in run.split("validation") if all(row.objectives.get(name) is not None for name in names)]


def _place(row: EvaluationData, plane: Plane) -> tuple[float, float]:
    return float(row.objectives[plane.x.name] or 0.0), float(row.objectives[plane.y.name] or 0.0)


def _traces(run: RunData, theme: Theme, plane: Plane, points: Sequence[EvaluationData]) -> list[Trace]:
    front = pair_front([_place(row, plane) for row in points], plane.x, plane.y)
    dominated = [row for row in points if not row.on_front]
    kept = [row for row in points if row.on_front]
    return [
        *_shade(theme, plane, front),
        _stairs(theme, front),
        _points(run, theme, plane, dominated, on_front=False),
        _points(run, theme, plane, kept, on_front=True),
        reference_cross(theme, plane),
        _newest(theme, plane, points[-1]),
    ]


def _shade(theme: Theme, plane: Plane, front: Sequence[tuple[float, float]]) -> list[Trace]:
    outline = dominated_region(front, plane.x, plane.y)
    if not outline:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [rounded(x) for x, _ in outline],
            "y": [rounded(y) for _, y in outline],
            "fill": "toself",
            "fillcolor": alpha(theme.single, theme.wash),
            "line": {"width": 0},
            "hoverinfo": "skip",
            "meta": {"part": "dominated_region"},
        }
    ]


def _stairs(theme: Theme, front: Sequence[tuple[float, float]]) -> Trace:
    vertices = staircase(front)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [rounded(x) for x, _ in vertices],
        "y": [rounded(y) for _, y in vertices],
        "line": {"color": alpha(theme.single, 0.55), "width": 1.25},
        "hoverinfo": "skip",
        "meta": {"part": "staircase"},
    }


def _points(run: RunData, theme: Theme, plane: Plane, points: Sequence[EvaluationData], *, on_front: bool) -> Trace:
    style = {"size": 8, "line": {"width": 1, "color": theme.card}} if on_front else {"size": 6, "opacity": 0.5}
    return {
        "type": scatter_type(len(points)),
        "mode": "markers",
        "name": "front" if on_front else "dominated",
        "x": [rounded(row.objectives[plane.x.name]) for row in points],
        "y": [rounded(row.objectives[plane.y.name]) for row in points],
        "customdata": card_rows(run.id, points, run.objectives),
        "hovertemplate": card_template(run.objectives),
        "marker": {**step_colors(run, theme, points), **style, "symbol": [symbol(row) for row in points]},
        "meta": {"part": "front" if on_front else "dominated", "run": run.id},
    }


def _newest(theme: Theme, plane: Plane, row: EvaluationData) -> Trace:
    x, y = _place(row, plane)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "now",
        "x": [rounded(x)],
        "y": [rounded(y)],
        "marker": {"symbol": "circle-open", "size": 15, "color": theme.ink, "line": {"width": 1.5, "color": theme.ink}},
        "hoverinfo": "skip",
        "meta": {"part": "newest"},
    }
