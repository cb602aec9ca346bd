"""Milliseconds to draw each figure of a run with 500 points in every series, beside Plotly that checks the same figure.

A figure is drawn again at each turn of the page, so it should take less than 50 ms.
"""

import json
import statistics
import time
from collections.abc import Callable
from itertools import combinations

import plotly.graph_objects as go

from paretoscope.figures import FIGURES
from paretoscope.pareto.run_data import EvaluationData, ObjectiveData, RunData, SeriesData

POINTS = 500
EVALUATIONS = 50
REPEATS = 5
BAR_MS = 50
OBJECTIVES = (
    ObjectiveData("accuracy", "fraction", "maximize", "fraction right"),
    ObjectiveData("conciseness", "tokens", "minimize", "completion length"),
    ObjectiveData("clarity", "fraction", "maximize", "fraction clear"),
)
NAMES = [one.name for one in OBJECTIVES]
BY_OBJECTIVE = (
    "weight/{}",
    "effective_weight/{}",
    "influence/{}",
    "objective/{}/train",
    "reward/{}",
    "covariance/{}",
    "advantage/tie_fraction/{}",
)
OTHERS = (
    "reward/total",
    "rollout/completion_tokens",
    "rollout/truncated_fraction",
    "policy/loss",
    "policy/entropy",
    "policy/clip_fraction",
    "policy/gradient_norm",
    "system/rollout_seconds",
    "system/update_seconds",
    "system/tokens_per_second",
)


def main() -> None:
    """Prints a row for each figure."""
    run = make_run()
    print(f"{'figure':<24} {'draw ms':>8} {'Plotly ms':>10} {'kB':>6}   bar {BAR_MS} ms")
    for name, spec in FIGURES.items():
        figure = spec.figure([run])
        size = len(json.dumps(figure, separators=(",", ":"))) / 1000
        drawn, checked = milliseconds(lambda: spec.figure([run])), milliseconds(lambda: go.Figure(figure))  # noqa: B023
        print(f"{name:<24} {drawn:>8.2f} {checked:>10.2f} {size:>6.0f}")


def milliseconds(act: Callable[[], object]) -> float:
    """Returns the median time of an act."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        act()
        times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times)


def make_run() -> RunData:
    """Returns a run of three objectives with points in every series that a figure draws."""
    keys = [key.format(name) for key in BY_OBJECTIVE for name in NAMES] + list(OTHERS)
    keys += [f"advantage/correlation/{one}/{other}" for one, other in combinations(NAMES, 2)]
    steps = list(range(1, POINTS + 1))
    values = [0.123456789 + step % 13 / 17 for step in steps]
    series = {key: SeriesData(key, steps, values, values, values, POINTS) for key in keys}
    reference, scale = dict.fromkeys(NAMES, 0.0), dict.fromkeys(NAMES, 1.0)
    return RunData("benchmark", "running", "gradient", OBJECTIVES, series, evaluations(), reference, scale, "margin")


def evaluations() -> list[EvaluationData]:
    """Returns rows along a front."""
    weights = dict.fromkeys(NAMES, 1 / len(NAMES))
    rows = []
    for number in range(EVALUATIONS):
        share = number / EVALUATIONS
        point = {"accuracy": share, "conciseness": 10.0 + share, "clarity": 1 - share}
        rows.append(EvaluationData(10 * number, "validation", point, weights, share, 0.02, True, None, 2.0 * number))
    return rows


if __name__ == "__main__":
    main()
