"""Points of the validation front are evaluated on the test split after the last step."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file

from paretoscope.checkpoint_storage import CheckpointStorage
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.checkpoints.layout import CHECKPOINTS, step_folder
from paretoscope_worker.processes.fetched_checkpoints import FETCHED, FetchedCheckpoints
from paretoscope_worker.train import train

TINY: dict[str, Any] = {
    "policy": {"model": "arithmetic-small", "device": "cpu"},
    "task": {"type": "arithmetic", "validation_prompts": 32, "test_prompts": 16},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
    "algorithm": {"type": "grpo", "group_size": 4},
    "rollout": {"max_new_tokens": 24},
    "optimizer": {"learning_rate": 1e-3},
    "budget": {"steps": 8, "prompts_per_step": 3},
    "checkpoints": {"every": 100, "keep_last": 1},
}
LAST = 8


def config_with(**evaluation: Any) -> RunConfig:
    """Returns the config of a run of eight steps, of which several are on its front."""
    return RunConfig.model_validate(TINY | {"evaluation": {"every": 1} | evaluation})


def carry_out(config: RunConfig, recorder: Any, folder: Path, **arguments: Any) -> str:
    should_stop = arguments.pop("should_stop", lambda: False)
    return train(
        config, folder=folder, reporter=recorder, should_stop=should_stop, on_stage=lambda _: None, **arguments
    )


def front_of(recorder: Any) -> set[int]:
    """Returns the steps whose weights were kept to the end."""
    kept = {row.step: not row.deleted for row in recorder.of_type("checkpoint")}
    return {step for step, there in kept.items() if there}


def evaluated(recorder: Any) -> dict[int, Any]:
    return {row.step: row for row in recorder.of_type("evaluation") if row.split == "test"}


def test_the_front_gets_the_values_that_training_would_have_found(
    new_recorder: Callable[[], Any], tmp_path: Path
) -> None:
    always, late = new_recorder(), new_recorder()
    carry_out(config_with(test_every=1), always, tmp_path / "always")
    assert carry_out(config_with(test_front=True), late, tmp_path / "late") == "completed"

    steps = front_of(late)
    assert len(steps) > 2
    assert evaluated(late).keys() == steps | {0, LAST}
    for step, row in evaluated(late).items():
        expected = evaluated(always)[step]
        assert (row.objectives, row.standard_errors) == (expected.objectives, expected.standard_errors)
    assert len({str(row.objectives) for row in evaluated(late).values()}) > 2


def test_training_is_not_changed(new_recorder: Callable[[], Any], tmp_path: Path) -> None:
    without, with_test = new_recorder(), new_recorder()
    carry_out(config_with(), without, tmp_path / "without")
    carry_out(config_with(test_front=True), with_test, tmp_path / "with")

    def trained(recorder: Any) -> Any:
        noisy = ("seconds", "memory", "per_second", "gpu")
        return {
            step: {key: value for key, value in values.items() if not any(part in key for part in noisy)}
            for step, values in recorder.scalars.items()
        }

    assert trained(without) == trained(with_test)
    folders = [tmp_path / name / "checkpoints" / "step-000008" for name in ("without", "with")]
    first, second = (load_file(folder / "policy" / "model.safetensors") for folder in folders)
    assert all(torch.equal(first[name], tensor) for name, tensor in second.items())


def test_a_stop_in_the_middle_changes_no_result(new_recorder: Callable[[], Any], tmp_path: Path) -> None:
    config = config_with(test_front=True)
    whole, begun, resumed = new_recorder(), new_recorder(), new_recorder()
    carry_out(config, whole, tmp_path / "whole")
    early = min(evaluated(whole).keys() - {0})

    stopped = carry_out(config, begun, tmp_path / "parts", should_stop=lambda: {early, LAST} <= evaluated(begun).keys())

    assert (stopped, evaluated(begun).keys()) == ("stopped", {0, early, LAST})
    last = tmp_path / "parts" / "checkpoints" / "step-000008"
    assert carry_out(config, resumed, tmp_path / "parts", checkpoint=last) == "completed"
    found = evaluated(begun) | evaluated(resumed)
    assert {step: row.objectives for step, row in found.items()} == {
        step: row.objectives for step, row in evaluated(whole).items()
    }


def test_points_whose_weights_are_gone_are_named_and_the_rest_is_evaluated(
    new_recorder: Callable[[], Any], tmp_path: Path
) -> None:
    whole, recorder = new_recorder(), new_recorder()
    config = config_with(test_front=True)
    carry_out(config, whole, tmp_path)
    gone, *others = sorted(front_of(whole) - {LAST})
    shutil.rmtree(tmp_path / "checkpoints" / f"step-{gone:06d}")

    last = tmp_path / "checkpoints" / "step-000008"
    assert carry_out(config, recorder, tmp_path, checkpoint=last) == "completed"

    assert sorted(evaluated(recorder)) == others
    (event,) = [one for one in recorder.of_type("event") if one.kind == "points_left_out"]
    assert event.data["steps"] == [gone]


def test_points_whose_weights_are_only_in_the_shared_storage_are_fetched_one_after_another(
    new_recorder: Callable[[], Any], tmp_path: Path
) -> None:
    whole, recorder = new_recorder(), new_recorder()
    config = config_with(test_front=True)
    folder, shared = tmp_path / "runs" / "a", str(tmp_path / "shared")
    carry_out(config, whole, folder)
    away = sorted(front_of(whole) - {LAST})
    for step in away:
        CheckpointStorage(shared).upload("a", step_folder(folder / CHECKPOINTS, step))
        shutil.rmtree(step_folder(folder / CHECKPOINTS, step))

    with FetchedCheckpoints(folder, "", shared, lambda _: None) as fetch:
        last = step_folder(folder / CHECKPOINTS, LAST)
        assert carry_out(config, recorder, folder, checkpoint=last, fetch=fetch) == "completed"

    assert sorted(evaluated(recorder)) == away
    for step in away:
        assert evaluated(recorder)[step].objectives == evaluated(whole)[step].objectives
    assert [one.kind for one in recorder.of_type("event") if one.kind == "points_left_out"] == []
    assert not (folder / FETCHED).exists()


def test_it_does_nothing_unless_asked(recorder: Any, tmp_path: Path) -> None:
    carry_out(config_with(), recorder, tmp_path)
    assert evaluated(recorder).keys() == {0, LAST}
