"""Reads a batch of records fast, and replaces text that a database cannot store."""

import json
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from paretoscope.api.http.request_bodies import ESCAPED_TROUBLE
from paretoscope.schema.records import RecordBatch

REPLACEMENT = "\ufffd"


def read_batch(body: bytes) -> RecordBatch:
    """Reads the body of a report.

    A policy may write anything, so NUL and half surrogate pairs in its text become the replacement character: no batch
    is lost for them.

    Raises:
        RequestValidationError: the body is not a batch.
    """
    try:
        if ESCAPED_TROUBLE.search(body):
            return RecordBatch.model_validate(_cleaned(_parsed(body)))
        return RecordBatch.model_validate_json(body)
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False, include_input=False)) from error


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RequestValidationError([{"type": "json_invalid", "loc": (), "msg": str(error)}]) from error


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", REPLACEMENT)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return value
