"""Means of groups of runs over their common steps, with 95 % intervals: objectives, hypervolume or weights."""

from collections.abc import Callable, Mapping, Sequence

from paretoscope.figures.parts.axes_words import left_out_note
from paretoscope.figures.parts.colors import Theme, alpha
from paretoscope.figures.parts.groups import BAND_OPACITY, MEMBER_OPACITY, Group, groups_of
from paretoscope.figures.parts.labels import EndLabel
from paretoscope.figures.parts.panels import FRAME, Panel, stacked
from paretoscope.figures.parts.spec import FigureOptionError
from paretoscope.figures.parts.template import Figure, Trace, meta, waiting
from paretoscope.figures.parts.text import axis_title, rounded, safe
from paretoscope.figures.parts.traces import last, rows
from paretoscope.pareto.comparison import ComparedPoint, Comparison, compare
from paretoscope.pareto.run_data import RunData
from paretoscope.pareto.view import WHOLE, View
from paretoscope.stats.intervals import estimate

HEIGHT_OF_PANEL = 150
Value = Callable[[ComparedPoint], float | None]


def draw_group_means(
    runs: Sequence[RunData],
    theme: Theme,
    *,
    chosen: View = WHOLE,
    show: str = "objectives",
    objective: str | None = None,
    members: str = "off",
) -> Figure:
    """Draws the mean of each group at the steps that all its runs have evaluated; a band is a 95 % t interval.

    Raises:
        FigureOptionError: the objective is not shared by all runs.
        NothingSharedError: the runs share no objective.
        ViewError: the chosen axes do not fit the runs.
    """
    compared, groups = compare(runs, chosen), groups_of(runs)
    values = _values(compared, show, objective)
    panels = [
        _panel(compared, groups, theme, title, value, with_members=members == "faint")
        for title, value in values.items()
    ]
    points = sum(len(run.points) for run in compared.runs)
    header = meta(
        show.capitalize(),
        f"{compared.split}; mean of each group on its common steps; band: 95 % interval over runs, from 3 runs on",
        note=left_out_note(compared.left_out),
        points=points,
        height=round(FRAME + HEIGHT_OF_PANEL * max(len(panels), 1)),
    )
    if not points:
        return waiting(theme, header, "Waiting for the first evaluation")
    return stacked(theme, header, panels)


def _values(compared: Comparison, show: str, objective: str | None) -> Mapping[str, Value]:
    if show == "hypervolume":
        return {"hypervolume": lambda point: point.hypervolume}
    shown = [one for one in compared.objectives if objective in (None, one.name)]
    if objective is not None and not shown and compared.objectives:
        raise FigureOptionError("objective", f"The objective '{objective}' is not measured on common axes.")
    if show == "weights":
        return {safe(f"weight of {one.name}"): _weight(one.name) for one in shown}
    return {axis_title(one): _objective(one.name) for one in shown}


def _weight(name: str) -> Value:
    return lambda point: point.weights.get(name)


def _objective(name: str) -> Value:
    return lambda point: point.objectives.get(name)


def _panel(
    compared: Comparison, groups: Sequence[Group], theme: Theme, title: str, value: Value, *, with_members: bool
) -> Panel:
    bands: list[Trace] = []
    faint: list[Trace] = []
    means: list[Trace] = []
    labels: list[EndLabel] = []
    for group in groups:
        found = [{point.step: value(point) for point in compared.runs[index].points} for index in group.members]
        steps = _common([one for one in found if one])
        mean, low, high = _summaries(found, steps)
        color = group.color(theme)
        bands += _band(group, steps, low, high, color)
        if with_members:
            faint += [_member(compared, index, group, theme, value) for index in group.members]
        means.append(_mean(group, steps, mean, color))
        if (end := last(means[-1]["y"])) is not None:
            labels.append(EndLabel(f"{group.tag}/{title}", group.name, end, color))
    return Panel(title, bands + faint + means, labels, {"nticks": 5})


def _common(runs: Sequence[Mapping[int, float | None]]) -> list[int]:
    """Returns the steps that all runs with points have."""
    return sorted(set.intersection(*(set(run) for run in runs))) if runs else []


def _summaries(
    runs: Sequence[Mapping[int, float | None]], steps: Sequence[int]
) -> tuple[list[float | None], list[float | None], list[float | None]]:
    found = [estimate(run.get(step) for run in runs) for step in steps]
    ends = [one.interval or (None, None) for one in found]
    return [one.mean for one in found], [low for low, _ in ends], [high for _, high in ends]


def _band(
    group: Group, steps: Sequence[int], low: Sequence[float | None], high: Sequence[float | None], color: str
) -> list[Trace]:
    """Draws the intervals at the steps that have one."""
    known = [index for index, value in enumerate(low) if value is not None]
    if len(known) < 2:
        return []
    shared = {
        "type": "scatter",
        "mode": "lines",
        "x": [steps[index] for index in known],
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    lower = {
        **shared,
        "y": [rounded(low[index]) for index in known],
        "meta": {"part": "interval", "bound": "min", "group": group.tag},
    }
    upper = {
        **shared,
        "y": [rounded(high[index]) for index in known],
        "meta": {"part": "interval", "bound": "max", "group": group.tag},
        "fill": "tonexty",
        "fillcolor": alpha(color, BAND_OPACITY),
    }
    return [lower, upper]


def _mean(group: Group, steps: Sequence[int], mean: Sequence[float | None], color: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines" if len(steps) > 1 else "markers",
        "name": safe(group.name),
        "x": list(steps),
        "y": [rounded(value) for value in mean],
        "line": {"color": color, "width": 2},
        "marker": {"color": color, "size": 5},
        "yhoverformat": ",.3~r",
        "meta": {"part": "mean", "group": group.tag},
    }


def _member(compared: Comparison, index: int, group: Group, theme: Theme, value: Value) -> Trace:
    run = compared.runs[index]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": safe(run.name),
        "x": [point.step for point in run.points],
        "y": [rounded(value(point)) for point in run.points],
        "customdata": rows(run.run_id, [point.step for point in run.points]),
        "line": {"color": alpha(group.color(theme), MEMBER_OPACITY), "width": 1},
        "hoverinfo": "skip",
        "meta": {"part": "member", "run": run.run_id, "group": group.tag},
    }
