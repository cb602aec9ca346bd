from pathlib import Path

import pytest

from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.sources import read_path
from paretoscope_worker.tasks.tables import Columns

from .files import sums, write_jsonl, write_parquet

PROMPT = Columns(["prompt"])


def read(path: Path) -> dict[str, list[str]]:
    return {split: [row.row["prompt"] for row in rows] for split, rows in read_path(path, PROMPT).items()}


def test_one_file_is_the_training_split(tmp_path: Path) -> None:
    assert read(write_jsonl(tmp_path / "anything.jsonl", sums(2))) == {"train": ["0+1=", "1+1="]}


@pytest.mark.parametrize("name", ["val", "valid", "validation", "dev"])
def test_files_of_a_folder_are_splits_by_their_names(tmp_path: Path, name: str) -> None:
    write_parquet(tmp_path / "train.parquet", sums(1))
    write_parquet(tmp_path / f"{name}.parquet", sums(1, 1))
    write_parquet(tmp_path / "test.parquet", sums(1, 2))
    (tmp_path / "trainer.parquet").write_bytes(b"of something else")
    (tmp_path / "train.md").write_text("of something else")
    assert read(tmp_path) == {"train": ["0+1="], "validation": ["1+1="], "test": ["2+1="]}


def test_shards_are_read_in_order_as_the_hub_names_them(tmp_path: Path) -> None:
    for shard in (1, 0, 2):
        write_parquet(tmp_path / "data" / f"train-0000{shard}-of-00003.parquet", sums(1, shard))
    write_parquet(tmp_path / "data" / "test-00000-of-00001.parquet", sums(1, 9))
    assert read(tmp_path) == {"train": ["0+1=", "1+1=", "2+1="], "test": ["9+1="]}


def test_a_row_knows_its_file_and_number(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "train.jsonl", sums(2))
    assert [row.place for row in read_path(tmp_path, PROMPT)["train"]] == [f"{path}, row 0", f"{path}, row 1"]


def test_a_folder_without_a_training_file_is_refused(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "test.jsonl", sums(1))
    with pytest.raises(TaskDataError, match=r"has no training file.*train\.parquet, train\.jsonl"):
        read(tmp_path)


def test_a_split_in_several_formats_is_refused(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "train.jsonl", sums(1))
    write_parquet(tmp_path / "train.parquet", sums(1))
    with pytest.raises(TaskDataError, match=r"several formats for the train split: train\.jsonl, train\.parquet"):
        read(tmp_path)


def test_a_path_to_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaskDataError, match=r"nothing\.jsonl does not exist"):
        read(tmp_path / "nothing.jsonl")
    with pytest.raises(TaskDataError, match="has no known format"):
        read(tmp_path / "nothing")
