"""``paretoscope score`` as a person calls it: the command, its child process, files of every format."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ..worker.conftest import byte_tokenizer
from ..worker.objectives.judge_server import judge_server, says

DATA = Path(__file__).parents[1] / "data" / "math500"
COMMAND = "import sys; sys.argv[0] = 'paretoscope'; from paretoscope.cli import main; main()"


def score(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", COMMAND, "score", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, **environment},
    )


def scored(*arguments: str, **environment: str) -> dict[str, Any]:
    done = score(*arguments, "--json", **environment)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def write(path: Path, rows: list[dict[str, Any]]) -> str:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return str(path)


def test_the_column_of_the_answers_may_be_named() -> None:
    answer = ["--completion", "solution", "--answer", "reward_model"]
    result = scored(str(DATA / "val.parquet"), "--objective", "accuracy", *answer)
    assert result["mean"] == 1.0
    assert set(result["rewards"]) == {1.0}


def test_the_table_shows_every_row_and_the_mean(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("text,answer\n\\boxed{7},7\n\\boxed{8},7\nso 7,7\n")
    done = score(str(file), "--objective", "accuracy", "--completion", "text", "--answer", "answer")
    assert done.returncode == 0
    lines = [line.replace("│", " ").split() for line in done.stdout.splitlines()]
    assert ["0", "1"] in lines
    assert ["1", "0"] in lines
    assert ["2", "0"] in lines
    assert "accuracy: mean reward 0.3333, over 3 of 3 completions." in done.stdout


def test_an_objective_may_be_given_whole(tmp_path: Path) -> None:
    file = write(tmp_path / "rows.jsonl", [{"text": "a1"}, {"text": "b"}])
    yaml = r"{type: format, name: has_digit, pattern: '\d', match: anywhere}"
    result = scored(file, "--objective", yaml, "--completion", "text")
    assert (result["objective"], result["rewards"], result["mean"]) == ("has_digit", [1.0, 0.0], 0.5)
    assert scored(file, "--objective", '{"type": "repetition"}', "--completion", "text")["mean"] == 1.0


def test_lengths_are_tokens_of_a_tokenizer_that_is_named(tmp_path: Path) -> None:
    byte_tokenizer().save_pretrained(tmp_path / "tokenizer")
    file = write(tmp_path / "rows.jsonl", [{"text": "one two"}, {"text": "one two three four"}])
    options = [file, "--objective", "conciseness", "--completion", "text"]
    tokens = scored(*options, "--tokenizer", str(tmp_path / "tokenizer"))
    assert (tokens["values"], tokens["unit"], tokens["rewards"]) == ([7.0, 18.0], "tokens", [1.0, 0.0])


def test_functions_and_judges_are_applied_as_in_a_run(tmp_path: Path) -> None:
    (tmp_path / "own_rewards.py").write_text(
        "def wanted(completions, rubric):\n    return [float(r in c) for c, r in zip(completions, rubric)]\n"
    )
    file = write(tmp_path / "rows.jsonl", [{"text": "a b", "rubric": "b"}, {"text": "a", "rubric": "b"}])
    own = {
        "PARETOSCOPE_REWARD_MODULES": "own_rewards",
        "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]),
    }
    function = '{"type": "function", "function": "own_rewards:wanted"}'
    assert scored(file, "--objective", function, "--completion", "text", **own)["rewards"] == [1.0, 0.0]
    with judge_server() as server:
        server.answer = lambda question: says("Score: 8" if "a b" in question else "none")
        result = score(
            file, "--objective", "judge", "--completion", "text", "--json", PARETOSCOPE_JUDGE_ENDPOINTS=server.url
        )
    assert json.loads(result.stdout)["rewards"] == [0.8, None]
    assert "gave no rating for 1 of 2 completions" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--objective", "beauty", "--completion", "text"], "does not match any of the expected tags"),
        (["--objective", "clarity", "--completion", "texts"], "has no column texts; it has: text"),
        (["--objective", "judge", "--completion", "text"], "PARETOSCOPE_JUDGE_ENDPOINTS"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_by_the_command_or_its_child(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    file = write(tmp_path / "rows.jsonl", [{"text": "a", "number": 1}, {"text": "b", "number": None}])
    done = score(file, *arguments)
    assert done.returncode == 2
    assert message in done.stderr.replace("\n", " ")
    assert "Traceback" not in done.stderr


def test_a_missing_or_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1")
    for name in ("missing.jsonl", "broken.parquet"):
        done = score(str(tmp_path / name), "--objective", "clarity", "--completion", "text")
        assert done.returncode == 2
        assert name in done.stderr
