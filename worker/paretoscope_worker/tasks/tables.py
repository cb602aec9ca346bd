"""Reads rows from parquet, JSON lines, JSON and CSV files, and values from their columns."""

import csv
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow
import pyarrow.parquet

from paretoscope_worker.tasks.errors import TaskDataError

Row = Mapping[str, Any]
LONGEST_CSV_FIELD = 2**27


class Columns(NamedTuple):
    """The columns to read; a dot in a name leads into a nested column."""

    needed: Collection[str] = ()
    """Columns that must exist."""
    all_others: bool = False
    """Whether all other columns are read too."""
    advice: str = "Use the names that the columns have in the data, or choose other data."
    """What to do if a needed column is missing."""

    def chosen(self, columns: Sequence[str]) -> list[str]:
        """Returns the columns to read, given all columns of the data."""
        top = {_top(name) for name in self.needed}
        return [name for name in columns if self.all_others or name in top or name in self.needed]

    def require(self, columns: Sequence[str], place: str) -> None:
        """Refuses data that lack a column.

        Raises:
            TaskDataError: a column is missing. The message names it and the columns that exist.
        """
        missing = [name for name in self.needed if name not in columns and _top(name) not in columns]
        if missing:
            raise TaskDataError(
                f"{place} has no column {' and no column '.join(missing)}; it has: {', '.join(columns) or 'none'}. "
                f"{self.advice}"
            )


def read_rows(path: Path, columns: Columns) -> list[Row]:
    """Reads all rows of a file that ends in .parquet, .jsonl, .ndjson, .json or .csv.

    Raises:
        TaskDataError: the file is missing, broken, empty or of another format, or lacks a needed column.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise TaskDataError(f"{path} has no known format. Give a file that ends in one of {', '.join(READERS)}.")
    if not path.is_file():
        raise TaskDataError(f"{path} does not exist on this worker. Put the file there, or correct the path.")
    try:
        rows, names = reader(path, columns)
    except (pyarrow.ArrowException, OSError, ValueError, csv.Error, RecursionError) as error:
        raise TaskDataError(
            f"{path} cannot be read as {path.suffix[1:]}: {error}. Correct the file, or choose another one."
        ) from error
    if not rows:
        raise TaskDataError(f"{path} has no rows. Give a file with at least one row.")
    columns.require(names, str(path))
    return rows


def value_at(row: Row, column: str) -> Any:
    """Returns the value of a column, or None if there is none; a dot leads into a nested column."""
    if column in row:
        return row[column]
    value: Any = row
    for name in column.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def text_at(row: Row, column: str, place: str) -> str:
    """Returns the text in a column; a number is converted to text.

    Raises:
        TaskDataError: the column holds nothing, or something other than text or a number.
    """
    value = value_at(row, column)
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:  # noqa: PLR0124 - not NaN
        return repr(value)
    seen = "nothing" if value is None else f"{value!r:.80}, of type {type(value).__name__}"
    raise TaskDataError(f"{place}: the column {column} holds {seen}. It must hold text in every row. Correct the data.")


def _top(column: str) -> str:
    return column.partition(".")[0]


Reader = Callable[[Path, Columns], tuple[list[Row], Sequence[str]]]
"""Returns the rows, and the names of all columns of the file."""


def _read_parquet(path: Path, columns: Columns) -> tuple[list[Row], Sequence[str]]:
    names: list[str] = pyarrow.parquet.read_schema(path).names
    table = pyarrow.parquet.read_table(path, columns=columns.chosen(names))
    rows: list[Row] = table.to_pylist() if table.num_columns else [{}] * table.num_rows
    return rows, names


def _read_json(path: Path, _: Columns) -> tuple[list[Row], Sequence[str]]:
    text = path.read_text(encoding="utf-8-sig")
    whole = json.loads(text) if text.lstrip().startswith("[") else list(_json_lines(text))
    for number, row in enumerate(whole):
        if not isinstance(row, dict):
            raise ValueError(f"row {number} is not an object with columns but of type {type(row).__name__}")
    return whole, list(dict.fromkeys(name for row in whole for name in row))


def _json_lines(text: str) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                raise ValueError(f"line {number} is not JSON ({error})") from error


def _read_csv(path: Path, _: Columns) -> tuple[list[Row], Sequence[str]]:
    csv.field_size_limit(LONGEST_CSV_FIELD)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        rows: list[Row] = []
        for row in reader:
            if None in row or None in row.values():
                raise ValueError(f"line {reader.line_num} does not have as many fields as the first line")
            rows.append(row)
        return rows, list(reader.fieldnames or ())


READERS: dict[str, Reader] = {
    ".parquet": _read_parquet,
    ".jsonl": _read_json,
    ".ndjson": _read_json,
    ".json": _read_json,
    ".csv": _read_csv,
}
