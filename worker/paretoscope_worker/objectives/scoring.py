"""Applies one objective to a file of completions: ``python -m paretoscope_worker.objectives.scoring``.

This is what ``paretoscope score`` runs.

It writes one JSON object with the objective, the mean and the reward of each row. Errors go to stderr, and the exit
code is then 2.
"""

import argparse
import json
import logging
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from paretoscope.schema.objectives import Objective
from paretoscope_worker.objectives import build_objectives
from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.tables import Columns, Row, read_rows, text_at, value_at
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion

ANSWERS = ("ground_truth", "reward_model.ground_truth", "answer")
"""Columns that may hold the right answer; the first that exists is used if no column is named."""


def main() -> None:
    """Scores the file that the command line names."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    arguments = _parse()
    try:
        result = score_file(
            Path(arguments.file),
            TypeAdapter[Objective](Objective).validate_json(arguments.objective),
            arguments.completion,
            arguments.answer,
            arguments.tokenizer,
        )
    except (TaskDataError, ObjectiveError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    json.dump(result, sys.stdout)


def score_file(
    path: Path, config: Objective, completion: str, answer: str | None = None, tokenizer: str | None = None
) -> dict[str, Any]:
    """Applies an objective to the completions in a file. The objective observes them first, as in a training step.

    Args:
        path: parquet, JSON lines, JSON or CSV.
        config: the objective.
        completion: column of the completions.
        answer: column of the right answers; if left out, the first of `ANSWERS` that exists.
        tokenizer: folder or Hugging Face id of the tokenizer that counts tokens; if left out, words are counted.

    Returns:
        JSON-compatible values: `objective`, `direction`, `mean` and `rewards`, and `mean_value` and `values` in the
        objective's own `unit`. Rewards and values are None where the objective is undefined.

    Raises:
        TaskDataError: the file cannot be used or lacks a column, or the tokenizer cannot be loaded.
        ObjectiveError: the objective cannot reward at all.
    """
    rows = read_rows(path, Columns([completion, *([answer] if answer else [])], all_others=True))
    answer = answer or next((name for name in ANSWERS if value_at(rows[0], name) is not None), None)
    if answer is None and config.type == "accuracy":
        raise TaskDataError(
            f"{path} has none of the columns {', '.join(ANSWERS)}. Name the column of the answers with --answer."
        )
    completions = _completions(rows, path, completion, answer, tokenizer)
    faults = Faults()
    (objective,) = build_objectives([config], faults)
    objective.observe(completions)
    rewards = objective.rewards(completions)
    values = objective.values(completions, rewards)
    faults.report(0)
    return {
        "objective": config.name,
        "unit": "words" if config.unit == "tokens" and tokenizer is None else config.unit,
        "direction": config.direction,
        "mean": _mean(rewards),
        "rewards": rewards,
        "mean_value": _mean(values),
        "values": values,
    }


def _completions(
    rows: Sequence[Row], path: Path, completion: str, answer: str | None, tokenizer: str | None
) -> list[Completion]:
    """Returns the completion of each row; rows with the same prompt and answer share one problem and form a group."""
    texts = [text_at(row, completion, f"{path}, row {number}") for number, row in enumerate(rows)]
    lengths = _lengths(texts, tokenizer)
    problems: dict[str, Problem] = {}
    made = []
    for number, (row, text, length) in enumerate(zip(rows, texts, lengths, strict=True)):
        problem = _problem(row, answer, f"{path}, row {number}")
        if problem.prompt:
            problem = problems.setdefault(repr((problem.prompt, problem.ground_truth)), problem)
        made.append(Completion(problem, (), (0,) * length, text, truncated=False))
    return made


def _problem(row: Row, answer: str | None, place: str) -> Problem:
    """Returns the problem that the completion of a row answers."""
    prompt = row.get("prompt")
    messages = tuple(prompt) if isinstance(prompt, list) else str(prompt or "")
    truth = _truth(row, answer, place) if answer else ""
    return Problem(messages, truth, {name: value for name, value in row.items() if name != "prompt"})


def _truth(row: Row, column: str, place: str) -> str:
    nested = f"{column}.ground_truth"
    return text_at(row, column if value_at(row, nested) is None else nested, place)


def _lengths(texts: Sequence[str], tokenizer: str | None) -> list[int]:
    if tokenizer is None:
        return [max(1, len(text.split())) for text in texts]
    from transformers import AutoTokenizer

    try:
        counted = AutoTokenizer.from_pretrained(tokenizer)(list(texts), add_special_tokens=False)["input_ids"]
    except Exception as error:
        raise TaskDataError(
            f"The tokenizer '{tokenizer}' cannot be loaded: {error}. "
            "Give a folder with its files, or a Hugging Face id."
        ) from error
    return [max(1, len(ids)) for ids in counted]


def _mean(values: Sequence[float | None]) -> float | None:
    defined = [value for value in values if value is not None]
    return math.fsum(defined) / len(defined) if defined else None


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--objective", required=True, help="The objective's config as JSON.")
    parser.add_argument("--completion", required=True)
    parser.add_argument("--answer")
    parser.add_argument("--tokenizer")
    return parser.parse_args()


if __name__ == "__main__":
    main()
