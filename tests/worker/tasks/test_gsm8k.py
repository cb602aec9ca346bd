from pathlib import Path

import pytest

from paretoscope.schema.tasks import Gsm8kTask
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.gsm8k import gsm8k_splits

from .files import sums, word_problems, write_jsonl, write_parquet


def test_the_answer_is_what_follows_the_mark_without_commas(tmp_path: Path) -> None:
    write_parquet(tmp_path / "train-00000-of-00001.parquet", word_problems(10))
    write_parquet(tmp_path / "test-00000-of-00001.parquet", word_problems(2, 100))
    splits = gsm8k_splits(Gsm8kTask(path=str(tmp_path)))
    assert (len(splits.train), len(splits.validation), len(splits.test)) == (9, 1, 2)
    problem = splits.test[0]
    assert problem.ground_truth == "1100"
    assert problem.prompt == (
        {
            "role": "user",
            "content": "Ann has 100 pears and gets 1000. "
            r"Let's think step by step and output the final answer within \boxed{}.",
        },
    )
    assert problem.columns == {"solution": "She has 100+1000.\n#### 1,100"}


@pytest.mark.parametrize(
    ("answer", "truth"),
    [
        ("a\n#### 42", "42"),
        ("#### -5 \n", "-5"),
        ("####$1,234.50", "$1234.50"),
        ("#### 7\n#### 8", "8"),
        ("####3", "3"),
    ],
)
def test_marks_are_read_as_people_write_them(tmp_path: Path, answer: str, truth: str) -> None:
    path = write_jsonl(tmp_path / "train.jsonl", [{"question": str(n), "answer": answer} for n in range(3)])
    assert gsm8k_splits(Gsm8kTask(path=str(path))).train[0].ground_truth == truth


def test_the_suffix_is_a_setting(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "train.jsonl", word_problems(3))
    splits = gsm8k_splits(Gsm8kTask(path=str(path), prompt_suffix="", as_chat=False, system_prompt="Count."))
    assert str(splits.train[0].prompt).startswith("Count.\n\nAnn has ")
    assert str(splits.train[0].prompt).endswith("gets 1000.")


@pytest.mark.parametrize("answer", ["42", "", "####", "#### \n"])
def test_an_answer_without_its_mark_is_refused_with_its_row(tmp_path: Path, answer: str) -> None:
    rows = [*word_problems(2), {"question": "x", "answer": answer}]
    path = write_jsonl(tmp_path / "train.jsonl", rows)
    with pytest.raises(TaskDataError, match=r"train\.jsonl, row 2: the column answer does not end with .*#### 42"):
        gsm8k_splits(Gsm8kTask(path=str(path)))


def test_other_columns_are_refused_with_the_task_that_takes_them(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "train.jsonl", sums(3))
    with pytest.raises(TaskDataError, match=r"has no column question; it has: prompt, answer, kind.*task 'file'"):
        gsm8k_splits(Gsm8kTask(path=str(path)))
