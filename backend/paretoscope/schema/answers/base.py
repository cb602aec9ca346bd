"""The base class of all answers, and a shared type."""

from pydantic import BaseModel, ConfigDict

Numbers = dict[str, float | None]
"""Values by name; None if a value is not finite."""


class Answer(BaseModel):
    """Base class of all answers."""

    model_config = ConfigDict(use_attribute_docstrings=True)
