"""What all answers share."""

from pydantic import BaseModel, ConfigDict

Numbers = dict[str, float | None]
"""Name to value; None where there is no finite number."""


class Answer(BaseModel):
    """Base class of all answers."""

    model_config = ConfigDict(use_attribute_docstrings=True)
