"""Lines over steps: raw values faint, smoothed ones over them, and a band where points were folded.

A trace whose `meta.key` is a metric key is extended by live records of that key as they are.
A moving average carries `meta.smooths` and the weight of a new value instead, a band `meta.bounds`.
"""

from collections.abc import Sequence
from typing import Any

from paretoscope.figures.parts.colors import Theme, alpha
from paretoscope.figures.parts.template import Trace
from paretoscope.figures.parts.text import rounded, safe
from paretoscope.pareto.run_data import RunData, SeriesData

SMOOTHING = 0.18
"""Weight of the newest value in the exponential moving average: a memory of about ten points."""
WEBGL_POINTS = 5_000
"""Above this many points a trace is drawn by WebGL."""


def smooth(values: Sequence[float | None], weight: float = SMOOTHING) -> list[float | None]:
    """Exponential moving average that starts at the first value; a gap stays a gap and is not counted."""
    mean: float | None = None
    smoothed: list[float | None] = []
    for value in values:
        if value is not None:
            mean = value if mean is None else mean + weight * (value - mean)
        smoothed.append(None if value is None else mean)
    return smoothed


def rows(run_id: str, steps: Sequence[int]) -> list[list[Any]]:
    """`customdata` of points at `steps`: run and step, for a click to open."""
    return [[run_id, step] for step in steps]


def line(
    run: RunData,
    key: str,
    steps: Sequence[int],
    values: Sequence[float | None],
    *,
    name: str,
    color: str,
    width: float = 1.5,
    **parts: Any,
) -> Trace:
    """A line whose points open on a click and which live records of `key` extend."""
    lonely = {"mode": "lines+markers", "marker": {"size": 5, "color": color}} if len(steps) == 1 else {"mode": "lines"}
    return {
        "type": scatter_type(len(steps)),
        **lonely,
        "name": safe(name),
        "x": list(steps),
        "y": [rounded(value) for value in values],
        "customdata": rows(run.id, steps),
        "line": {"color": color, "width": width},
        "yhoverformat": ",.3~r",
        "meta": {"key": key, "run": run.id},
        **parts,
    }


def smoothed_line(
    run: RunData, series: SeriesData, *, name: str, color: str, width: float = 1.5, **parts: Any
) -> Trace:
    """The moving average of a series."""
    values = smooth(series.last)
    meta = {"smooths": series.key, "weight": SMOOTHING, "run": run.id}
    return line(run, series.key, series.steps, values, name=name, color=color, width=width, **parts) | {"meta": meta}


def raw_and_smoothed(run: RunData, series: SeriesData, *, name: str, color: str, width: float = 1.5) -> list[Trace]:
    """The values faint under their moving average; hover tells the values, or the average where they were folded."""
    over = smoothed_line(run, series, name=f"{name}, smoothed", color=color, width=width)
    if not folded(series):
        del over["customdata"]
        over["hoverinfo"] = "skip"
    return [*faint(run, series, name=name, color=color), over]


def folded(series: SeriesData) -> bool:
    """Whether points were folded into buckets."""
    return series.total > len(series.steps)


def faint(run: RunData, series: SeriesData, *, name: str, color: str, **parts: Any) -> list[Trace]:
    """The values themselves: a faint line, or the band from least to greatest where points were folded."""
    if folded(series):
        return band(run, series, color=color, **parts)
    return [line(run, series.key, series.steps, series.last, name=name, color=alpha(color, 0.35), width=1, **parts)]


def band(run: RunData, series: SeriesData, *, color: str, **parts: Any) -> list[Trace]:
    """Least to greatest value of each folded bucket as a shaded band, without hover."""
    low, high = (
        _bound(run, series, part, values, parts) for part, values in (("min", series.min), ("max", series.max))
    )
    return [low, {**high, "fill": "tonexty", "fillcolor": alpha(color, 0.18)}]


def tight(theme: Theme, trace: Trace) -> Trace:
    """`trace` with markers, without the room that Plotly leaves beside them unless the trace fills towards another."""
    return {**trace, "fill": "tonexty", "fillcolor": alpha(theme.card, 0), "cliponaxis": False}


def scatter_type(points: int) -> str:
    """Plotly's trace type for `points` points: WebGL where SVG would be slow."""
    return "scattergl" if points > WEBGL_POINTS else "scatter"


def last(values: Sequence[float | None]) -> float | None:
    """The last value that is not a gap."""
    return next((value for value in reversed(values) if value is not None), None)


def _bound(run: RunData, series: SeriesData, part: str, values: Sequence[float | None], parts: dict[str, Any]) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": part,
        "x": list(series.steps),
        "y": [rounded(value) for value in values],
        "line": {"width": 0},
        "hoverinfo": "skip",
        "meta": {"bounds": series.key, "bound": part, "run": run.id},
        **parts,
    }
