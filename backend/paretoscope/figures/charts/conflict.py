"""Conflict between objectives: a strip over steps for each pair, coloured from conflict to agreement."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from paretoscope.figures.parts.colors import Theme, conflict_scale
from paretoscope.figures.parts.objective_panels import counts
from paretoscope.figures.parts.template import Figure, Trace, layout, meta, step_axis, waiting
from paretoscope.figures.parts.text import cut, rounded, safe
from paretoscope.figures.parts.traces import last, smooth
from paretoscope.pareto.run_data import RunData, SeriesData
from paretoscope.schema.metrics.keys import ADVANTAGE_CORRELATION, GRADIENT_COSINE
from paretoscope.schema.metrics.metric import PerPair

NAMES = {ADVANTAGE_CORRELATION: "advantages", GRADIENT_COSINE: "gradients"}
MOST_ROWS = 9
"""Largest number of strips in one card."""
PIXELS = 30
"""Height of a strip with its name, in pixels."""
FRAME = 52
LEAST_HEIGHT = 200
NAME = 14
"""Largest number of letters of an objective's name above a strip."""


@dataclass(frozen=True)
class Row:
    """One pair of objectives, compared by their advantages or their gradients."""

    title: str
    series: SeriesData
    now: float
    """Last value of the moving average, from -1 (conflict) to 1 (agreement)."""


def draw_conflict(run: RunData, theme: Theme) -> Figure:
    """Draws the correlation of each pair's advantages, and the cosine of their gradients if it was computed.

    If there are many pairs, only those that conflict most are shown.
    """
    rows = [row for metric in NAMES for row in _rows(run, metric)]
    shown = sorted(rows, key=lambda row: row.now)[:MOST_ROWS]
    of_all = f"; the {len(shown)} of {len(rows)} pairs that conflict most" if len(shown) < len(rows) else ""
    header = meta(
        "Conflict",
        f"from conflict (red) to agreement (teal): correlation of advantages, cosine of gradients{of_all}",
        **counts([row.series for row in shown]),
        height=max(FRAME + PIXELS * len(shown), LEAST_HEIGHT),
    )
    if len(run.objectives) < 2:
        return waiting(theme, header, "There is no conflict with only one objective")
    if not shown:
        return waiting(theme, header, "Waiting for the first step")
    axes = {"xaxis": step_axis(theme), "yaxis": _strips_axis(len(shown))}
    notes = [note for at, row in enumerate(shown) for note in _notes(theme, row, at)]
    return {
        "data": [_strip(run, theme, row, at) for at, row in enumerate(shown)],
        "layout": layout(theme, header, right=48, hovermode="closest", annotations=notes, **axes)
        | {"margin": {"l": 16, "r": 48, "t": 8, "b": 36}},
    }


def _rows(run: RunData, metric: PerPair) -> list[Row]:
    found = []
    for first, second in combinations(run.objective_names, 2):
        series = run.series.get(metric.of(first, second))
        now = last(smooth(series.last)) if series else None
        if series is not None and now is not None:
            found.append(Row(f"{cut(first, NAME)} × {cut(second, NAME)}, {NAMES[metric]}", series, now))
    return found


def _strip(run: RunData, theme: Theme, row: Row, at: int) -> Trace:
    return {
        "type": "heatmap",
        "name": safe(row.title),
        "x": list(row.series.steps),
        "y0": -at,
        "z": [[rounded(value) for value in row.series.last]],
        "dy": 0.42,
        "zmin": -1,
        "zmax": 1,
        "colorscale": conflict_scale(theme),
        "showscale": False,
        "hovertemplate": f"{safe(row.title)}<br>step %{{x:,}}: %{{z:.2f}}<extra></extra>",
        "meta": {"part": "pair", "run": run.id},
    }


def _strips_axis(rows: int) -> dict[str, Any]:
    return {"range": [0.35 - rows, 0.75], "visible": False, "fixedrange": True}


def _notes(theme: Theme, row: Row, at: int) -> Sequence[dict[str, Any]]:
    font = {"size": 11, "color": theme.ink}
    place: dict[str, Any] = {"xref": "paper", "yref": "y", "showarrow": False, "font": font}
    now = f"{round(row.now, 2) or 0.0:+.2f}"
    return [
        {**place, "text": safe(row.title), "x": 0, "xanchor": "left", "y": 0.22 - at, "yanchor": "bottom"},
        {
            **place,
            "text": now,
            "x": 1,
            "xanchor": "left",
            "xshift": 7,
            "y": -at,
            "yanchor": "middle",
        },
    ]
