"""Where the runs of one group attain points more often than those of another: two hues that meet in the card colour."""

from collections import defaultdict
from collections.abc import Sequence

from paretoscope.figures.parts.axes_words import left_out_note
from paretoscope.figures.parts.colors import Theme, mix
from paretoscope.figures.parts.group_planes import Place, as_points, chosen_plane, outline, places, stairs, worst_corner
from paretoscope.figures.parts.groups import Group, groups_of
from paretoscope.figures.parts.plane import Plane, axis_range, plane_axes, reference_cross, reference_label
from paretoscope.figures.parts.spec import FigureOptionError
from paretoscope.figures.parts.template import Figure, Trace, layout, meta, waiting
from paretoscope.figures.parts.text import rounded, safe
from paretoscope.pareto.attainment import Region, TooManyRunsError, attainment_difference, attainment_surfaces
from paretoscope.pareto.comparison import Comparison, compare
from paretoscope.pareto.run_data import RunData
from paretoscope.pareto.view import WHOLE, View

HEIGHT = 400


def draw_difference_map(
    runs: Sequence[RunData],
    theme: Theme,
    *,
    chosen: View = WHOLE,
    x: str | None = None,
    y: str | None = None,
    one: str | None = None,
    other: str | None = None,
) -> Figure:
    """Draws where the runs of the groups `one` and `other` differ in how often they attain points of `x` and `y`.

    Raises:
        FigureOptionError: an objective is chosen twice or not shared, the groups are the same, or there are too many
            runs.
        NothingSharedError: the runs share no objective.
        ViewError: the chosen axes do not fit the runs.
    """
    compared = compare(runs, chosen)
    pair = _pair(groups_of(runs), one, other)
    points = sum(len(compared.runs[index].points) for group in pair for index in group.members)
    header = meta(
        "Difference of attainment",
        _subtitle(pair, compared.split),
        note=_note(compared, pair),
        points=points,
        height=HEIGHT,
    )
    if not points:
        return waiting(theme, header, "Waiting for the first evaluation")
    if len(compared.objectives) < 2:
        message = f"These runs share only one objective, {compared.objectives[0].name}; see its chart over steps"
        return waiting(theme, header, message)
    plane = chosen_plane(compared, x, y)
    own = [[places(compared.runs[index], plane) for index in group.members] for group in pair]
    every = [place for group in own for run in group for place in run]
    corner = worst_corner(compared, plane)
    return {
        "data": [
            *_regions(own, pair, theme, plane, every),
            *(line for one, found in zip(pair, own, strict=True) for line in _median(one, found, theme, plane, corner)),
            reference_cross(theme, plane),
        ],
        "layout": layout(
            theme,
            header,
            right=16,
            hovermode="closest",
            showlegend=False,
            annotations=[reference_label(theme, plane, "reference for all runs")],
            **plane_axes(theme, plane, every),
        ),
    }


def _pair(groups: Sequence[Group], one: str | None, other: str | None) -> list[Group]:
    """Returns the chosen groups, else the first one and the baseline or the next one; only one if there is no other."""
    if one is not None and one == other:
        raise FigureOptionError("other", f"'{one}' is compared with itself. Choose two different groups.")
    first = next((group for group in groups if group.label == one), None)
    second = next((group for group in groups if group.label == other), None)
    if other is None:
        second = next((group for group in groups if group.is_baseline and group is not first), None)
    first = first or next(group for group in groups if group is not second)
    second = second or next((group for group in groups if group is not first), None)
    return [first, second] if second else [first]


def _subtitle(pair: Sequence[Group], split: str) -> str:
    if len(pair) < 2:
        return f"{split}; line: attained by half of the runs"
    one, other = pair
    names = f"{safe(one.name)}, or {safe(other.name)},"
    return f"{split}; shaded where {names} attains more often; lines: attained by half of the runs"


def _note(compared: Comparison, pair: Sequence[Group]) -> str:
    if len(pair) < 2:
        return "There is only one group. Group by a field in which the runs differ to compare two."
    return left_out_note(compared.left_out)


def _regions(
    own: Sequence[Sequence[Sequence[Place]]],
    pair: Sequence[Group],
    theme: Theme,
    plane: Plane,
    every: Sequence[Place],
) -> list[Trace]:
    """Draws all rectangles of one difference as one trace."""
    if len(pair) < 2:
        return []
    try:
        found = attainment_difference(plane.x, plane.y, *([as_points(run) for run in group] for group in own))
    except TooManyRunsError as error:
        raise FigureOptionError("run", str(error)) from error
    by_difference: dict[float, list[Region]] = defaultdict(list)
    for region in found:
        by_difference[region.difference].append(region)
    ends = axis_range(plane.x, [x for x, _ in every]), axis_range(plane.y, [y for _, y in every])
    return [_shaded(regions, difference, pair, theme, ends) for difference, regions in sorted(by_difference.items())]


def _shaded(
    regions: Sequence[Region],
    difference: float,
    pair: Sequence[Group],
    theme: Theme,
    ends: tuple[Sequence[float], Sequence[float]],
) -> Trace:
    more = pair[0] if difference > 0 else pair[1]
    xs: list[float | None] = []
    ys: list[float | None] = []
    for region in regions:
        (x0, x1), (y0, y1) = _clipped(region.x, ends[0]), _clipped(region.y, ends[1])
        xs += [x0, x1, x1, x0, x0, None]
        ys += [y0, y0, y1, y1, y0, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [rounded(value) for value in xs],
        "y": [rounded(value) for value in ys],
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": mix(theme.card, more.color(theme), 0.15 + 0.65 * abs(difference)),
        "hoverinfo": "skip",
        "meta": {"part": "difference", "group": more.tag, "difference": rounded(difference)},
    }


def _clipped(ends: tuple[float | None, float | None], axis: Sequence[float]) -> tuple[float, float]:
    low, high = min(axis), max(axis)
    return (low if ends[0] is None else ends[0], high if ends[1] is None else ends[1])


def _median(group: Group, own: Sequence[Sequence[Place]], theme: Theme, plane: Plane, corner: Place) -> list[Trace]:
    surfaces = attainment_surfaces(plane.x, plane.y, [as_points(run) for run in own])
    middle = [[(x, y) for x, y in one.points.tolist()] for one in surfaces if one.percent == 50]
    line, part = {"color": group.color(theme), "width": 2}, {"part": "attainment", "group": group.tag}
    return [stairs(outline(one, plane, corner), group.name, line, part) for one in middle]
