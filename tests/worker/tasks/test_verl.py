from pathlib import Path

import pytest

from paretoscope.schema.tasks import VerlTask
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.verl import verl_splits

from .files import verl_rows, write_parquet

DATA = Path(__file__).parents[2] / "data" / "math500"


def test_the_files_of_a_folder_are_read_as_they_are() -> None:
    splits = verl_splits(VerlTask(path=str(DATA)))
    assert (len(splits.train), len(splits.validation), len(splits.test)) == (8, 4, 4)
    assert splits.train[0].ground_truth == "9"


def test_what_is_missing_is_drawn_and_every_column_is_passed_on(tmp_path: Path) -> None:
    write_parquet(tmp_path / "train.parquet", verl_rows(20))
    write_parquet(tmp_path / "test.parquet", verl_rows(3, 50))
    splits = verl_splits(VerlTask(path=str(tmp_path), validation_fraction=0.25))
    assert (len(splits.train), len(splits.validation), len(splits.test)) == (15, 5, 3)
    problem = splits.test[0]
    assert problem.prompt == ({"role": "user", "content": "50+1="},)
    assert problem.columns == {key: value for key, value in verl_rows(1, 50)[0].items() if key != "prompt"}


def test_one_file_is_split_in_three(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "mine.parquet", verl_rows(10))
    splits = verl_splits(VerlTask(path=str(path)))
    assert (len(splits.train), len(splits.validation), len(splits.test)) == (8, 1, 1)


def test_one_row_cannot_be_split(tmp_path: Path) -> None:
    with pytest.raises(TaskDataError, match="have 1 different prompts"):
        verl_splits(VerlTask(path=str(write_parquet(tmp_path / "mine.parquet", verl_rows(1)))))


def test_another_layout_is_refused(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "mine.parquet", [{"prompt": "3+4=", "reward_model": {"ground_truth": "7"}}] * 4)
    with pytest.raises(TaskDataError, match=r"mine\.parquet, row 0: prompt is not a list of chat messages"):
        verl_splits(VerlTask(path=str(path)))
