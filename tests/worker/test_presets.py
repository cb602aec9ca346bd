"""Where the fixed presets of the embedded task end, after half of their steps."""

import itertools
from pathlib import Path
from typing import Any

import pytest

from paretoscope.schema.presets import FIXED_ACCURACY, FIXED_BALANCED, FIXED_CLARITY, Preset
from paretoscope.schema.training import Budget, Evaluation
from paretoscope_worker.train import train

FIXED = (FIXED_BALANCED, FIXED_ACCURACY, FIXED_CLARITY)
STEPS = 75


@pytest.fixture(scope="module")
def final_points(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    """Objectives on validation, untrained and after each preset."""
    points = {}
    for preset in FIXED:
        points["untrained"], points[preset.id] = _ends(preset, tmp_path_factory.mktemp("run"))
    return points


class _Evaluations:
    """Keeps what is evaluated on validation."""

    def __init__(self) -> None:
        self.objectives: list[dict[str, float]] = []

    def log(self, step: int, values: Any) -> None:
        """Scalars are not looked at."""

    def record(self, record: Any) -> None:
        """Keeps the objectives of a validation."""
        if record.type == "evaluation" and record.split == "validation":
            self.objectives.append(record.objectives)


def _ends(preset: Preset, folder: Path) -> tuple[dict[str, float], dict[str, float]]:
    halved = {"budget": Budget(steps=STEPS), "evaluation": Evaluation(every=STEPS)}
    seen = _Evaluations()
    train(
        preset.config.model_copy(update=halved),
        folder=folder,
        reporter=seen,
        should_stop=lambda: False,
        on_stage=lambda _: None,
    )
    return seen.objectives[0], seen.objectives[-1]


def test_fixed_presets_end_at_points_none_of_which_dominates_another(
    final_points: dict[str, dict[str, float]],
) -> None:
    for one, other in itertools.permutations([final_points[preset.id] for preset in FIXED], 2):
        assert (
            one["accuracy"] > other["accuracy"]
            or one["conciseness"] < other["conciseness"]
            or one["clarity"] > other["clarity"]
        )


def test_fixed_presets_end_visibly_apart(final_points: dict[str, dict[str, float]]) -> None:
    for one, other in itertools.combinations([final_points[preset.id] for preset in FIXED], 2):
        apart = max(abs(one["accuracy"] - other["accuracy"]), abs(one["clarity"] - other["clarity"]))
        assert apart > 0.2


def test_accuracy_improves_where_it_is_focused_on(final_points: dict[str, dict[str, float]]) -> None:
    assert final_points[FIXED_ACCURACY.id]["accuracy"] > final_points["untrained"]["accuracy"] + 0.1


def test_clarity_improves_where_it_is_focused_on(final_points: dict[str, dict[str, float]]) -> None:
    assert final_points[FIXED_CLARITY.id]["clarity"] > final_points["untrained"]["clarity"] + 0.3


def test_every_preset_shortens_the_wordy_answers(final_points: dict[str, dict[str, float]]) -> None:
    lengths = [final_points[preset.id]["conciseness"] for preset in FIXED]
    assert max(lengths) < final_points["untrained"]["conciseness"] - 2
