"""Competition mathematics in verl's parquet layout, in three files."""

from pathlib import Path

from paretoscope.schema.tasks import Math500Task
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.verl import read_verl_file
from paretoscope_worker.text.problems import Splits


def math500_splits(task: Math500Task) -> Splits:
    """Reads `train.parquet`, `val.parquet` and `test.parquet` from the task's folder.

    Raises:
        TaskDataError: a file is missing, unreadable or empty, or a column or row has a different layout.
    """
    folder = Path(task.path).expanduser()
    files = {"train": "train.parquet", "validation": "val.parquet", "test": "test.parquet"}
    for name in files.values():
        if not (folder / name).is_file():
            raise TaskDataError(
                f"{folder / name} does not exist on this worker. "
                "task.path must be a folder with train.parquet, val.parquet and test.parquet."
            )
    return Splits(**{split: read_verl_file(folder / name) for split, name in files.items()})
