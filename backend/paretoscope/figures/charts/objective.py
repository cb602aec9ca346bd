"""One objective over steps: train faint and smoothed, validation as points on a line, test dashed."""

from collections.abc import Sequence

from paretoscope.figures.parts.colors import Theme, objective_color, objective_text_color
from paretoscope.figures.parts.labels import EndLabel, end_labels, right_margin
from paretoscope.figures.parts.noise_words import error_band, whiskers
from paretoscope.figures.parts.template import Figure, Layout, Trace, awaited, layout, meta, span, value_axis, waiting
from paretoscope.figures.parts.text import better, number, quantity, sentence_case
from paretoscope.figures.parts.traces import last, line, raw_and_smoothed, tight
from paretoscope.pareto.run_data import ObjectiveData, RunData, SeriesData
from paretoscope.schema.metrics.keys import EVALUATED, OBJECTIVE_TRAIN
from paretoscope.schema.records import Split

HEIGHT = 180
PLOT_HEIGHT = 110.0
CROWDED = 80
"""Number of evaluations above which their line has no markers."""
START_AND_END = 2
"""Number of test points that have no line: they were measured before the first step and after the last."""

Points = list[tuple[int, float, float | None]]
"""Step, value and standard error of evaluations, without gaps."""


def draw_objective(run: RunData, theme: Theme, objective: str | None = None, errors: str = "off") -> Figure:
    """Draws one objective or monitor of `run`, by default the first; `errors` says how standard errors are drawn."""
    index = [one.name for one in run.measured].index(objective) if objective else 0
    shown = run.measured[index]
    series = run.series.get(OBJECTIVE_TRAIN.of(shown.name))
    validation, test = _points(run, shown.name, "validation"), _points(run, shown.name, "test")
    points = len(series.steps if series else ()) + len(validation) + len(test)
    total = (series.total if series else 0) + len(validation) + len(test)
    subtitle = _subtitle(shown, len(test))
    header = meta(sentence_case(shown.name), subtitle, points=points, total_points=total, height=HEIGHT)
    if not points:
        return waiting(theme, header, awaited(run, "evaluation"))
    color = objective_color(index, theme.name)
    data = _train(run, series, color)
    evaluated = [
        *_evaluated(run, shown.name, "test", test, color, errors=errors),
        *_evaluated(run, shown.name, "validation", validation, color, errors=errors),
    ]
    for trace in evaluated:
        if trace["x"]:
            data.append(tight(theme, trace) if data and "fill" not in trace else trace)
    low, high = span([value for trace in data for value in trace["y"]])
    labels = _labels(data, objective_text_color(index, theme.name))
    return {
        "data": data,
        "layout": layout(
            theme,
            header,
            right=right_margin(labels),
            yaxis=value_axis(theme, nticks=5, **_still_fraction(shown, data)),
            annotations=end_labels(labels, low, high, PLOT_HEIGHT),
        ),
    }


def _still_fraction(shown: ObjectiveData, data: Sequence[Trace]) -> Layout:
    """Returns the range 0 to 1 for a fraction that never changed; Plotly would choose a range from -1 or up to 2."""
    values = {value for trace in data for value in trace["y"] if value is not None}
    if shown.unit == "fraction" and len(values) == 1 and 0 <= min(values) <= 1:
        return {"range": [-0.05, 1.05]}
    return {}


def _subtitle(objective: ObjectiveData, tested: int) -> str:
    what = ", ".join(filter(None, [quantity(objective), better(objective)]))
    test = "" if not tested else ", test hollow" if tested <= START_AND_END else ", test dashed"
    return f"{what}; train and validation{test}"


def _points(run: RunData, name: str, split: Split) -> Points:
    return [
        (row.step, value, row.standard_errors.get(name))
        for row in run.split(split)
        if (value := row.objectives.get(name)) is not None
    ]


def _train(run: RunData, series: SeriesData | None, color: str) -> list[Trace]:
    if series is None or not series.steps:
        return []
    *raw, smoothed = raw_and_smoothed(run, series, name="train", color=color, width=1.25)
    return [*raw, smoothed | {"opacity": 0.75}]


def _evaluated(run: RunData, name: str, split: Split, points: Points, color: str, *, errors: str) -> list[Trace]:
    """Returns the line of a split, over the band of its standard errors if it was requested."""
    drawn = _line(run, name, split, points, color)
    known = [error for _, _, error in points]
    if errors == "whiskers":
        drawn |= whiskers(known, color)
    return [*(error_band(run, points, color) if errors == "band" else []), drawn]


def _line(run: RunData, name: str, split: Split, points: Points, color: str) -> Trace:
    steps, values = [step for step, _, _ in points], [value for _, value, _ in points]
    key = EVALUATED[split].of(name)
    dashed = split == "test"
    trace = line(run, key, steps, values, name=split, color=color, width=1.25 if dashed else 1.75)
    trace["line"]["dash"] = "dash" if dashed else "solid"
    if len(points) > CROWDED:
        return trace
    marker = {"size": 5, "symbol": "circle-open" if dashed else "circle", "color": color}
    apart = dashed and len(points) <= START_AND_END
    return trace | {"mode": "markers" if apart else "lines+markers", "marker": marker}


def _labels(data: Sequence[Trace], color: str) -> list[EndLabel]:
    end = last(data[-1]["y"])
    meta = data[-1]["meta"]
    return [EndLabel(meta.get("key", ""), number(end), end, color)] if end is not None else []
