"""Small data files of every task's format, made in a test's folder."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

SUBJECTS = ("Algebra", "Geometry", "Number Theory")


def write_parquet(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """Writes rows as parquet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(rows)), path)
    return path


def write_jsonl(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """Writes rows as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def sums(count: int, start: int = 0) -> list[dict[str, str]]:
    """Rows of plain questions and answers."""
    return [{"prompt": f"{n}+1=", "answer": str(n + 1), "kind": f"kind {n % 3}"} for n in range(start, start + count)]


def word_problems(count: int, start: int = 0) -> list[dict[str, str]]:
    """Rows as GSM8K has them."""
    return [
        {"question": f"Ann has {n} pears and gets 1000.", "answer": f"She has {n}+1000.\n#### {n + 1000:,}"}
        for n in range(start, start + count)
    ]


def competition(count: int, start: int = 0) -> list[dict[str, str]]:
    """Rows as MATH-lighteval has them."""
    return [
        {
            "problem": f"What is ${n}+1$?",
            "solution": rf"We add: $\boxed{{{n + 1}}}$.",
            "level": f"Level {n % 5 + 1}",
            "type": SUBJECTS[n % 3],
        }
        for n in range(start, start + count)
    ]


def verl_rows(count: int, start: int = 0) -> list[dict[str, Any]]:
    """Rows as verl has them."""
    return [
        {
            "data_source": "sums",
            "prompt": [{"role": "user", "content": f"{n}+1="}],
            "ability": "math",
            "reward_model": {"style": "rule", "ground_truth": str(n + 1)},
            "extra_info": {"index": n, "split": "train"},
        }
        for n in range(start, start + count)
    ]
