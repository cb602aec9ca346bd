from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file
from torch import nn

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.interpolation import InterpolationError, interpolated
from paretoscope_worker.processes.attempt import attempt

MakeConfig = Callable[..., RunConfig]
ODD = torch.tensor([-0.0, 0.0, float("inf"), float("-inf"), 1e-45, 3.4e38, -1.0])


def run(config: RunConfig, recorder: Any, folder: Path, stop_after: int = -1) -> str:
    return attempt(
        config,
        folder=folder,
        reporter=recorder,
        should_stop=lambda: stop_after in recorder.scalars,
        on_stage=[].append,
        give_up=[].append,
    )


def bits(tensor: torch.Tensor) -> list[int]:
    return tensor.contiguous().view(torch.uint8).flatten().tolist()


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float64])
def test_the_ends_are_the_two_policies_bit_for_bit(dtype: torch.dtype) -> None:
    start, end = {"w": ODD.to(dtype)}, {"w": ODD.flip(0).to(dtype)}
    assert bits(interpolated(start, end, 0.0)["w"]) == bits(start["w"])
    assert bits(interpolated(start, end, 1.0)["w"]) == bits(end["w"])


def test_the_middle_of_two_linear_models_gives_the_mean_of_their_outputs() -> None:
    torch.manual_seed(0)
    first, second, middle = (nn.Linear(5, 3).double() for _ in range(3))
    middle.load_state_dict(interpolated(first.state_dict(), second.state_dict(), 0.5))
    inputs = torch.randn(7, 5, dtype=torch.float64)
    torch.testing.assert_close(middle(inputs), (first(inputs) + second(inputs)) / 2)


@given(st.floats(0, 1), st.integers(0, 10))
def test_a_point_is_as_far_from_the_start_as_alpha_says_from_whichever_end_it_is_seen(alpha: float, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    start, end = ({"w": torch.randn(20, generator=generator)} for _ in range(2))
    point = interpolated(start, end, alpha)["w"]
    torch.testing.assert_close(point, (1 - alpha) * start["w"] + alpha * end["w"])
    torch.testing.assert_close(point, interpolated(end, start, 1 - alpha)["w"])


def test_bfloat16_is_rounded_once_not_in_between() -> None:
    start, end = {"w": torch.tensor([1.0]).bfloat16()}, {"w": torch.tensor([1.0078125]).bfloat16()}
    assert interpolated(start, end, 0.75)["w"].item() == 1.0078125
    assert interpolated(start, end, 0.25)["w"].item() == 1.0


def test_the_other_end_is_taken_in_the_number_format_of_the_start() -> None:
    point = interpolated({"w": torch.zeros(2).bfloat16()}, {"w": torch.ones(2)}, 1.0)["w"]
    assert point.dtype == torch.bfloat16
    assert point.tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ({"w": torch.ones(2)}, {"w": torch.ones(3)}, r"'w' has shape \[2\] .*\[3\]"),
        ({"w": torch.ones(2)}, {"v": torch.ones(2)}, "Only one of the policies has"),
        ({"w": torch.ones(2, dtype=torch.uint8)}, {"w": torch.zeros(2, dtype=torch.uint8)}, "torch.uint8"),
    ],
)
def test_policies_without_anything_between_them_are_refused(start: Any, end: Any, said: str) -> None:
    with pytest.raises(InterpolationError, match=said):
        interpolated(start, end, 0.5)


def test_whole_numbers_that_agree_are_kept() -> None:
    state = {"positions": torch.arange(3)}
    assert interpolated(state, state, 0.5)["positions"].tolist() == [0, 1, 2]


def texts(recorder: Any) -> dict[int, list[str]]:
    """Returns the completions of each validation."""
    records = (record for record in recorder.of_type("completions") if record.split == "validation")
    return {record.step: [row.completion for row in record.completions] for record in records}


@pytest.fixture
def soup(run_config: MakeConfig, new_recorder: Any, tmp_path: Path) -> tuple[Any, RunConfig]:
    """A training run, and the config of the points between its policies of steps 2 and 6."""
    trained = new_recorder()
    config = run_config(checkpoints={"every": 2})
    run(config, trained, tmp_path / "trained")
    checkpoints = tmp_path / "trained" / "checkpoints"
    ends = {"policy": {"model": str(checkpoints / "step-000002" / "policy"), "device": "cpu"}}
    other = {"other": str(checkpoints / "step-000006" / "policy"), "points": 3}
    return trained, RunConfig.model_validate(config.model_dump() | ends | {"interpolation": other})


def test_the_ends_of_a_soup_are_evaluated_as_they_were_in_training(
    soup: tuple[Any, RunConfig], recorder: Any, tmp_path: Path
) -> None:
    trained, config = soup
    assert run(config, recorder, tmp_path / "soup") == "completed"
    points = [record.objectives for record in recorder.of_type("evaluation")]
    then = {record.step: record.objectives for record in trained.of_type("evaluation") if record.split == "validation"}
    assert [points[0], points[2]] == [then[2], then[6]]
    assert [record.step for record in recorder.of_type("evaluation")] == [0, 1, 2]
    written, before = texts(recorder), texts(trained)
    assert (written[0], written[2]) == (before[2], before[6])
    assert written[0] != written[2]


def test_a_soup_reports_alpha_and_hypervolume_and_keeps_the_weights_of_its_front(
    soup: tuple[Any, RunConfig], recorder: Any, tmp_path: Path
) -> None:
    _, config = soup
    run(config, recorder, tmp_path / "soup")
    assert {step: values["interpolation/alpha"] for step, values in recorder.scalars.items()} == {0: 0, 1: 0.5, 2: 1}
    assert all({"pareto/hypervolume", "pareto/contribution"} < values.keys() for values in recorder.scalars.values())
    assert not any(record.resumable for record in recorder.of_type("checkpoint"))
    assert config.interpolation is not None
    start, end = (
        load_file(Path(end) / "model.safetensors") for end in (config.policy.model, config.interpolation.other)
    )
    for folder in (tmp_path / "soup" / "checkpoints").iterdir():
        alpha = int(folder.name[5:]) / 2
        kept = load_file(folder / "policy" / "model.safetensors")
        assert all(torch.equal(kept[name], tensor) for name, tensor in interpolated(start, end, alpha).items())


def test_a_soup_can_be_stopped(soup: tuple[Any, RunConfig], recorder: Any, tmp_path: Path) -> None:
    _, config = soup
    assert run(config, recorder, tmp_path / "soup", stop_after=0) == "stopped"
    assert list(recorder.scalars) == [0]


def test_policies_of_different_shapes_are_refused_before_any_evaluation(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, write_policy: Callable[..., Path]
) -> None:
    other = write_policy(tmp_path / "other", intermediate_size=64)
    with pytest.raises(InterpolationError, match="began with the same model"):
        run(run_config(interpolation={"other": str(other)}), recorder, tmp_path)
    assert recorder.of_type("evaluation") == []
