"""Saved policies of other runs, evaluated again with real training, real checkpoints and the embedded policy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from paretoscope.schema.control import CheckpointPlace, PointToEvaluate
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.processes.attempt import attempt
from paretoscope_worker.reevaluation import ReevaluationError

TINY: dict[str, Any] = {
    "policy": {"model": "arithmetic-small", "device": "cpu"},
    "task": {"type": "arithmetic", "validation_prompts": 8, "test_prompts": 8},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
    "algorithm": {"type": "grpo", "group_size": 4},
    "rollout": {"max_new_tokens": 16},
    "optimizer": {"learning_rate": 1e-3},
    "budget": {"steps": 6, "prompts_per_step": 2},
    "evaluation": {"every": 3, "test_every": 3},
    "checkpoints": {"every": 3},
}
RUN, JOB = "trained", "job"


def carry_out(config: RunConfig, recorder: Any, folder: Path, **arguments: Any) -> str:
    return attempt(
        config,
        folder=folder,
        reporter=recorder,
        should_stop=arguments.pop("should_stop", lambda: False),
        on_stage=[].append,
        give_up=[].append,
        **arguments,
    )


def point(runs: Path, position: int, step: int, *, kept: bool = True) -> PointToEvaluate:
    place = CheckpointPlace(run_id=RUN, step=step, path=str(runs / RUN / "checkpoints" / f"step-{step:06d}"))
    return PointToEvaluate(
        run_id=RUN, step=step, position=position, kept=kept, checkpoint=place if step and kept else None
    )


def job_config(steps: list[int], split: str = "test", **sections: Any) -> RunConfig:
    points = [{"run_id": RUN, "steps": steps}]
    return RunConfig.model_validate(TINY | sections | {"reevaluation": {"points": points, "split": split, "name": "x"}})


@pytest.fixture
def trained(new_recorder: Callable[[], Any], tmp_path: Path) -> Any:
    """What a run of six steps reported, with checkpoints of steps 3 and 6."""
    recorder = new_recorder()
    assert carry_out(RunConfig.model_validate(TINY), recorder, tmp_path / RUN) == "completed"
    return recorder


def own(recorder: Any, split: str) -> dict[int, Any]:
    return {one.step: one for one in recorder.of_type("evaluation") if one.split == split}


@pytest.mark.parametrize("split", ["validation", "test"])
def test_policies_get_the_values_that_they_had_while_they_were_trained(
    trained: Any, recorder: Any, tmp_path: Path, split: str
) -> None:
    config = job_config([6, 0, 3], split)
    points = [point(tmp_path, position, step) for position, step in enumerate([6, 0, 3], 1)]

    assert carry_out(config, recorder, tmp_path / JOB, points=points) == "completed"

    then, results = own(trained, split), recorder.of_type("reevaluation")
    assert [(row.run_id, row.step) for row in results] == [(RUN, 6), (RUN, 0), (RUN, 3)]
    for row in results:
        assert row.objectives == then[row.step].objectives
        assert row.standard_errors == then[row.step].standard_errors
        assert (row.prompts, row.samples) == (then[row.step].prompts, 1)
    assert len({str(row.objectives) for row in results}) == 3
    assert recorder.of_type("evaluation") == []
    assert list(recorder.scalars) == [1, 2, 3]
    assert [one.step for one in recorder.of_type("completions")] == [1, 2, 3]


def test_more_samples_make_smaller_errors_and_greedy_ones_are_all_alike(
    trained: Any, recorder: Any, new_recorder: Callable[[], Any], tmp_path: Path
) -> None:
    many, greedy = recorder, new_recorder()
    points = [point(tmp_path, 1, 6)]
    carry_out(job_config([6], evaluation={"samples": 8}), many, tmp_path / JOB, points=points)
    carry_out(job_config([6], evaluation={"temperature": 0}, seed=5), greedy, tmp_path / JOB, points=points)
    again = new_recorder()
    carry_out(job_config([6], evaluation={"temperature": 0}, seed=7), again, tmp_path / JOB, points=points)

    (one,), (first,), (second,) = (each.of_type("reevaluation") for each in (many, greedy, again))
    assert one.samples == 8
    assert one.standard_errors["conciseness"] < own(trained, "test")[6].standard_errors["conciseness"]
    assert first.objectives == second.objectives


def test_a_policy_that_cannot_be_loaded_is_left_out_by_name_and_the_rest_go_on(
    trained: Any, recorder: Any, tmp_path: Path
) -> None:
    damaged = tmp_path / RUN / "checkpoints" / "step-000003" / "policy" / "model.safetensors"
    damaged.write_bytes(damaged.read_bytes()[:100])
    points = [
        point(tmp_path, 1, 1, kept=False),
        point(tmp_path, 2, 2),
        point(tmp_path, 3, 3),
        point(tmp_path, 4, 6),
    ]

    assert carry_out(job_config([1, 2, 3, 6]), recorder, tmp_path / JOB, points=points) == "completed"

    assert [row.step for row in recorder.of_type("reevaluation")] == [6]
    assert recorder.of_type("reevaluation")[0].objectives == own(trained, "test")[6].objectives
    (event,) = [one for one in recorder.of_type("event") if one.kind == "points_left_out"]
    assert list(event.data["points"]) == [f"{RUN}@1", f"{RUN}@2", f"{RUN}@3"]
    assert "not kept any more" in event.message
    assert "not on this machine" in event.message
    assert "cannot be read" in event.message


@pytest.mark.usefixtures("trained")
def test_a_job_without_any_policy_fails_and_says_why(recorder: Any, tmp_path: Path) -> None:
    with pytest.raises(ReevaluationError, match=r"trained@2 \(its checkpoint is not on this machine\)"):
        carry_out(job_config([2]), recorder, tmp_path / JOB, points=[point(tmp_path, 1, 2)])


@pytest.mark.usefixtures("trained")
def test_a_job_stops_between_policies_and_goes_on_with_those_that_are_left(
    recorder: Any, new_recorder: Callable[[], Any], tmp_path: Path
) -> None:
    config, points = job_config([3, 6]), [point(tmp_path, 1, 3), point(tmp_path, 2, 6)]
    asked = recorder.of_type

    assert (
        carry_out(config, recorder, tmp_path / JOB, points=points, should_stop=lambda: bool(asked("reevaluation")))
        == "stopped"
    )
    assert [row.step for row in recorder.of_type("reevaluation")] == [3]
    later = new_recorder()
    assert carry_out(config, later, tmp_path / JOB, points=points[1:]) == "completed"
    assert [row.step for row in later.of_type("reevaluation")] == [6]
    assert list(later.scalars) == [2]


def test_adapters_are_evaluated_as_they_were_while_they_were_trained(
    recorder: Any, new_recorder: Callable[[], Any], tmp_path: Path
) -> None:
    lora = {"policy": TINY["policy"] | {"lora": {"rank": 4}}}
    before = new_recorder()
    carry_out(RunConfig.model_validate(TINY | lora), before, tmp_path / RUN)
    points = [point(tmp_path, position, step) for position, step in enumerate([6, 3, 0], 1)]

    carry_out(job_config([6, 3, 0], **lora), recorder, tmp_path / JOB, points=points)

    then = own(before, "test")
    assert {row.step: row.objectives for row in recorder.of_type("reevaluation")} == {
        step: then[step].objectives for step in (0, 3, 6)
    }
