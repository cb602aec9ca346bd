"""Pareto fronts of several runs for three objectives, in three dimensions."""

from collections.abc import Sequence

from paretoscope.figures.parts.axes_words import left_out_note
from paretoscope.figures.parts.colors import Theme, run_color
from paretoscope.figures.parts.front_space import reference_mark, space_layout
from paretoscope.figures.parts.noise_words import subtitle, symbol
from paretoscope.figures.parts.plane import pick
from paretoscope.figures.parts.point_card import card_rows, card_template
from paretoscope.figures.parts.space import SYMBOLS, scene
from paretoscope.figures.parts.spec import FigureOptionError
from paretoscope.figures.parts.template import Figure, Trace, meta
from paretoscope.figures.parts.text import rounded, safe
from paretoscope.pareto.axes import Axes
from paretoscope.pareto.comparison import ComparedPoint, Comparison

HEIGHT = 460


def draw_fronts_space(compared: Comparison, theme: Theme, *, x: str | None, y: str | None, z: str) -> Figure:
    """Draws the fronts of `compared` in three dimensions.

    Raises:
        FigureOptionError: the runs share fewer than three objectives, or an objective is chosen for two axes.
    """
    shared = len(compared.objectives)
    if shared < 3:
        raise FigureOptionError("z", f"These runs share {shared} objectives, too few for three axes. Leave z out.")
    shown = pick(compared.objectives, x=x, y=y, z=z)
    names = [objective.name for objective in shown]
    axes = Axes(tuple(compared.axes[name] for name in names))
    places = [
        [float(p.objectives[n] or 0.0) for n in names] for run in compared.runs for p in run.points if _whole(p, names)
    ]
    data = [
        _points(compared, index, theme, names, on_front=on_front)
        for index in range(len(compared.runs))
        for on_front in (False, True)
    ]
    drawn = [point for run in compared.runs for point in run.points]
    words = subtitle(f"{compared.split}; cross: the common reference point", drawn)
    note = left_out_note(compared.left_out)
    header = meta("Pareto fronts", words, note=note, points=len(places), height=HEIGHT)
    return {
        "data": [*data, reference_mark(theme, axes)],
        "layout": space_layout(theme, header, scene=scene(theme, axes.axes, shown, places)),
    }


def _whole(point: ComparedPoint, names: Sequence[str]) -> bool:
    return all(point.objectives.get(name) is not None for name in names)


def _points(compared: Comparison, index: int, theme: Theme, names: Sequence[str], *, on_front: bool) -> Trace:
    run = compared.runs[index]
    points = [point for point in run.points if point.on_front == on_front and _whole(point, names)]
    columns = {letter: [rounded(p.objectives[name]) for p in points] for letter, name in zip("xyz", names, strict=True)}
    return {
        "type": "scatter3d",
        "mode": "markers",
        "name": safe(run.name),
        "legendgroup": run.run_id,
        "showlegend": on_front,
        **columns,
        "customdata": card_rows(run.run_id, points, compared.objectives),
        "hovertemplate": card_template(compared.objectives, title=run.name),
        "opacity": 1 if on_front else 0.4,
        "marker": {
            "symbol": [symbol(point, SYMBOLS[index % len(SYMBOLS)]) for point in points],
            "size": 6 if on_front else 3.5,
            "color": run_color(index, theme.name),
            "line": {"width": 0},
        },
        "meta": {"part": "front" if on_front else "dominated", "run": run.run_id},
    }
