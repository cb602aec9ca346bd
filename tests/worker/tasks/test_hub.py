"""Data sets of the Hub, fetched over HTTP in a process of its own: the library reads the Hub's address when loaded."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .files import competition, sums, word_problems
from .hub_server import hub_server

PROGRAM = """
import json, sys
from pydantic import TypeAdapter
from paretoscope.schema.tasks import Task
from paretoscope_worker.tasks import load_splits
from paretoscope_worker.tasks.errors import TaskDataError
try:
    splits = load_splits(TypeAdapter(Task).validate_json(sys.argv[1]))
except TaskDataError as error:
    print(json.dumps({"refused": str(error)}))
else:
    parts = {"train": splits.train, "validation": splits.validation, "test": splits.test}
    shown = {name: [[p.prompt[0]["content"], p.ground_truth, p.columns] for p in part] for name, part in parts.items()}
    print(json.dumps(shown))
"""


def lines(rows: list[dict[str, str]]) -> bytes:
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


DATASETS = {
    "me/sums": {"train.jsonl": lines(sums(20)), "test.jsonl": lines(sums(3, 50))},
    "me/split": {f"{name}.jsonl": lines(sums(4, at)) for at, name in enumerate(("train", "validation", "test"))},
    "openai/gsm8k": {
        "README.md": b"---\nconfigs:\n- config_name: main\n  data_files:\n"
        b"  - {split: train, path: main/train.jsonl}\n  - {split: test, path: main/test.jsonl}\n---\n",
        "main/train.jsonl": lines(word_problems(12)),
        "main/test.jsonl": lines(word_problems(2, 100)),
    },
    "DigitalLearningGmbH/MATH-lighteval": {
        "train.jsonl": lines(competition(20)),
        "test.jsonl": lines(competition(6, 100)),
    },
}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with hub_server(DATASETS) as url:
        yield url


def load(endpoint: str, home: Path, task: dict[str, Any], **environment: str) -> dict[str, Any]:
    own = {"HF_ENDPOINT": endpoint, "HF_HOME": str(home / "huggingface"), "HF_HUB_DISABLE_XET": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(task)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        cwd=home,
        env={**os.environ, **own, **environment},
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def test_a_data_set_is_split_as_the_task_says(endpoint: str, tmp_path: Path) -> None:
    task = {"type": "hub", "dataset": "me/sums", "test_split": "test", "extra_columns": ["kind"], "prompt_suffix": "?"}
    splits = load(endpoint, tmp_path, task)
    assert {name: len(part) for name, part in splits.items()} == {"train": 18, "validation": 2, "test": 3}
    assert splits["test"][0] == ["50+1= ?", "51", {"kind": "kind 2"}]
    again = load("http://127.0.0.1:9", tmp_path, task, HF_HUB_OFFLINE="1")
    assert again == splits


def test_every_split_may_be_the_data_sets_own(endpoint: str, tmp_path: Path) -> None:
    task = {"type": "hub", "dataset": "me/split", "validation_split": "validation", "test_split": "test"}
    splits = load(endpoint, tmp_path, task)
    assert {name: part[0][0] for name, part in splits.items()} == {
        "train": "0+1=",
        "validation": "1+1=",
        "test": "2+1=",
    }


@pytest.mark.parametrize(("kind", "first"), [("gsm8k", "Ann has 100 pears"), ("math_lighteval", "What is $100+1$?")])
def test_without_a_path_the_benchmarks_come_from_the_hub(endpoint: str, tmp_path: Path, kind: str, first: str) -> None:
    splits = load(endpoint, tmp_path, {"type": kind})
    prompt, truth, _ = splits["test"][0]
    assert prompt.startswith(first)
    assert prompt.endswith(r"within \boxed{}.")
    assert truth in {"1100", "101"}
    assert len(splits["validation"]) in {1, 2}


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ({"dataset": "me/nothing"}, "'me/nothing' cannot be fetched"),
        ({"dataset": "me/sums", "train_split": "nope"}, "The split 'nope' of the data set 'me/sums' cannot be fetched"),
        ({"dataset": "me/sums", "config": "nope"}, "'me/sums' cannot be fetched"),
        (
            {"dataset": "me/sums", "prompt_column": "question"},
            "me/sums, split train has no column question; it has: prompt",
        ),
    ],
)
def test_what_cannot_be_fetched_is_refused_in_a_sentence(
    endpoint: str, tmp_path: Path, task: dict[str, str], message: str
) -> None:
    assert message in load(endpoint, tmp_path, {"type": "hub"} | task)["refused"]


def test_a_hub_that_does_not_answer_is_refused(tmp_path: Path) -> None:
    refused = load("http://127.0.0.1:9", tmp_path, {"type": "hub", "dataset": "me/sums"}, HF_HUB_OFFLINE="1")["refused"]
    assert "cannot be fetched" in refused
    assert "HF_HOME" in refused


def test_the_operator_may_switch_the_hub_off(endpoint: str, tmp_path: Path) -> None:
    task = {"type": "hub", "dataset": "me/sums"}
    assert "PARETOSCOPE_HUB" in load(endpoint, tmp_path, task, PARETOSCOPE_HUB="0")["refused"]


def test_a_folder_of_the_same_name_is_not_read_in_place_of_the_hub(endpoint: str, tmp_path: Path) -> None:
    (tmp_path / "me" / "sums").mkdir(parents=True)
    (tmp_path / "me" / "sums" / "train.jsonl").write_bytes(lines(sums(5)))
    assert "working directory" in load(endpoint, tmp_path, {"type": "hub", "dataset": "me/sums"})["refused"]
