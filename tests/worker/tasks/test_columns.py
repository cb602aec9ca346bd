from pathlib import Path
from typing import Any

import pytest

from paretoscope.schema.tasks import FileTask
from paretoscope_worker.tasks.columns import file_splits
from paretoscope_worker.tasks.errors import TaskDataError

from .files import sums, write_jsonl, write_parquet


def test_columns_mean_what_the_task_says(tmp_path: Path) -> None:
    rows = [{"q": {"text": f"{n}+1"}, "a": n + 1, "kind": ["sum"], "unused": n} for n in range(10)]
    path = write_jsonl(tmp_path / "mine.jsonl", rows)
    task = FileTask(
        path=str(path),
        prompt_column="q.text",
        ground_truth_column="a",
        extra_columns=["kind", "q.text"],
        prompt_suffix="=",
        system_prompt="Add.",
        as_chat=False,
    )
    problem = file_splits(task).validation[0]
    number = int(problem.ground_truth) - 1
    assert problem.prompt == f"Add.\n\n{number}+1 ="
    assert problem.columns == {"kind": ["sum"], "q.text": f"{number}+1"}


def test_files_of_their_own_are_the_splits_in_any_mix_of_formats(tmp_path: Path) -> None:
    csv = tmp_path / "dev.csv"
    csv.write_text("prompt,answer\n50+1=,51\n")
    task = FileTask(
        path=str(write_jsonl(tmp_path / "train.jsonl", sums(4))),
        validation_path=str(csv),
        test_path=str(write_parquet(tmp_path / "t.parquet", sums(2, 60))),
    )
    splits = file_splits(task)
    assert [problem.ground_truth for problem in splits.train] == ["1", "2", "3", "4"]
    assert [problem.ground_truth for problem in splits.validation] == ["51"]
    assert [problem.ground_truth for problem in splits.test] == ["61", "62"]
    assert splits.validation[0].prompt == ({"role": "user", "content": "50+1="},)


def test_one_training_row_is_enough_where_the_other_splits_are_given(tmp_path: Path) -> None:
    one, other = write_jsonl(tmp_path / "a.jsonl", sums(1)), write_jsonl(tmp_path / "b.jsonl", sums(2, 5))
    splits = file_splits(FileTask(path=str(one), validation_path=str(other), test_path=str(other)))
    assert len(splits.train) == 1


def test_answers_may_be_missing_where_no_column_is_named(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "mine.jsonl", [{"prompt": str(n)} for n in range(5)])
    assert file_splits(FileTask(path=str(path), ground_truth_column=None)).train[0].ground_truth == ""


def test_conversations_are_prompts(tmp_path: Path) -> None:
    chat = [{"role": "user", "content": "3+4="}]
    rows = [{"prompt": [*chat, {"role": "user", "content": str(n)}], "answer": "7"} for n in range(5)]
    splits = file_splits(FileTask(path=str(write_jsonl(tmp_path / "mine.jsonl", rows))))
    assert splits.train[0].prompt[0] == chat[0]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "has no rows"),
        (sums(1), "have 1 different prompts"),
        (sums(1) * 9, "have 1 different prompts"),
        ([{"prompt": "x"}] * 4, "has no column answer; it has: prompt"),
        ([{"answer": "x"}] * 4, "has no column prompt; it has: answer"),
        ([*sums(3), {"prompt": "x"}], "row 3: the column answer holds nothing"),
        ([*sums(3), {"prompt": None, "answer": "7"}], "row 3: the column prompt holds nothing"),
        ([*sums(3), {"prompt": "x", "answer": ["7"]}], r"row 3: the column answer holds \['7'\], of type list"),
        ([*sums(3), {"prompt": [{"role": "wizard"}], "answer": "7"}], "row 3: the prompt is"),
    ],
)
def test_data_that_cannot_be_used_are_refused_with_file_and_column(
    tmp_path: Path, rows: list[dict[str, Any]], message: str
) -> None:
    path = write_jsonl(tmp_path / "mine.jsonl", rows)
    with pytest.raises(TaskDataError, match=message) as refused:
        file_splits(FileTask(path=str(path)))
    assert "mine.jsonl" in str(refused.value)
