"""What a watchdog sees of a run in which all is well, and changes of it."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from paretoscope.pareto.archive import Archive
from paretoscope.pareto.axes import Axes
from paretoscope_worker.watchdogs.watchdog import Seen

HEALTHY = {
    "policy/loss": 0.01,
    "policy/gradient_norm": 0.4,
    "policy/entropy": 0.5,
    "reward/accuracy": 0.6,
    "reward/conciseness": 0.5,
    "reward/total": 0.57,
    "weight/accuracy": 0.7,
    "weight/conciseness": 0.3,
    "objective/accuracy/train": 0.6,
    "objective/conciseness/train": 21.0,
    "advantage/tie_fraction/accuracy": 0.3,
    "advantage/tie_fraction/conciseness": 0.1,
    "rollout/truncated_fraction": 0.05,
    "check/reward_difference": 1e-12,
}


@pytest.fixture
def see() -> Callable[..., Seen]:
    """Makes what is seen after a step; `metrics` change those of a healthy run, `points` are (accuracy, tokens)."""

    def make(
        step: int = 1, metrics: dict[str, float] | None = None, points: Sequence[Any] = (), tokens: int = 1000
    ) -> Seen:
        ways = {"accuracy": "maximize", "conciseness": "minimize"}
        archive = Archive(
            Axes.build(ways, {"accuracy": 0.4, "conciseness": 25.0}, {"accuracy": 1.0, "conciseness": 20.0})
        )
        for number, (accuracy, length) in enumerate(points):
            archive.add(5 * number, {"accuracy": accuracy, "conciseness": length})
        return Seen(step, HEALTHY | (metrics or {}), archive, tokens)

    return make
