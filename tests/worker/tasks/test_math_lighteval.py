from pathlib import Path
from typing import Any

import pytest

from paretoscope.schema.tasks import MathLightevalTask
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.math_lighteval import math_lighteval_splits
from paretoscope_worker.text.problems import Splits

from .files import competition, sums, write_jsonl, write_parquet

DATA = Path(__file__).parents[2] / "data" / "math500"
SUFFIX = r"Let's think step by step and output the final answer within \boxed{}."


def load(path: Path, **settings: Any) -> Splits:
    return math_lighteval_splits(MathLightevalTask(path=str(path), **settings))


def every(splits: Splits) -> list[Any]:
    return [*splits.train, *splits.validation, *splits.test]


def test_the_answer_is_the_box_of_the_solution_and_the_paper_s_suffix_is_added(tmp_path: Path) -> None:
    write_parquet(tmp_path / "data" / "train-00000-of-00001.parquet", competition(30))
    write_parquet(tmp_path / "data" / "test-00000-of-00001.parquet", competition(5, 100))
    splits = load(tmp_path)
    assert (len(splits.train), len(splits.validation), len(splits.test)) == (27, 3, 5)
    problem = splits.test[0]
    assert problem.ground_truth == "101"
    assert problem.prompt == ({"role": "user", "content": f"What is $100+1$? {SUFFIX}"},)
    assert problem.columns["solution"] == r"We add: $\boxed{101}$."


def test_subjects_and_levels_choose(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "train.jsonl", competition(90))
    chosen = every(load(path, subjects=["Algebra", "Geometry"], levels=[2, 5]))
    assert {problem.columns["type"] for problem in chosen} == {"Algebra", "Geometry"}
    assert {problem.columns["level"] for problem in chosen} == {"Level 2", "Level 5"}
    assert len(chosen) == 90 * 2 // 3 * 2 // 5


def test_a_level_that_is_not_known_passes_no_filter(tmp_path: Path) -> None:
    rows = competition(20)
    rows[0]["level"] = "Level ?"
    path = write_jsonl(tmp_path / "train.jsonl", rows)
    assert len(every(load(path))) == 20
    assert len(every(load(path, levels=[1, 2, 3, 4, 5]))) == 19


@pytest.mark.parametrize(
    ("solution", "answer"),
    [
        (r"so \boxed{\frac{1}{2}}.", r"\frac{1}{2}"),
        (r"first \boxed{1}, then \boxed{2}", "2"),
        (r"so \fbox{7}", "7"),
        (r"so $x = \boxed 7$.", "7"),
    ],
)
def test_boxes_are_read_as_the_benchmark_writes_them(tmp_path: Path, solution: str, answer: str) -> None:
    path = write_jsonl(tmp_path / "train.jsonl", [row | {"solution": solution} for row in competition(3)])
    assert {problem.ground_truth for problem in every(load(path))} == {answer}


def test_verls_layout_is_read_too_and_its_suffix_not_added_twice() -> None:
    splits = load(DATA)
    (message,) = splits.train[0].prompt
    assert splits.train[0].ground_truth == "9"
    assert str(message["content"]).count("step by step") == 1  # type: ignore[index]
    some = every(load(DATA / "train.parquet", levels=[2, 3, 4, 5]))
    assert {int(problem.columns["level"]) for problem in some} <= {2, 3, 4, 5}
    assert 3 <= len(some) < 8


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"solution": "no box"}, r"row 1: the solution has no answer"),
        ({"solution": r"\boxed{}"}, r"row 1: the solution has no answer"),
        ({"solution": None}, r"row 1: the column solution holds nothing"),
        ({"problem": ["x"]}, r"row 1: the column problem holds"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    rows: list[Any] = competition(4)
    rows[1] |= change
    with pytest.raises(TaskDataError, match=rf"train\.jsonl, {message}"):
        load(write_jsonl(tmp_path / "train.jsonl", rows))


def test_another_layout_is_refused_with_the_two_there_are(tmp_path: Path) -> None:
    rows = [{"question": row["prompt"]} for row in sums(4)]
    with pytest.raises(TaskDataError, match=r"neither of the layouts; it has: question.*problem and solution"):
        load(write_jsonl(tmp_path / "train.jsonl", rows))


def test_filters_that_leave_nothing_are_refused(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "train.jsonl", competition(9))
    with pytest.raises(TaskDataError, match=r"No problem of the train split is of the chosen subjects \(Precalculus\)"):
        load(path, subjects=["Precalculus"])
    with pytest.raises(TaskDataError, match="the column level holds nothing"):
        load(write_jsonl(tmp_path / "train.jsonl", [{"problem": "x", "solution": r"\boxed{1}"}] * 4), levels=[1])
