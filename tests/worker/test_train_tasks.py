"""Two steps of training on every task that reads data, and an order of prompts that is resumed in each."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.tasks import Task
from paretoscope_worker.tasks import load_splits
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.prompt_order import PromptOrder
from paretoscope_worker.train import train

from . import logging_rewards
from .tasks.files import competition, sums, verl_rows, word_problems, write_jsonl, write_parquet

MakeConfig = Callable[..., RunConfig]
DATA = Path(__file__).parents[1] / "data" / "math500"
TASKS = ["arithmetic", "math500", "math_lighteval", "gsm8k", "file", "verl"]


def task_of(kind: str, folder: Path) -> dict[str, Any]:
    """Writes the data of a task and returns its config."""
    if kind == "arithmetic":
        return {"type": kind, "validation_prompts": 8, "test_prompts": 8}
    if kind == "math500":
        return {"type": kind, "path": str(DATA)}
    rows: dict[str, Any] = {"math_lighteval": competition, "gsm8k": word_problems, "file": sums, "verl": verl_rows}
    if kind == "verl":
        return {"type": kind, "path": str(write_parquet(folder / "data.parquet", rows[kind](30)))}
    return {"type": kind, "path": str(write_jsonl(folder / "data.jsonl", rows[kind](30)))}


def run(config: RunConfig, recorder: Any, folder: Path) -> str:
    return train(config, folder=folder, reporter=recorder, should_stop=lambda: False, on_stage=lambda _: None)


@pytest.mark.parametrize("kind", TASKS)
def test_two_steps_on_every_task(run_config: MakeConfig, recorder: Any, tmp_path: Path, kind: str) -> None:
    config = run_config(task=task_of(kind, tmp_path), budget={"steps": 2, "prompts_per_step": 3})
    assert run(config, recorder, tmp_path) == "completed"
    assert recorder.of_type("event") == []
    for record in recorder.of_type("evaluation"):
        assert all(math.isfinite(value) for value in record.objectives.values())
    prompts = {row.prompt for record in recorder.of_type("completions") for row in record.completions}
    assert len(prompts) > 3


def test_columns_of_the_data_reach_objectives(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "column_rewards.py").write_text(
        "def kind(completions, kind):\n    return [float(k[-1]) for k in kind]\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PARETOSCOPE_REWARD_MODULES", "column_rewards")
    objectives = [{"type": "accuracy"}, {"type": "function", "function": "column_rewards:kind"}]
    budget = {"steps": 2, "prompts_per_step": 3}
    task = task_of("file", tmp_path) | {"extra_columns": ["kind"]}
    assert run(run_config(task=task, objectives=objectives, budget=budget), recorder, tmp_path) == "completed"
    for row in recorder.of_type("completions")[0].completions:
        assert row.rewards["function"] == int(row.prompt.partition("+")[0]) % 3


def test_what_a_reward_function_logs_becomes_metrics_and_columns_of_the_run(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARETOSCOPE_REWARD_MODULES", logging_rewards.__name__)
    objectives = [{"type": "accuracy"}, {"type": "function", "function": f"{logging_rewards.__name__}:length"}]
    budget = {"steps": 2, "prompts_per_step": 3}
    run(run_config(objectives=objectives, budget=budget, evaluation={"every": 2}), recorder, tmp_path)
    assert [recorder.scalars[step].get("logged/updates/train") for step in (0, 1, 2)] == [None, 0.0, 1.0]
    assert [recorder.scalars[step].get("logged/updates/validation") for step in (0, 1, 2)] == [0.0, None, 2.0]
    assert recorder.scalars[1]["logged/characters/train"] > 0
    kept = [row for record in recorder.of_type("completions") for row in record.completions]
    assert {tuple(row.extra) for row in kept} == {("characters",)}
    assert all(row.extra["characters"] == row.rewards["function"] for row in kept)


def test_prompts_over_the_limit_are_left_out_of_every_task(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    rows = [*sums(30), {"prompt": "9" * 500, "answer": "9", "kind": "kind 0"}]
    task = {"type": "file", "path": str(write_jsonl(tmp_path / "data.jsonl", rows)), "max_prompt_tokens": 100}
    run(run_config(task=task, budget={"steps": 1, "prompts_per_step": 2}), recorder, tmp_path)
    (event,) = recorder.of_type("event")
    assert event.kind == "prompts_left_out"
    assert sum(event.data.values()) == 1


def test_a_data_set_with_one_row_fails_the_run_with_its_file(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    task = {"type": "file", "path": str(write_jsonl(tmp_path / "one.jsonl", sums(1)))}
    with pytest.raises(TaskDataError, match=r"one\.jsonl have 1 different prompts"):
        run(run_config(task=task), recorder, tmp_path)


@pytest.mark.parametrize("kind", TASKS)
def test_the_order_of_prompts_is_seeded_and_goes_on_where_it_was(tmp_path: Path, kind: str) -> None:
    task = TypeAdapter[Task](Task).validate_python(task_of(kind, tmp_path))

    def order(seed: int = 3) -> PromptOrder:
        return PromptOrder(load_splits(task).train, seed)

    whole, interrupted, resumed = order(), order(), order()
    assert whole.take(13) == interrupted.take(13)
    resumed.load_state_dict(interrupted.state_dict())
    rest = whole.take(40)
    assert resumed.take(40) == rest
    assert order(seed=4).take(13) != order().take(13)
