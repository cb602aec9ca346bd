"""Reads run configs that the server has put together from a request."""

from collections.abc import Mapping
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from paretoscope.schema.run_config import RunConfig


def read_config(config: Mapping[str, Any]) -> RunConfig:
    """Reads a run config.

    Raises:
        RequestValidationError: the config is not valid; its fields are named from the top of the config.
    """
    try:
        return RunConfig.model_validate(config)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise RequestValidationError([{**one, "loc": ("body", "config", *one["loc"])} for one in found]) from error
