"""The figures of the report, drawn by the functions that also draw the page's."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.study.analysis import Comparison
from benchmarks.study.design import METHODS
from benchmarks.study.results import Result

from paretoscope.figures.charts.group_fronts import draw_group_fronts
from paretoscope.figures.charts.group_means import draw_group_means
from paretoscope.figures.parts.colors import THEMES, run_color
from paretoscope.figures.parts.template import Figure, layout, meta, step_axis, value_axis
from paretoscope.pareto.run_data import RunData

LIGHT = THEMES["light"]


@dataclass(frozen=True)
class Chart:
    """A figure with its file name and its caption."""

    name: str
    caption: str
    figure: Figure


def charts_of_estimator(results: Sequence[Result], estimator: str) -> Iterator[Chart]:
    """Yields fronts, hypervolume, objectives and weights of the runs with one estimator."""
    runs = [result for result in results if result.cell.estimator == estimator]
    by_method = _grouped(runs, lambda one: one.cell.method)
    yield Chart(
        f"fronts-{estimator}",
        f"{estimator}: what the runs attain, over all preferences and seeds. Line: attained by half of a method's "
        "runs. Band: by 25 to 75 % of them. Dashed: by all runs together. Validation split.",
        draw_group_fronts(by_method, LIGHT, x="conciseness", y="accuracy"),
    )
    yield Chart(
        f"hypervolume-{estimator}",
        f"{estimator}: hypervolume of the validation front over steps. Mean and 95 % interval over all preferences and "
        "seeds.",
        _means(by_method, "hypervolume"),
    )
    yield Chart(
        f"objectives-{estimator}",
        f"{estimator}: objectives on the validation split over steps. Mean and 95 % interval.",
        _means(by_method, "objectives"),
    )
    moved = [run for run in runs if run.cell.method == "gradient"]
    yield Chart(
        f"weights-{estimator}",
        f"{estimator}: gradient-based reward weights over steps, by the preference they start at. Mean and 95 % "
        "interval over seeds.",
        _means(_grouped(moved, lambda one: one.cell.preference), "weights"),
    )


def steps_saved(comparisons: Sequence[Comparison]) -> Chart:
    """Draws the difference of the mean front step to fixed weights, with intervals."""
    traces = [_intervals([one for one in comparisons if one.method == method], method) for method in METHODS[1:]]
    header = meta("Mean front step, difference to fixed weights", "", height=260)
    zero = {
        "type": "line",
        "x0": 0,
        "x1": 0,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": LIGHT.quiet, "width": 1},
    }
    return Chart(
        "steps-saved",
        "Difference of the mean front step to fixed weights, paired by seed, with 95 % t intervals. Left of 0, the "
        "points of the front are found earlier.",
        {
            "data": traces,
            "layout": layout(
                LIGHT,
                header,
                right=16,
                shapes=[zero],
                hovermode="closest",
                legend={"orientation": "h", "y": 1.15},
                xaxis=step_axis(LIGHT, "steps", autorangeoptions={"include": 0}),
                yaxis=value_axis(LIGHT, type="category", autorange="reversed"),
            ),
        },
    )


def _means(runs: Sequence[RunData], show: str) -> Figure:
    """Draws means over steps; their lines are labelled at the ends and need no legend."""
    figure = draw_group_means(runs, LIGHT, show=show)
    return {**figure, "layout": {**figure["layout"], "showlegend": False}}


def _intervals(comparisons: Sequence[Comparison], method: str) -> dict[str, Any]:
    means = [one.difference.mean or 0.0 for one in comparisons]
    ends = [one.difference.interval or (mean, mean) for one, mean in zip(comparisons, means, strict=True)]
    color = run_color(METHODS.index(method), LIGHT.name)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": method,
        "x": means,
        "y": [f"{one.estimator}, {method}" for one in comparisons],
        "marker": {"color": color, "size": 8},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [high - mean for (_, high), mean in zip(ends, means, strict=True)],
            "arrayminus": [mean - low for (low, _), mean in zip(ends, means, strict=True)],
            "color": color,
            "thickness": 2,
        },
    }


def _grouped(results: Sequence[Result], group: Callable[[Result], str]) -> list[RunData]:
    return [replace(result.data, group=group(result)) for result in results]
