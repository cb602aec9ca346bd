"""Files of completions, scored with one objective, and those that cannot be scored."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from pydantic import TypeAdapter

from paretoscope.schema.objectives import Objective
from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.objectives.scoring import score_file
from paretoscope_worker.tasks.errors import TaskDataError

from ..conftest import DATA
from .test_reward_model import save as save_reward_model


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in ({"text": "a", "number": 1}, {"text": "b"})))
    return path


def objective(kind: str, **settings: Any) -> Objective:
    return TypeAdapter[Objective](Objective).validate_python({"type": kind, **settings})


@pytest.mark.parametrize(
    ("split", "answer"), [("train", None), ("val", "reward_model.ground_truth"), ("test", "reward_model")]
)
def test_reference_solutions_are_accurate(split: str, answer: str | None) -> None:
    result = score_file(DATA / "math500" / f"{split}.parquet", objective("accuracy"), "solution", answer)
    assert result["mean"] == 1.0
    assert set(result["rewards"]) == {1.0}


def test_solutions_under_the_answers_of_other_problems_are_not(tmp_path: Path) -> None:
    solutions = [
        (row["solution"], row["reward_model"]["ground_truth"])
        for name in ("train", "val", "test")
        for row in pyarrow.parquet.read_table(DATA / "math500" / f"{name}.parquet").to_pylist()
    ]
    rows = [{"text": text, "truth": other} for text, answer in solutions for _, other in solutions if answer != other]
    result = score_file(write(tmp_path, rows), objective("accuracy"), "text", "truth")
    assert len(result["rewards"]) == len(rows) > 200
    assert result["mean"] == 0.0


def test_lengths_are_words_without_a_tokenizer(tmp_path: Path) -> None:
    file = write(tmp_path, [{"text": "one two"}, {"text": "one two three four"}])
    words = score_file(file, objective("conciseness"), "text")
    assert (words["values"], words["unit"], words["rewards"]) == ([2.0, 4.0], "words", [1.0, 0.0])


def test_rows_of_one_prompt_are_a_group(tmp_path: Path) -> None:
    rows = [("a", "x y"), ("b", "x x x x"), ("a", "x x x"), ("b", "x x x x x"), ("c", "x")]
    file = write(tmp_path, [{"prompt": prompt, "text": text} for prompt, text in rows])
    result = score_file(file, objective("conciseness", baseline="group"), "text")
    assert result["rewards"] == [1.0, 1.0, 0.0, 0.0, None]
    assert result["mean"] == 0.5


def test_a_reward_model_rates_completions_apart(tmp_path: Path) -> None:
    model = objective("reward_model", model=str(save_reward_model(tmp_path / "model")), device="cpu")
    first, second = score_file(write(tmp_path, [{"text": "a b"}, {"text": "a"}]), model, "text")["rewards"]
    assert first != second


def write(folder: Path, rows: list[dict[str, Any]]) -> Path:
    path = folder / "scored.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


@pytest.mark.parametrize(
    ("kind", "completion", "answer", "message"),
    [
        ("clarity", "texts", None, "has no column texts; it has: text"),
        ("accuracy", "text", "truth", "has no column truth"),
        ("accuracy", "text", None, "--answer"),
        ("clarity", "number", "number", "holds nothing"),
        ("judge", "text", None, "PARETOSCOPE_JUDGE_ENDPOINTS"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    file: Path, kind: str, completion: str, answer: str | None, message: str
) -> None:
    with pytest.raises((TaskDataError, ObjectiveError), match=message):
        score_file(file, objective(kind), completion, answer)
