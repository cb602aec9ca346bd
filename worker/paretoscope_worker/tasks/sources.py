"""Reads the rows of each split from a folder, from a file or from the Hub."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from paretoscope.settings import Settings
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.tables import READERS, Columns, Row, read_rows

SPLIT_FILES = {"train": "train|training", "validation": "val|valid|validation|dev", "test": "test"}


class Placed(NamedTuple):
    """A row and the place it was read from."""

    row: Row
    place: str
    """File or data set, and number of the row."""


Sources = dict[str, list[Placed]]
"""Rows by split: always `train`, and also `validation` and `test` if the data have them."""


def read_path(path: Path, columns: Columns) -> Sources:
    """Reads a file as the training split, or the files of a folder as the splits that their names say.

    Raises:
        TaskDataError: the file does not exist, the folder has no training file, or a file cannot be used.
    """
    files = _files_of(path) if path.is_dir() else {"train": [path]}
    return {split: [row for file in files[split] for row in read_file(file, columns)] for split in files}


def read_file(path: Path, columns: Columns) -> list[Placed]:
    """Reads the rows of a file.

    Raises:
        TaskDataError: the file cannot be used.
    """
    rows = read_rows(path, columns)
    return [Placed(row, f"{path}, row {number}") for number, row in enumerate(rows)]


def read_hub(
    dataset: str,
    columns: Columns,
    splits: Mapping[str, str],
    config: str | None = None,
    revision: str | None = None,
) -> Sources:
    """Fetches splits of a data set from the Hugging Face Hub, or takes them from the worker's cache.

    Args:
        dataset: Hub id.
        columns: the columns to read.
        splits: maps `train`, and `validation` and `test` if wanted, to the names of the splits in the data set.
        config: configuration of the data set.
        revision: branch, tag or commit.

    Raises:
        TaskDataError: the operator does not allow the Hub, or the data set cannot be fetched or lacks a column.
    """
    if not Settings().hub:
        raise TaskDataError(
            f"The data set '{dataset}' would be fetched from the Hugging Face Hub, but the operator of this worker has "
            "switched the Hub off. Give a local file, or ask the operator to set PARETOSCOPE_HUB to 1 and restart the "
            "worker."
        )
    if Path(dataset).exists():
        raise TaskDataError(
            f"The worker has a file or folder '{dataset}' in its working directory, which would be read instead of the "
            "data set of the Hub. Rename it, or start the worker in another directory."
        )
    return {name: _fetch(dataset, columns, split, config, revision) for name, split in splits.items()}


def _fetch(dataset: str, columns: Columns, split: str, config: str | None, revision: str | None) -> list[Placed]:
    import datasets  # it loads pandas, which nothing else needs

    datasets.disable_progress_bars()
    try:
        found = datasets.load_dataset(dataset, name=config, split=split, revision=revision)
    except Exception as error:
        why = (str(error).strip().splitlines() or ["no reason given"])[0].rstrip(".")
        raise TaskDataError(
            f"The split '{split}' of the data set '{dataset}' cannot be fetched: {type(error).__name__}: {why}. "
            "Check the id, config, split and revision, and that this worker can reach the Hugging Face Hub or has the "
            "data in its cache (HF_HOME)."
        ) from error
    place = f"{dataset}, split {split}"
    columns.require(found.column_names, place)
    found = found.select_columns(columns.chosen(found.column_names))
    if len(found) == 0:
        raise TaskDataError(f"{place} has no rows. Choose a split with at least one.")
    return [Placed(row, f"{place}, row {number}") for number, row in enumerate(found.to_list())]


def _files_of(folder: Path) -> dict[str, list[Path]]:
    """Returns the files of each split in a folder and its subfolder `data/`, with shards in order."""
    every = sorted(path for place in (folder, folder / "data") if place.is_dir() for path in place.iterdir())
    found = {split: [path for path in every if _is_of(path, names)] for split, names in SPLIT_FILES.items()}
    if not found["train"]:
        raise TaskDataError(
            f"{folder} has no training file. Put a train.parquet, train.jsonl, train.json or train.csv there, or give "
            "the path of one file."
        )
    for split, paths in found.items():
        if len({path.suffix.lower() for path in paths}) > 1:
            names = ", ".join(path.name for path in paths)
            raise TaskDataError(
                f"{folder} has files of several formats for the {split} split: {names}. Keep the files of one format."
            )
    return {split: paths for split, paths in found.items() if paths}


def _is_of(path: Path, names: str) -> bool:
    return path.suffix.lower() in READERS and re.fullmatch(f"(?:{names})(?:[-_.].*)?", path.stem) is not None
