"""Pareto fronts of several runs in one chart, with one colour and marker per run and a common reference point."""

from collections.abc import Sequence

from paretoscope.figures.parts.axes_words import left_out_note
from paretoscope.figures.parts.colors import Theme, run_color, run_marker
from paretoscope.figures.parts.fronts_parallel import draw_fronts_parallel
from paretoscope.figures.parts.fronts_space import draw_fronts_space
from paretoscope.figures.parts.noise_words import subtitle, symbol
from paretoscope.figures.parts.parallel import refuse_named_axes
from paretoscope.figures.parts.plane import Plane, pick, plane_axes, reference_cross, reference_label
from paretoscope.figures.parts.point_card import card_rows, card_template
from paretoscope.figures.parts.staircase import pair_front, staircase
from paretoscope.figures.parts.template import Figure, Trace, layout, meta, waiting
from paretoscope.figures.parts.text import rounded, safe
from paretoscope.figures.parts.traces import scatter_type
from paretoscope.pareto.comparison import ComparedPoint, ComparedRun, Comparison, compare
from paretoscope.pareto.run_data import RunData
from paretoscope.pareto.view import WHOLE, View

HEIGHT = 400
TITLE = "Pareto fronts"

Place = tuple[float, float]
Placed = tuple[Place, ComparedPoint]


def draw_fronts(
    runs: Sequence[RunData],
    theme: Theme,
    *,
    chosen: View = WHOLE,
    x: str | None = None,
    y: str | None = None,
    z: str | None = None,
    view: str = "axes",
    dominated: str = "faint",
) -> Figure:
    """Draws the fronts of `runs` for the objectives `x` and `y`; `z` adds a third dimension.

    The view `parallel` shows all shared objectives on parallel axes instead. With two axes, `dominated` points are
    faint or hidden.

    Raises:
        FigureOptionError: an objective is chosen for two axes, is not shared by all runs, or is chosen with the view
            `parallel`.
        NothingSharedError: the runs share no objective.
        ViewError: the chosen axes do not fit the runs.
    """
    compared = compare(runs, chosen)
    if z is not None and view == "axes" and compared.objectives:
        return draw_fronts_space(compared, theme, x=x, y=y, z=z)
    drawn = [point for run in compared.runs for point in run.points]
    header = meta(
        TITLE,
        subtitle(f"{compared.split}; one staircase per run; common reference point", drawn),
        note=left_out_note(compared.left_out),
        points=len(drawn),
        height=HEIGHT,
    )
    if not drawn:
        return waiting(theme, header, "Waiting for the first evaluation")
    if len(compared.objectives) < 2:
        message = f"These runs share only one objective, {compared.objectives[0].name}; see its chart over steps"
        return waiting(theme, header, message)
    if view == "parallel":
        refuse_named_axes(x=x, y=y, z=z)
        return draw_fronts_parallel(compared, theme)
    plane = _plane(compared, x, y)
    drawn_parts = ("staircase", "front") if dominated == "hidden" else ("dominated", "staircase", "front")
    every = [trace for index in range(len(runs)) for trace in _run(compared, index, theme, plane)]
    traces = [trace for trace in every if trace["meta"]["part"] in drawn_parts]
    places = [place for run in compared.runs for place, _ in _places(run, plane)]
    return {
        "data": [*traces, reference_cross(theme, plane)],
        "layout": layout(
            theme,
            header,
            right=16,
            hovermode="closest",
            showlegend=False,
            annotations=[reference_label(theme, plane, "reference for all runs")],
            **plane_axes(theme, plane, places),
        ),
    }


def _plane(compared: Comparison, x: str | None, y: str | None) -> Plane:
    x_shown, y_shown = pick(compared.objectives, x=x, y=y)
    return Plane(compared.axes[x_shown.name], compared.axes[y_shown.name], x_shown, y_shown)


def _places(run: ComparedRun, plane: Plane) -> list[Placed]:
    found = []
    for point in run.points:
        x, y = point.objectives[plane.x.name], point.objectives[plane.y.name]
        if x is not None and y is not None:
            found.append(((x, y), point))
    return found


def _run(compared: Comparison, index: int, theme: Theme, plane: Plane) -> list[Trace]:
    placed = _places(compared.runs[index], plane)
    if not placed:
        return []
    front = pair_front([place for place, _ in placed], plane.x, plane.y)
    return [
        _points(compared, index, theme, [one for one in placed if not one[1].on_front], on_front=False),
        _stairs(compared.runs[index], front, run_color(index, theme.name)),
        _points(compared, index, theme, [one for one in placed if one[1].on_front], on_front=True),
    ]


def _stairs(run: ComparedRun, front: Sequence[Place], color: str) -> Trace:
    vertices = staircase(front)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": safe(run.name),
        "legendgroup": run.run_id,
        "showlegend": False,
        "x": [rounded(x) for x, _ in vertices],
        "y": [rounded(y) for _, y in vertices],
        "line": {"color": color, "width": 1.5},
        "hoverinfo": "skip",
        "meta": {"part": "staircase", "run": run.run_id},
    }


def _points(compared: Comparison, index: int, theme: Theme, placed: Sequence[Placed], *, on_front: bool) -> Trace:
    run = compared.runs[index]
    strong = {"size": 8, "line": {"width": 1, "color": theme.card}}
    weak = {"size": 6, "opacity": 0.45, "line": {"width": 0}}
    return {
        "type": scatter_type(len(placed)),
        "mode": "markers",
        "name": safe(run.name),
        "legendgroup": run.run_id,
        "showlegend": on_front,
        "x": [rounded(place[0]) for place, _ in placed],
        "y": [rounded(place[1]) for place, _ in placed],
        "customdata": card_rows(run.run_id, [point for _, point in placed], compared.objectives),
        "hovertemplate": card_template(compared.objectives, title=run.name),
        "marker": {
            "symbol": [symbol(point, run_marker(index)) for _, point in placed],
            "color": run_color(index, theme.name),
            **(strong if on_front else weak),
        },
        "meta": {"part": "front" if on_front else "dominated", "run": run.run_id},
    }
