"""Fronts of groups of runs: the 50 % attainment staircase as a line, the region from 25 to 75 % as a band."""

from collections.abc import Sequence

from paretoscope.figures.parts.axes_words import left_out_note
from paretoscope.figures.parts.colors import Theme, alpha, run_marker
from paretoscope.figures.parts.group_planes import (
    Place,
    as_points,
    band,
    chosen_plane,
    outline,
    places,
    stairs,
    worst_corner,
)
from paretoscope.figures.parts.groups import BAND_OPACITY, MEMBER_OPACITY, Group, groups_of
from paretoscope.figures.parts.labels import EndLabel, labels_at, right_margin
from paretoscope.figures.parts.plane import Plane, plane_axes, reference_cross, reference_label
from paretoscope.figures.parts.point_card import card_rows, card_template
from paretoscope.figures.parts.template import (
    MARGIN_BOTTOM,
    MARGIN_TOP,
    Figure,
    Trace,
    layout,
    meta,
    waiting,
)
from paretoscope.figures.parts.text import rounded, safe
from paretoscope.figures.parts.traces import scatter_type
from paretoscope.pareto.attainment import attainment_surfaces
from paretoscope.pareto.comparison import Comparison, compare
from paretoscope.pareto.run_data import RunData
from paretoscope.pareto.view import WHOLE, View

HEIGHT = 400
MOST_LABELLED = 10
"""Groups whose lines have labels; those of more would cover the lines."""


def draw_group_fronts(
    runs: Sequence[RunData],
    theme: Theme,
    *,
    chosen: View = WHOLE,
    x: str | None = None,
    y: str | None = None,
    members: str = "off",
) -> Figure:
    """Draws what the runs of each group attain, for the objectives `x` and `y`, and the union front of all runs.

    Raises:
        FigureOptionError: an objective is chosen for two axes, or is not shared by all runs.
        NothingSharedError: the runs share no objective.
        ViewError: the chosen axes do not fit the runs.
    """
    compared, groups = compare(runs, chosen), groups_of(runs)
    points = sum(len(run.points) for run in compared.runs)
    header = meta(
        "Fronts by group",
        f"{compared.split}; line: attained by half of the runs; band: by 25 to 75 %; dashed: all runs together",
        note=left_out_note(compared.left_out),
        points=points,
        height=HEIGHT,
    )
    if not points:
        return waiting(theme, header, "Waiting for the first evaluation")
    if len(compared.objectives) < 2:
        message = f"These runs share only one objective, {compared.objectives[0].name}; see its chart over steps"
        return waiting(theme, header, message)
    plane = chosen_plane(compared, x, y)
    every = [place for run in compared.runs for place in places(run, plane)]
    dashed = {"color": theme.quiet, "width": 1, "dash": "dash"}
    corner = worst_corner(compared, plane)
    data = [
        trace
        for group in groups
        for trace in _group(compared, group, theme, plane, corner, with_members=members == "faint")
    ]
    ends = [end for group in groups[:MOST_LABELLED] if (end := _end(data, group, theme)) is not None]
    axes = plane_axes(theme, plane, every)
    labels = labels_at(ends, axes["yaxis"]["range"], HEIGHT - MARGIN_TOP - MARGIN_BOTTOM)
    union = stairs(outline(every, plane, corner), "all runs", dashed, {"part": "union"})
    return {
        "data": [*data, union, reference_cross(theme, plane)],
        "layout": layout(
            theme,
            header,
            right=right_margin([label for _, label in ends], least=16),
            hovermode="closest",
            showlegend=False,
            annotations=[reference_label(theme, plane, "reference for all runs"), *labels],
            **axes,
        ),
    }


def _group(
    compared: Comparison, group: Group, theme: Theme, plane: Plane, corner: Place, *, with_members: bool
) -> list[Trace]:
    own = [places(compared.runs[index], plane) for index in group.members]
    surfaces = {
        one.percent: [(x, y) for x, y in one.points.tolist()]
        for one in attainment_surfaces(plane.x, plane.y, [as_points(one) for one in own])
    }
    if not surfaces:
        return []
    color, part = group.color(theme), {"group": group.tag}
    outer, middle, inner = (outline(surfaces[percent], plane, corner) for percent in (25, 50, 75))
    line = {"color": color, "width": 2}
    shaded = [band(outer, inner, color, BAND_OPACITY, {"part": "band", **part})] if sum(map(bool, own)) > 1 else []
    faint = [_member(compared, index, group, theme, plane) for index in group.members] if with_members else []
    return [*shaded, *faint, stairs(middle, group.name, line, {"part": "attainment", **part})]


def _end(data: Sequence[Trace], group: Group, theme: Theme) -> tuple[float, EndLabel] | None:
    """Returns the label of a group's line, and where on the horizontal axis: at the last point that half attain."""
    drawn = {"part": "attainment", "group": group.tag}
    line = next((trace for trace in data if trace["meta"] == drawn), None)
    if line is None:
        return None
    # The last vertex only leads down to the worst value.
    return line["x"][-2], EndLabel(group.tag, group.name, line["y"][-2], group.color(theme))


def _member(compared: Comparison, index: int, group: Group, theme: Theme, plane: Plane) -> Trace:
    run = compared.runs[index]
    shown = [
        point
        for point in run.front
        if point.objectives[plane.x.name] is not None and point.objectives[plane.y.name] is not None
    ]
    return {
        "type": scatter_type(len(shown)),
        "mode": "markers",
        "name": safe(run.name),
        "x": [rounded(point.objectives[plane.x.name]) for point in shown],
        "y": [rounded(point.objectives[plane.y.name]) for point in shown],
        "customdata": card_rows(run.run_id, shown, compared.objectives),
        "hovertemplate": card_template(compared.objectives, title=run.name),
        "marker": {"symbol": run_marker(group.index), "size": 6, "color": alpha(group.color(theme), MEMBER_OPACITY)},
        "meta": {"part": "member", "run": run.run_id, "group": group.tag},
    }
