import shutil
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from paretoscope.schema.tasks import ArithmeticTask, Math500Task
from paretoscope_worker.tasks import load_splits
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.math500 import math500_splits

DATA = Path(__file__).parents[2] / "data" / "math500"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def write_train(folder: Path, **columns: Any) -> None:
    pyarrow.parquet.write_table(pyarrow.table(columns), folder / "train.parquet")


def test_splits_hold_chat_prompts_and_their_answers() -> None:
    splits = math500_splits(Math500Task(path=str(DATA)))
    assert (len(splits.train), len(splits.validation), len(splits.test)) == (8, 4, 4)
    problem = splits.train[0]
    assert problem.ground_truth == "9"
    (message,) = problem.prompt
    assert message["role"] == "user"
    assert message["content"].startswith("How many positive whole-number divisors does 196 have?")
    assert message["content"].endswith(r"within \boxed{}.")


def test_splits_share_no_problem() -> None:
    splits = math500_splits(Math500Task(path=str(DATA)))
    prompts = [str(p.prompt) for part in (splits.train, splits.validation, splits.test) for p in part]
    assert len(set(prompts)) == 16


def test_tasks_are_chosen_by_their_config() -> None:
    assert load_splits(Math500Task(path=str(DATA))).validation[0].ground_truth == "-41"
    assert len(load_splits(ArithmeticTask(validation_prompts=9)).validation) == 9


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "val.parquet").unlink()
    with pytest.raises(TaskDataError, match=r"val\.parquet does not exist.*train\.parquet, val\.parquet and test"):
        math500_splits(Math500Task(path=str(folder)))


def test_a_file_that_is_not_parquet_is_named(folder: Path) -> None:
    (folder / "test.parquet").write_bytes(b"no parquet")
    with pytest.raises(TaskDataError, match=r"test\.parquet cannot be read as parquet"):
        math500_splits(Math500Task(path=str(folder)))


def test_a_missing_column_is_named(folder: Path) -> None:
    write_train(folder, prompt=[[{"role": "user", "content": "x"}]])
    with pytest.raises(TaskDataError, match=r"train\.parquet has no column reward_model.*verl's layout"):
        math500_splits(Math500Task(path=str(folder)))


def test_an_empty_file_is_refused(folder: Path) -> None:
    write_train(folder, prompt=[], reward_model=[])
    with pytest.raises(TaskDataError, match="no rows"):
        math500_splits(Math500Task(path=str(folder)))


@pytest.mark.parametrize(
    "prompt", ["plain text", [], [{"role": "wizard", "content": "x"}], [{"role": "user", "content": None}], None]
)
def test_a_prompt_that_is_no_chat_is_named_by_its_row(folder: Path, prompt: Any) -> None:
    write_train(folder, prompt=[prompt], reward_model=[{"ground_truth": "1"}])
    with pytest.raises(TaskDataError, match="row 0: prompt is not a list of chat messages"):
        math500_splits(Math500Task(path=str(folder)))


@pytest.mark.parametrize("reward_model", [{"ground_truth": 7}, {"style": "rule"}, None])
def test_a_missing_answer_is_named_by_its_row(folder: Path, reward_model: Any) -> None:
    write_train(folder, prompt=[[{"role": "user", "content": "x"}]], reward_model=[reward_model])
    with pytest.raises(TaskDataError, match=r"row 0: reward_model\.ground_truth"):
        math500_splits(Math500Task(path=str(folder)))
