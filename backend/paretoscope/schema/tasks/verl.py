"""verl: data that were prepared for verl."""

from typing import Literal

from paretoscope.schema.tasks.base import DataPath, SplitTask


class VerlTask(SplitTask):
    """Parquet data prepared for verl, used unchanged: chat messages under `prompt` and the right answer under `reward_model.ground_truth`. Every other column is passed to the objectives."""

    type: Literal["verl"] = "verl"
    path: DataPath
    """A parquet file, or a folder with `train.parquet` and optional `val.parquet` and `test.parquet`, inside the operator's data roots."""
