"""Three reward weights as a path in a triangle: early points are pale, the newest is ringed."""

from typing import Any

from paretoscope.figures.parts.colors import Theme, mix, objective_text_color
from paretoscope.figures.parts.moves import explain
from paretoscope.figures.parts.spec import FigureOptionError
from paretoscope.figures.parts.template import Figure, Trace, layout, meta, waiting
from paretoscope.figures.parts.text import cut, rounded, safe
from paretoscope.figures.parts.traces import rows
from paretoscope.pareto.run_data import RunData, SeriesData
from paretoscope.schema.metrics.keys import WEIGHT

HEIGHT = 300
SIDES = ("a", "b", "c")


def draw_simplex(run: RunData, theme: Theme) -> Figure:
    """Draws the path of the nominal weights of a run with three objectives.

    Raises:
        FigureOptionError: the run does not have three objectives.
    """
    if len(run.objectives) != 3:
        raise FigureOptionError(
            "view",
            f"The simplex shows three weights, but this run has {len(run.objectives)}. Choose view=area or view=lines.",
        )
    series = [run.series.get(WEIGHT.of(name)) for name in run.objective_names]
    present = [one for one in series if one is not None and len(one.steps)]
    note, strong = explain(run)
    points = len(present[0].steps) if present else 0
    total = present[0].total if present else 0
    subtitle = "nominal; pale: early; ringed: newest"
    header = meta(
        "Reward weights", subtitle, note=note, note_strong=strong, points=points, total_points=total, height=HEIGHT
    )
    if len(present) < 3:
        return waiting(theme, header, "Waiting for the first step")
    return {"data": _traces(run, theme, present), "layout": _layout(run, theme, header)}


def _traces(run: RunData, theme: Theme, series: list[SeriesData]) -> list[Trace]:
    steps = series[0].steps
    place = {side: [rounded(value) for value in one.last] for side, one in zip(SIDES, series, strict=True)}
    names = [safe(cut(name)) for name in run.objective_names]
    card = "<br>".join(f"{name} %{{{side}:.2f}}" for name, side in zip(names, SIDES, strict=True))
    keys = {side: one.key for side, one in zip(SIDES, series, strict=True)}
    trail: Trace = {
        "type": "scatterternary",
        "mode": "lines+markers",
        "name": "weights",
        **place,
        "customdata": rows(run.id, steps),
        "hovertemplate": f"<b>step %{{customdata[1]}}</b><br>{card}<extra></extra>",
        "line": {"color": mix(theme.single, theme.card, 0.6), "width": 1},
        "marker": {
            "size": 5,
            "color": list(steps),
            "colorscale": [[0, mix(theme.single, theme.card, 0.8)], [1, theme.single]],
            "line": {"width": 0},
        },
        "meta": {"keys": keys, "run": run.id},
    }
    newest: Trace = {
        "type": "scatterternary",
        "mode": "markers",
        "name": "now",
        **{side: values[-1:] for side, values in place.items()},
        "hoverinfo": "skip",
        "marker": {"size": 13, "symbol": "circle-open", "color": theme.ink, "line": {"width": 1.5, "color": theme.ink}},
        "meta": {"part": "newest", "run": run.id},
    }
    return [trail, newest]


def _layout(run: RunData, theme: Theme, header: dict[str, Any]) -> dict[str, Any]:
    axes = {f"{side}axis": _side(run, theme, index) for index, side in enumerate(SIDES)}
    drawn = layout(theme, header, right=24, hovermode="closest")
    del drawn["xaxis"], drawn["yaxis"]
    return {
        **drawn,
        "margin": {"l": 24, "r": 24, "t": 28, "b": 28},
        "ternary": {"sum": 1, "bgcolor": "rgba(0,0,0,0)", **axes},
    }


def _side(run: RunData, theme: Theme, index: int) -> dict[str, Any]:
    color = objective_text_color(index, theme.name)
    return {
        "title": {"text": safe(cut(run.objective_names[index])), "font": {"color": color, "size": 11}},
        "showgrid": True,
        "gridcolor": theme.line,
        "linecolor": theme.line,
        "tickvals": [0.25, 0.5, 0.75],
        "tickformat": ".2~f",
        "tickfont": {"size": 10, "color": theme.quiet},
        "ticks": "",
        "min": 0,
    }
