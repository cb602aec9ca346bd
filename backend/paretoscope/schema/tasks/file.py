"""File: any data file."""

from typing import Literal

from paretoscope.schema.tasks.base import ColumnTask, DataPath


class FileTask(ColumnTask):
    """Any JSONL, JSON, CSV or parquet file; the config names its columns."""

    type: Literal["file"] = "file"
    path: DataPath
    """Training data inside the operator's data roots: a file, or a folder with a `train` file and optional `val` and `test` files."""
    validation_path: DataPath | None = None
    """File of the validation split. If left out, it is the folder's `val` file or else a fraction of the training data."""
    test_path: DataPath | None = None
    """File of the test split. If left out, it is the folder's `test` file or else a fraction of the training data."""
