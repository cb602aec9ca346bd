"""Why a request was not done."""

from pydantic import ConfigDict, Field

from paretoscope.schema.answers.base import Answer


class FieldError(Answer):
    """What is wrong with one field."""

    field: str
    """Dotted path of the field; fields of a run config are named from the top of the config."""
    message: str
    """What is wrong with it and what is allowed."""


class Problem(Answer):
    """Why a request was not done."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "The request is not valid",
                    "status": 422,
                    "detail": "weighting.weights: The weights sum to 1.2; they must sum to 1.",
                    "instead": "Mend the fields listed in errors and send it again.",
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
    """Kind of problem; `about:blank` means what the status says."""
    title: str
    """What was wrong."""
    status: int
    """HTTP status."""
    detail: str
    """Why."""
    instead: str
    """What to do instead."""
    errors: list[FieldError] = Field(default_factory=list)
    """Fields that are wrong, where single fields are."""
