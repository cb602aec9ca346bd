"""Pareto front of one run for three objectives, in three dimensions."""

from collections.abc import Sequence
from typing import Any

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.noise_words import subtitle, symbol
from paretoscope.figures.parts.plane import pick
from paretoscope.figures.parts.point_card import card_rows, card_template
from paretoscope.figures.parts.space import scene
from paretoscope.figures.parts.spec import FigureOptionError
from paretoscope.figures.parts.step_colors import step_colors
from paretoscope.figures.parts.template import Figure, Layout, Trace, awaited, layout, meta, waiting
from paretoscope.figures.parts.text import rounded
from paretoscope.pareto.axes import Axes
from paretoscope.pareto.run_data import EvaluationData, RunData

HEIGHT = 360


def draw_front_space(run: RunData, theme: Theme, x: str | None, y: str | None, z: str) -> Figure:
    """Draws the front of `run` in three dimensions.

    Raises:
        FigureOptionError: the run has fewer than three objectives, or an objective is chosen for two axes.
    """
    if len(run.objectives) < 3:
        raise FigureOptionError(
            "z", f"This run has {len(run.objectives)} objectives, too few for three axes. Leave z out."
        )
    shown = pick(run.objectives, x=x, y=y, z=z)
    names = [objective.name for objective in shown]
    points = [row for row in run.split("validation") if all(row.objectives.get(name) is not None for name in names)]
    header = meta(
        "Pareto front",
        subtitle("validation; pale: early; ringed: newest; cross: the reference", points),
        points=len(points),
        height=HEIGHT,
    )
    known = run.axes
    if not points or known is None or not set(names) <= set(known.names):
        return waiting(theme, header, awaited(run, "evaluation"))
    axes = Axes(tuple(known[name] for name in names))
    places = [[float(row.objectives[name] or 0.0) for name in names] for row in points]
    data = [
        _points(run, theme, names, [row for row in points if not row.on_front], on_front=False),
        _points(run, theme, names, [row for row in points if row.on_front], on_front=True),
        _newest(theme, places[-1]),
        reference_mark(theme, axes),
    ]
    return {"data": data, "layout": space_layout(theme, header, scene=scene(theme, axes.axes, shown, places))}


def space_layout(theme: Theme, header: Layout, **parts: Any) -> Layout:
    """Returns the layout of a figure in three dimensions, without flat axes; the scene fills the card."""
    drawn = layout(theme, header, hovermode="closest", showlegend=False, **parts)
    del drawn["xaxis"], drawn["yaxis"]
    return {**drawn, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}}


def _points(
    run: RunData, theme: Theme, names: Sequence[str], points: Sequence[EvaluationData], *, on_front: bool
) -> Trace:
    columns = {
        letter: [rounded(row.objectives[name]) for row in points] for letter, name in zip("xyz", names, strict=True)
    }
    return {
        "type": "scatter3d",
        "mode": "markers",
        "name": "front" if on_front else "dominated",
        **columns,
        "customdata": card_rows(run.id, points, run.objectives),
        "hovertemplate": card_template(run.objectives),
        "marker": {
            **step_colors(run, theme, points),
            "symbol": [symbol(row) for row in points],
            "size": 6 if on_front else 3.5,
            "line": {"width": 0},
        },
        "meta": {"part": "front" if on_front else "dominated", "run": run.id},
    }


def _newest(theme: Theme, place: Sequence[float]) -> Trace:
    return _mark(theme, place, {"symbol": "circle-open", "size": 12}, "newest")


def reference_mark(theme: Theme, axes: Axes) -> Trace:
    """Draws the reference point as a cross in three dimensions."""
    return _mark(theme, [axis.reference for axis in axes.axes], {"symbol": "cross", "size": 5}, "reference point")


def _mark(theme: Theme, place: Sequence[float], marker: dict[str, Any], part: str) -> Trace:
    return {
        "type": "scatter3d",
        "mode": "markers",
        "name": part,
        **{letter: [rounded(value)] for letter, value in zip("xyz", place, strict=True)},
        "marker": {**marker, "color": theme.ink, "line": {"width": 1, "color": theme.ink}},
        "hovertemplate": f"{part}<extra></extra>",
        "meta": {"part": part},
    }
