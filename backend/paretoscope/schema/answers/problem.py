"""The answer to a request that was refused or failed."""

from pydantic import ConfigDict, Field

from paretoscope.schema.answers.base import Answer


class FieldError(Answer):
    """An invalid field of a request."""

    field: str
    """Dotted path of the field; the path of a field of a run config starts at the top of the config."""
    message: str
    """What is wrong with the value, and what is allowed."""


class Problem(Answer):
    """Why a request was refused or failed, and what to do instead."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "The request is not valid",
                    "status": 422,
                    "detail": "weighting.weights: The weights sum to 1.2; they must sum to 1.",
                    "instead": "Correct the fields listed in errors and send it again.",
                    "errors": [
                        {
                            "field": "weighting.weights",
                            "message": "The weights sum to 1.2; they must sum to 1. "
                            "Divide each by 1.2, or leave them out for equal weights.",
                        }
                    ],
                }
            ]
        },
    )

    type: str = "about:blank"
    """Kind of problem; `about:blank` means that the status says it."""
    title: str
    """What was wrong."""
    status: int
    """HTTP status."""
    detail: str
    """Why it was wrong."""
    instead: str
    """What to do instead."""
    errors: list[FieldError] = Field(default_factory=list)
    """The invalid fields; empty if the problem is not about single fields."""
