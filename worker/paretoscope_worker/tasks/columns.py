"""Problems from any file or any data set of the Hub; the task names the columns."""

from pathlib import Path

from paretoscope.schema.tasks import ColumnTask, FileTask, HubTask
from paretoscope_worker.tasks.prompting import make_prompt
from paretoscope_worker.tasks.sources import Placed, Sources, read_file, read_hub, read_path
from paretoscope_worker.tasks.splitting import complete_splits
from paretoscope_worker.tasks.tables import Columns, text_at, value_at
from paretoscope_worker.text.problems import Problem, Splits


def file_splits(task: FileTask) -> Splits:
    """Reads the files of a task.

    Raises:
        TaskDataError: a file cannot be used or lacks a column, or a row holds something other than text.
    """
    columns = _columns(task)
    found = read_path(Path(task.path).expanduser(), columns)
    for split, path in (("validation", task.validation_path), ("test", task.test_path)):
        if path is not None:
            found[split] = read_file(Path(path).expanduser(), columns)
    return _splits(task, task.path, found)


def hub_splits(task: HubTask) -> Splits:
    """Fetches the data set of a task.

    Raises:
        TaskDataError: the data set cannot be fetched or lacks a column, or a row holds something other than text.
    """
    named = {"train": task.train_split, "validation": task.validation_split, "test": task.test_split}
    splits = {name: split for name, split in named.items() if split is not None}
    return _splits(task, task.dataset, read_hub(task.dataset, _columns(task), splits, task.config, task.revision))


def _columns(task: ColumnTask) -> Columns:
    truth = [task.ground_truth_column] if task.ground_truth_column else []
    return Columns(needed=[task.prompt_column, *truth, *task.extra_columns])


def _splits(task: ColumnTask, source: str, found: Sources) -> Splits:
    problems = {split: [_problem(row, task) for row in rows] for split, rows in found.items()}
    return complete_splits(task, source, **problems)


def _problem(placed: Placed, task: ColumnTask) -> Problem:
    row, place = placed
    question = value_at(row, task.prompt_column)
    asked = question if isinstance(question, list) else text_at(row, task.prompt_column, place)
    truth = text_at(row, task.ground_truth_column, place) if task.ground_truth_column else ""
    extra = {name: value_at(row, name) for name in task.extra_columns}
    return Problem(make_prompt(asked, task, task.prompt_suffix, place), truth, extra)
