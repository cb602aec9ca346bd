"""The MATH benchmark (arXiv 2103.03874) in the layout of MATH-lighteval or of verl, by subject and level."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from paretoscope.schema.tasks import MathLightevalTask
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.prompting import make_prompt
from paretoscope_worker.tasks.sources import Placed, read_hub, read_path
from paretoscope_worker.tasks.splitting import complete_splits
from paretoscope_worker.tasks.tables import Columns, text_at
from paretoscope_worker.tasks.verl import verl_problem
from paretoscope_worker.text.boxed import reference_answer
from paretoscope_worker.text.problems import Problem, Splits

DATASET = "DigitalLearningGmbH/MATH-lighteval"
SPLITS = {"train": "train", "test": "test"}
LAYOUTS = "Give problem and solution, as in MATH-lighteval, or prompt and reward_model, as in verl."
EVERY_COLUMN = Columns(all_others=True)


def math_lighteval_splits(task: MathLightevalTask) -> Splits:
    """Reads the problems of the task's subjects and levels.

    Raises:
        TaskDataError: the data cannot be read or have a different layout, or no problem passes the filters.
    """
    found = (
        read_hub(DATASET, EVERY_COLUMN, SPLITS)
        if task.path is None
        else read_path(Path(task.path).expanduser(), EVERY_COLUMN)
    )
    problems = {split: [_problem(row, task) for row in rows if _is_asked(row, task)] for split, rows in found.items()}
    for split, kept in problems.items():
        if not kept:
            raise TaskDataError(
                f"No problem of the {split} split is of the chosen subjects ({', '.join(task.subjects) or 'all'}) and "
                f"levels ({', '.join(map(str, task.levels)) or 'all'}). Choose more subjects or levels."
            )
    return complete_splits(task, task.path or DATASET, **problems)


def _is_asked(placed: Placed, task: MathLightevalTask) -> bool:
    return (not task.subjects or _subject(placed) in task.subjects) and (
        not task.levels or _level(placed) in task.levels
    )


def _subject(placed: Placed) -> str:
    """Returns the subject, which is the column `type` in MATH-lighteval and `subject` in MATH-500."""
    column = "subject" if "subject" in placed.row else "type"
    return text_at(placed.row, column, placed.place)


def _level(placed: Placed) -> int | None:
    """Returns the level; a few problems have none (`Level ?`)."""
    found = re.search(r"\d+", text_at(placed.row, "level", placed.place))
    return int(found[0]) if found else None


def _problem(placed: Placed, task: MathLightevalTask) -> Problem:
    row, place = placed
    if "problem" not in row:
        if "prompt" not in row:
            raise TaskDataError(f"{place} has neither of the layouts; it has: {', '.join(row)}. {LAYOUTS}")
        problem = verl_problem(placed)
        prompt = make_prompt(list(problem.prompt), task, task.prompt_suffix, place)
        return Problem(prompt, problem.ground_truth, problem.columns)
    solution = text_at(row, "solution", place)
    answer = reference_answer(solution)
    if not answer:
        raise TaskDataError(rf"{place}: the solution has no answer in \boxed{{}}. Correct the row, or leave it out.")
    prompt = make_prompt(text_at(row, "problem", place), task, task.prompt_suffix, place)
    return Problem(prompt, answer, _others(row))


def _others(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "problem"}
