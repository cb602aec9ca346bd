"""The tables of the report, as Markdown."""

from collections.abc import Sequence

from benchmarks.study.analysis import (
    Comparison,
    Value,
    against_fixed,
    cell_estimate,
    first_difference,
    improvement,
    largest_difference,
    reached,
    runs_of,
)
from benchmarks.study.design import METHODS
from benchmarks.study.results import Result, cells_of

from paretoscope.stats.intervals import Estimate, estimate
from paretoscope.stats.pairs import Sample, paired_difference

Row = Sequence[str]


def markdown(head: Row, rows: Sequence[Row]) -> str:
    """Returns a table; all columns but the first two are numbers."""
    rule = ["---" if index < 2 else "---:" for index in range(len(head))]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def cells_table(results: Sequence[Result], estimator: str) -> str:
    """Returns a row for each preference and method: final point, front and steps, all on the test split."""
    head = [
        "preference",
        "method",
        "accuracy",
        "tokens",
        "clarity",
        "hypervolume",
        "mean front step",
        "steps to target",
    ]
    rows = [
        [
            cell.preference,
            cell.method,
            *(_mean(cell_estimate(runs, lambda run, name=name: run.final(name)), digits) for name, digits in _FINAL),  # type: ignore[misc]
            _mean(cell_estimate(runs, lambda run: run.front_hypervolume), 1),
            _mean(cell_estimate(runs, lambda run: run.mean_front_step), 0),
            _reached(results, runs),
        ]
        for cell, runs in cells_of([one for one in results if one.cell.estimator == estimator])
    ]
    return markdown(head, rows)


def comparisons_table(comparisons: Sequence[Comparison], digits: int) -> str:
    """Returns a row for each confirmatory test."""
    head = ["estimator", "method", "difference to fixed", "95 % interval", "p", "p, corrected", "verdict"]
    return markdown(
        head,
        [
            [
                one.estimator,
                one.method,
                _signed(one.difference.mean, digits),
                _interval(one.difference.interval, digits),
                _p(one.difference.p_value),
                _p(one.corrected),
                one.verdict,
            ]
            for one in comparisons
        ],
    )


def improvement_table(results: Sequence[Result], value: Value) -> str:
    """Returns the probability that a run beats the fixed one, for each estimator and method."""
    rows = []
    for one in against_fixed(results, value):
        found = improvement(results, one.estimator, one.method, value)
        probability = "" if found.probability is None else f"{found.probability:.2f}"
        rows.append([one.estimator, one.method, probability, _interval(found.interval, 2, signed=False)])
    return markdown(["estimator", "method", "probability of improvement", "95 % interval"], rows)


def weights_table(results: Sequence[Result]) -> str:
    """Returns where the weights of gradient-based runs settled: means over the last 60 steps and over runs."""
    names = results[0].axes.names
    moved = [result for result in results if result.cell.method == "gradient"]
    rows = []
    for cell, runs in cells_of(moved):
        found = [estimate(run.settled_weight(name) for run in runs) for name in names]
        rows.append(
            [
                cell.estimator,
                cell.preference,
                *(f"{_mean(one, 2)} {_interval(one.interval, 2, signed=False)}" for one in found),
            ]
        )
    return markdown(["estimator", "start", *names], rows)


def multiplier_table(grid: Sequence[Result], ablations: Sequence[Result]) -> str:
    """Returns how far runs are apart whose multiplier acts on the reward, on the advantage, or not at all.

    A cell has the largest difference of an objective, and the steps of the first validations that differ.
    """
    rows = []
    for estimator, others in (("grpo", grid), ("grpo, group std", ablations), ("reinforce-pp", grid)):
        on_reward = runs_of(ablations, estimator, "balanced", "hypervolume, on the reward")
        on_advantage = runs_of(others, estimator, "balanced", "hypervolume")
        fixed = runs_of(others, estimator, "balanced", METHODS[0])
        rows.append(
            [
                estimator,
                f"n = {len(on_reward)}",
                _apart(on_reward, fixed),
                _apart(on_reward, on_advantage),
                _apart(on_advantage, fixed),
            ]
        )
    return markdown(
        ["estimator", "seeds", "on the reward, fixed", "on the reward, on the advantage", "on the advantage, fixed"],
        rows,
    )


def division_table(grid: Sequence[Result], ablations: Sequence[Result]) -> str:
    """Returns accuracy's share of the advantage, and final accuracy, with division by the group's spread or without."""
    cells = [
        ("0.98/0.01/0.01", "fixed", runs_of(ablations, "grpo", "0.98/0.01/0.01", "fixed")),
        *(("balanced", method, runs_of(grid, "grpo", "balanced", method)) for method in METHODS),
    ]
    rows = []
    for preference, method, plain in cells:
        divided = runs_of(ablations, "grpo, group std", preference, method)
        rows.append([preference, method, *_pair(plain, divided, lambda run: run.effective_share("accuracy"))])
        rows[-1] += _pair(plain, divided, lambda run: run.final("accuracy"))
    part = ["without", "with division", "difference"]
    head = [
        "preference",
        "method",
        *(f"share of accuracy, {one}" for one in part),
        *(f"accuracy, {one}" for one in part),
    ]
    return markdown(head, rows)


_FINAL = (("accuracy", 2), ("conciseness", 1), ("clarity", 2))


def _pair(plain: Sequence[Result], divided: Sequence[Result], value: Value) -> list[str]:
    one, other = (_sample(runs, value) for runs in (plain, divided))
    found = paired_difference(other, one)
    means = [_mean(cell_estimate(runs, value), 2) for runs in (plain, divided)]
    return [*means, f"{_signed(found.mean, 2)} {_interval(found.interval, 2)}"]


def _apart(runs: Sequence[Result], others: Sequence[Result]) -> str:
    steps = [step for step in first_difference(runs, others) if step is not None]
    if not steps:
        return "0"
    return f"{largest_difference(runs, others):.2g}, from step {min(steps)} to {max(steps)} on"


def _sample(runs: Sequence[Result], value: Value) -> Sample:
    return {("", run.seed): value(run) for run in runs}


def _reached(results: Sequence[Result], runs: Sequence[Result]) -> str:
    found = reached(results, runs)
    if not found.steps:
        return f"not reached (0 of {found.runs})"
    return f"{sum(found.steps) / len(found.steps):.0f} ({len(found.steps)} of {found.runs})"


def _mean(found: Estimate, digits: int) -> str:
    if found.mean is None:
        return ""
    error = "" if found.standard_error is None else f" ± {found.standard_error:.{digits}f}"
    return f"{found.mean:.{digits}f}{error}"


def _interval(interval: tuple[float, float] | None, digits: int, *, signed: bool = True) -> str:
    if interval is None:
        return ""
    ends = [_signed(end, digits) if signed else f"{end:.{digits}f}" for end in interval]
    return f"[{ends[0]}, {ends[1]}]"


def _signed(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:+.{digits}f}".replace("-", "−")


def _p(value: float | None) -> str:
    return "" if value is None else "< 0.001" if value < 0.001 else f"{value:.3f}"
