"""Math500: competition mathematics with fixed splits."""

from typing import Literal

from paretoscope.schema.tasks.base import DataPath, DataTask


class Math500Task(DataTask):
    """Competition mathematics in verl's parquet layout, with chat prompts and the ground truth under `reward_model`."""

    type: Literal["math500"] = "math500"
    path: DataPath
    """Folder with `train.parquet`, `val.parquet` and `test.parquet`, inside the operator's data roots."""
