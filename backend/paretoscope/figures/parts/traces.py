"""Lines over steps: raw values faint, moving averages over them, and a band if points were put into buckets.

A trace whose `meta.key` is a metric key is extended by the live records of that key. A moving average has
`meta.smooths` and the weight of a new value instead, and a band has `meta.bounds`.
"""

from collections.abc import Sequence
from typing import Any

from paretoscope.figures.parts.colors import Theme, alpha
from paretoscope.figures.parts.template import Trace
from paretoscope.figures.parts.text import rounded, safe
from paretoscope.pareto.run_data import RunData, SeriesData

SMOOTHING = 0.18
"""Weight of the newest value in the exponential moving average, which averages over about ten points."""
WEBGL_POINTS = 5_000
"""Number of points above which a trace is drawn with WebGL."""


def smooth(values: Sequence[float | None], weight: float = SMOOTHING) -> list[float | None]:
    """Returns the exponential moving average, which starts at the first value. A gap stays a gap and is not counted."""
    mean: float | None = None
    smoothed: list[float | None] = []
    for value in values:
        if value is not None:
            mean = value if mean is None else mean + weight * (value - mean)
        smoothed.append(None if value is None else mean)
    return smoothed


def rows(run_id: str, steps: Sequence[int]) -> list[list[Any]]:
    """Returns the `customdata` of points at `steps`, which is run and step, so that a click can open a point."""
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
    """Returns a line whose points open on a click, and which live records of `key` extend."""
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
    """Returns the moving average of a series as a line."""
    values = smooth(series.last)
    meta = {"smooths": series.key, "weight": SMOOTHING, "run": run.id}
    return line(run, series.key, series.steps, values, name=name, color=color, width=width, **parts) | {"meta": meta}


def raw_and_smoothed(run: RunData, series: SeriesData, *, name: str, color: str, width: float = 1.5) -> list[Trace]:
    """Returns faint values and their moving average. Hover shows the values, or the average if there are buckets."""
    over = smoothed_line(run, series, name=f"{name}, smoothed", color=color, width=width)
    if not folded(series):
        del over["customdata"]
        over["hoverinfo"] = "skip"
    return [*faint(run, series, name=name, color=color), over]


def folded(series: SeriesData) -> bool:
    """Whether the points were put into buckets."""
    return series.total > len(series.steps)


def faint(run: RunData, series: SeriesData, *, name: str, color: str, **parts: Any) -> list[Trace]:
    """Returns the values as a faint line, or as a band from smallest to largest if there are buckets."""
    if folded(series):
        return band(run, series, color=color, **parts)
    return [line(run, series.key, series.steps, series.last, name=name, color=alpha(color, 0.35), width=1, **parts)]


def band(run: RunData, series: SeriesData, *, color: str, **parts: Any) -> list[Trace]:
    """Returns the smallest to the largest value of each bucket as a shaded band, without hover."""
    low, high = (
        _bound(run, series, part, values, parts) for part, values in (("min", series.min), ("max", series.max))
    )
    return [low, {**high, "fill": "tonexty", "fillcolor": alpha(color, 0.18)}]


def tight(theme: Theme, trace: Trace) -> Trace:
    """Returns a trace with markers without extra space at the sides.

    Plotly adds this space beside markers unless a trace fills towards another one.
    """
    return {**trace, "fill": "tonexty", "fillcolor": alpha(theme.card, 0), "cliponaxis": False}


def scatter_type(points: int) -> str:
    """Returns Plotly's trace type for a number of points; many points use WebGL, because SVG would be slow."""
    return "scattergl" if points > WEBGL_POINTS else "scatter"


def last(values: Sequence[float | None]) -> float | None:
    """Returns the last value that is not a gap; None if there is none."""
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
