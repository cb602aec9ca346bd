"""Files as rows: four formats that read alike, and refusals that name file, place and what to do."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.tables import Columns, read_rows, text_at, value_at

FORMATS = ["parquet", "jsonl", "ndjson", "json", "csv"]
ROWS = [{"prompt": "3+4=", "answer": "7"}, {"prompt": 'say "a, b"\nand ü', "answer": ""}]
Texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=20)


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    if path.suffix == ".parquet":
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    elif path.suffix == ".json":
        path.write_text(json.dumps(rows), encoding="utf-8")
    else:
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_gives_the_same_rows(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"rows.{suffix}", ROWS)
    assert read_rows(path, Columns(["prompt", "answer"])) == ROWS


@given(rows=st.lists(st.fixed_dictionaries({"a": Texts, "b": Texts}), min_size=1, max_size=5))
@pytest.mark.parametrize("suffix", FORMATS)
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, suffix: str, rows: list[dict[str, Any]]) -> None:
    path = write(tmp_path_factory.mktemp("rows") / f"rows.{suffix}", rows)
    assert read_rows(path, Columns(["a", "b"])) == rows


def test_only_wanted_columns_of_parquet_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.parquet", [{"a": 1, "b": 2, "c": {"d": 3}}])
    assert read_rows(path, Columns(["c.d", "b"])) == [{"b": 2, "c": {"d": 3}}]
    assert read_rows(path, Columns(["a"], all_others=True)) == [{"a": 1, "b": 2, "c": {"d": 3}}]


def test_a_json_lines_file_by_the_name_of_json_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_text('\ufeff{"a": 1}\n\n{"a": 2}\n', encoding="utf-8")
    assert read_rows(path, Columns(["a"])) == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("rows.jsonl", '{"a": 1}\n{"a": \n', "line 2 is not JSON"),
        ("rows.jsonl", "[1, 2]", "row 0 is not an object"),
        ("rows.jsonl", "7\n", "row 0 is not an object"),
        ("rows.json", '[{"a": 1}, 7]', "row 1 is not an object"),
        ("rows.json", "[" * 100_000, "cannot be read as json"),
        ("rows.csv", 'a,b\n1,2\n"3,4', "cannot be read as csv"),
        ("rows.csv", "a,b\n1,2,3\n", "line 2 does not have as many fields"),
        ("rows.csv", "a,b\n1\n", "line 2 does not have as many fields"),
        ("rows.parquet", "no parquet", "cannot be read as parquet"),
        ("rows.txt", "a", r"Give a file that ends in one of \.parquet, \.jsonl"),
        ("rows.jsonl", "", "no rows"),
        ("rows.csv", "a,b\n", "no rows"),
        ("rows.jsonl", '{"b": 1}', r"has no column a; it has: b"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(TaskDataError, match=f"{name}.*{message}"):
        read_rows(tmp_path / name, Columns(["a"]))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    for name in ("rows.jsonl", "rows.csv"):
        (tmp_path / name).write_bytes(b"a,b\n\xff\xfe,1\n")
        with pytest.raises(TaskDataError, match="cannot be read"):
            read_rows(tmp_path / name, Columns(["a"]))


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for name in ("missing.csv", "folder.csv"):
        with pytest.raises(TaskDataError, match=f"{name} does not exist"):
            read_rows(tmp_path / name, Columns(["a"]))


def test_a_dot_leads_into_a_nested_column_and_a_plain_name_comes_first() -> None:
    row = {"a": {"b": {"c": 1}}, "a.b": 2}
    assert (value_at(row, "a.b.c"), value_at(row, "a.b"), value_at(row, "a.x"), value_at(row, "x.y")) == (
        1,
        2,
        None,
        None,
    )


@pytest.mark.parametrize(("value", "text"), [("7", "7"), (7, "7"), (0.5, "0.5"), ("", "")])
def test_text_and_numbers_are_text(value: Any, text: str) -> None:
    assert text_at({"a": value}, "a", "here") == text


@pytest.mark.parametrize("value", [None, True, float("nan"), ["7"], {"b": 1}, b"7"])
def test_anything_else_is_refused_with_its_place(value: Any) -> None:
    with pytest.raises(TaskDataError, match="file, row 3: the column a holds"):
        text_at({"a": value}, "a", "file, row 3")
