"""GSM8K: grade-school word problems."""

from typing import Literal

from pydantic import Field

from paretoscope.schema.tasks.base import BOXED_SUFFIX, AskedTask, DataPath


class Gsm8kTask(AskedTask):
    """Word problems in GSM8K's format: a `question`, and an `answer` whose last line looks like `#### 42`."""

    type: Literal["gsm8k"] = "gsm8k"
    path: DataPath | None = None
    """A file, or a folder with `train` and `test` files, inside the operator's data roots. If left out, `openai/gsm8k` is fetched from the Hub."""
    prompt_suffix: str = Field(default=BOXED_SUFFIX, max_length=20_000)
    """Text added to every question that does not already end with it. If left out, it is the suffix of arXiv 2509.11452."""
