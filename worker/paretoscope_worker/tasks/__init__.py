"""Loads the problems of each task."""

from typing import assert_never

from paretoscope.schema import tasks as schema
from paretoscope_worker.tasks.arithmetic import arithmetic_splits
from paretoscope_worker.tasks.columns import file_splits, hub_splits
from paretoscope_worker.tasks.gsm8k import gsm8k_splits
from paretoscope_worker.tasks.math500 import math500_splits
from paretoscope_worker.tasks.math_lighteval import math_lighteval_splits
from paretoscope_worker.tasks.verl import verl_splits
from paretoscope_worker.text.problems import Splits


def load_splits(task: schema.Task) -> Splits:  # noqa: PLR0911 - one return per type
    """Returns the problems of a task.

    Raises:
        TaskDataError: the data are missing or have a different layout.
    """
    match task:
        case schema.ArithmeticTask():
            return arithmetic_splits(task)
        case schema.Math500Task():
            return math500_splits(task)
        case schema.MathLightevalTask():
            return math_lighteval_splits(task)
        case schema.Gsm8kTask():
            return gsm8k_splits(task)
        case schema.FileTask():
            return file_splits(task)
        case schema.HubTask():
            return hub_splits(task)
        case schema.VerlTask():
            return verl_splits(task)
        case _:
            assert_never(task)
