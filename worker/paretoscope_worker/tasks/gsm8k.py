"""GSM8K, grade-school word problems (arXiv 2110.14168): a `question`, and an `answer` that ends with ``#### 42``."""

import re
from pathlib import Path

from paretoscope.schema.tasks import Gsm8kTask
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.prompting import make_prompt
from paretoscope_worker.tasks.sources import Placed, read_hub, read_path
from paretoscope_worker.tasks.splitting import complete_splits
from paretoscope_worker.tasks.tables import Columns, text_at
from paretoscope_worker.text.problems import Problem, Splits

DATASET, CONFIG = "openai/gsm8k", "main"
SPLITS = {"train": "train", "test": "test"}
COLUMNS = Columns(
    needed=("question", "answer"),
    all_others=True,
    advice="Expected GSM8K's format; for other data, use the task 'file' or 'hub', which names the columns.",
)
ANSWER = re.compile(r"####\s*(\S.*?)\s*$")


def gsm8k_splits(task: Gsm8kTask) -> Splits:
    """Reads the problems.

    Raises:
        TaskDataError: the data cannot be read or have a different layout.
    """
    found = (
        read_hub(DATASET, COLUMNS, SPLITS, CONFIG)
        if task.path is None
        else read_path(Path(task.path).expanduser(), COLUMNS)
    )
    problems = {split: [_problem(row, task) for row in rows] for split, rows in found.items()}
    return complete_splits(task, task.path or DATASET, **problems)


def _problem(placed: Placed, task: Gsm8kTask) -> Problem:
    row, place = placed
    solution = text_at(row, "answer", place)
    found = ANSWER.search(solution)
    if found is None:
        raise TaskDataError(
            f"{place}: the column answer does not end with a line such as '#### 42'. Correct the row, or use the task "
            "'file' for other data."
        )
    prompt = make_prompt(text_at(row, "question", place), task, task.prompt_suffix, place)
    others = {name: value for name, value in row.items() if name not in {"question", "answer"}}
    return Problem(prompt, found[1].replace(",", ""), {**others, "solution": solution})
