"""Tasks, one per file: what the policy is asked."""

from typing import Annotated

from pydantic import Field

from paretoscope.schema.tasks.arithmetic import ArithmeticTask
from paretoscope.schema.tasks.base import AskedTask, ColumnTask, DataTask, SplitTask
from paretoscope.schema.tasks.file import FileTask
from paretoscope.schema.tasks.gsm8k import Gsm8kTask
from paretoscope.schema.tasks.hub import HubTask
from paretoscope.schema.tasks.math500 import Math500Task
from paretoscope.schema.tasks.math_lighteval import MathLightevalTask
from paretoscope.schema.tasks.verl import VerlTask

Task = Annotated[
    ArithmeticTask | Math500Task | MathLightevalTask | Gsm8kTask | FileTask | HubTask | VerlTask,
    Field(discriminator="type"),
]

__all__ = [
    "ArithmeticTask",
    "AskedTask",
    "ColumnTask",
    "DataTask",
    "FileTask",
    "Gsm8kTask",
    "HubTask",
    "Math500Task",
    "MathLightevalTask",
    "SplitTask",
    "Task",
    "VerlTask",
]
