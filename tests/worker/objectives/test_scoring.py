"""Files of completions that cannot be scored."""

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from paretoscope.schema.objectives import Objective
from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.objectives.scoring import score_file
from paretoscope_worker.tasks.errors import TaskDataError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in ({"text": "a", "number": 1}, {"text": "b"})))
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
    objective = TypeAdapter[Objective](Objective).validate_python({"type": kind})

    with pytest.raises((TaskDataError, ObjectiveError), match=message):
        score_file(file, objective, completion, answer)
