"""The objectives' gradients that an update finds on the way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.train import train

MakeConfig = Callable[..., RunConfig]


def scalars(config: RunConfig, recorder: Any, folder: Path) -> dict[int, dict[str, float]]:
    train(config, folder=folder, reporter=recorder, should_stop=lambda: False, on_stage=lambda _: None)
    found: dict[int, dict[str, float]] = recorder.scalars
    return found


@pytest.mark.parametrize("weighting", [{"type": "fixed"}, {"type": "hypervolume"}, {"type": "saw"}])
def test_norms_and_cosines_of_gradients_are_reported_at_intervals_for_methods_without_them(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, weighting: dict[str, Any]
) -> None:
    config = run_config(
        weighting=weighting, budget={"steps": 5, "prompts_per_step": 3}, evaluation={"gradients_every": 2}
    )
    found = scalars(config, recorder, tmp_path)
    for step in range(1, 6):
        measured = [key for key in found[step] if key.startswith("gradient/")]
        assert bool(measured) == (step % 2 == 0), step
        if measured:
            assert {f"gradient/norm/{name}" for name in config.objective_names} <= set(measured)
            assert all(abs(found[step][key]) <= 1 for key in measured if "cosine" in key)


def test_measuring_gradients_does_not_change_the_updates(
    run_config: MakeConfig, new_recorder: Callable[[], Any], tmp_path: Path
) -> None:
    runs = [
        scalars(
            run_config(
                weighting={"type": "fixed"},
                budget={"steps": 3, "prompts_per_step": 3},
                evaluation={"gradients_every": every},
            ),
            new_recorder(),
            tmp_path / str(every),
        )
        for every in (0, 1)
    ]
    for step in range(1, 4):
        for key in ("policy/loss", "policy/gradient_norm", "policy/entropy"):
            assert runs[1][step][key] == pytest.approx(runs[0][step][key], rel=1e-3, abs=1e-5), (step, key)
    assert not any(key.startswith("gradient/") for key in runs[0][3])


@pytest.mark.parametrize(
    "algorithm", [{"type": "grpo", "group_size": 4}, {"type": "grpo", "group_size": 4, "epochs": 2}]
)
def test_with_a_lag_the_influences_of_one_step_move_the_weights_on_the_next(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, algorithm: dict[str, Any]
) -> None:
    """With two epochs, an update is no sum over completions, and influences take a pass of their own."""
    weighting = {"type": "gradient", "lag": 1, "eta": 1.0, "compared_steps": 1}
    config = run_config(weighting=weighting, algorithm=algorithm, budget={"steps": 3, "prompts_per_step": 3})
    found = scalars(config, recorder, tmp_path)
    names = config.objective_names
    assert [found[1][f"weight/{name}"] for name in names] == pytest.approx([1 / len(names)] * len(names))
    assert any(abs(found[2][f"weight/{name}"] - 1 / len(names)) > 1e-6 for name in names)
    assert all(f"influence/{name}" in found[step] for step in (1, 2, 3) for name in names)
    assert found[1]["weighting/agreement/cosine"] > 0.8
