"""Data in verl's layout: chat messages in `prompt`, answers in `reward_model`. Objectives may use all other columns."""

from pathlib import Path

from paretoscope.schema.tasks import VerlTask
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.prompting import as_messages
from paretoscope_worker.tasks.sources import Placed, read_file, read_path
from paretoscope_worker.tasks.splitting import complete_splits
from paretoscope_worker.tasks.tables import Columns
from paretoscope_worker.text.problems import Problem, Splits

LAYOUT = "Expected verl's layout: prompt (a list of {role, content}) and reward_model (with ground_truth, a string)."
COLUMNS = Columns(needed=("prompt", "reward_model"), all_others=True, advice=LAYOUT)


def verl_splits(task: VerlTask) -> Splits:
    """Reads a file, or the files of a folder by split. Missing splits are drawn from the training problems.

    Raises:
        TaskDataError: a file is missing, unreadable or empty, or a column or row has a different layout.
    """
    found = read_path(Path(task.path).expanduser(), COLUMNS)
    problems = {split: [verl_problem(row) for row in rows] for split, rows in found.items()}
    return complete_splits(task, task.path, **problems)


def read_verl_file(path: Path) -> list[Problem]:
    """Reads one file.

    Raises:
        TaskDataError: the file is unreadable or empty, or a column or row has a different layout.
    """
    return [verl_problem(placed) for placed in read_file(path, COLUMNS)]


def verl_problem(placed: Placed) -> Problem:
    """Reads one row.

    Raises:
        TaskDataError: the row has a different layout.
    """
    row, place = placed
    reward_model = row.get("reward_model")
    truth = reward_model.get("ground_truth") if isinstance(reward_model, dict) else None
    if not isinstance(truth, str):
        raise TaskDataError(f"{place}: reward_model.ground_truth is {truth!r}, not a string. {LAYOUT}")
    messages = as_messages(row.get("prompt"))
    if messages is None:
        raise TaskDataError(f"{place}: prompt is not a list of chat messages. {LAYOUT}")
    return Problem(messages, truth, {name: value for name, value in row.items() if name != "prompt"})
