"""Hub: any data set of the Hugging Face Hub."""

from typing import Annotated, Literal

from pydantic import Field

from paretoscope.schema.tasks.base import ColumnTask

PART = r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*"
SplitName = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[\w.-]+$")]


class HubTask(ColumnTask):
    """A data set of the Hugging Face Hub, which the worker fetches; the config names its columns."""

    type: Literal["hub"] = "hub"
    dataset: str = Field(pattern=rf"^{PART}(/{PART})?$", max_length=200)
    """Id of the data set on the Hub, such as `openai/gsm8k`."""
    config: str | None = Field(default=None, min_length=1, max_length=200)
    """Configuration of the data set, if it has several."""
    revision: str | None = Field(default=None, min_length=1, max_length=200)
    """Branch, tag or commit, so that the data cannot change between runs. If left out, the newest revision is used."""
    train_split: SplitName = "train"
    """Split to train on."""
    validation_split: SplitName | None = None
    """Split that steers the weights. If left out, it is a fraction of the training split."""
    test_split: SplitName | None = None
    """Split that is only reported. If left out, it is a fraction of the training split."""
