"""Reads a batch of records, one record at a time, so that a large batch does not stop the server meanwhile."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from paretoscope.api.http.bodies_in_flight import MEBIBYTE
from paretoscope.schema.records import MAX_RECORDS, AnyRecord, RecordBatch
from paretoscope.schema.stored_values import Place, troubles

LARGE_BATCH = MEBIBYTE
"""Batches of more bytes are read and stored one after the other."""
ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")

_RECORD: TypeAdapter[AnyRecord] = TypeAdapter(AnyRecord)


def read_batch(body: bytes) -> RecordBatch:
    """Reads the body of a report.

    Raises:
        RequestValidationError: the body is not a batch, or has something in it that cannot be stored.
    """
    data = _parsed(body)
    records = data.get("records") if isinstance(data, dict) else None
    if not isinstance(records, list) or len(records) > MAX_RECORDS:
        records = []
        return _validated(data, records)
    return _validated({**data, "records": []}, records)


def _parsed(body: bytes) -> Any:
    try:
        return from_json(body)
    except ValueError as error:
        if ESCAPED_SURROGATE.search(body):
            return _parsed_with_surrogates(body)
        raise _unreadable(error) from error


def _parsed_with_surrogates(body: bytes) -> Any:
    """Parses a body that has half a surrogate pair, which pydantic takes nowhere but in what a policy wrote."""
    try:
        data = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise _unreadable(error) from error
    found = [(place, why) for place, why in troubles(data) if not _is_written(place)]
    if found:
        raise RequestValidationError(
            [{"type": "not_storable", "loc": _tagged(place), "msg": why} for place, why in found]
        )
    return data


def _tagged(place: Place) -> Place:
    """Returns a place as pydantic writes it, with the type of the record after its index; errors leave it out again."""
    return (*place[:2], "", *place[2:]) if len(place) > 2 else place


def _is_written(place: Place) -> bool:
    """Returns whether a place in a batch holds what a policy or a process wrote."""
    match place:
        case ("records", int(), "text"):
            return True
        case ("records", int(), "completions", int(), "prompt" | "completion" | "ground_truth"):
            return True
        case _:
            return False


def _unreadable(error: Exception) -> RequestValidationError:
    too_deep = "recursion" in str(error)
    kind = "json_too_deep" if too_deep else "json_invalid"
    return RequestValidationError([{"type": kind, "loc": (), "msg": str(error)}])


def _validated(head: Any, records: list[Any]) -> RecordBatch:
    """Validates a batch without its records, and then each of them; this empties the list, to free the memory."""
    errors: list[Any] = []
    batch = None
    try:
        batch = RecordBatch.model_validate(head)
    except ValidationError as error:
        errors += error.errors(include_url=False, include_input=False)
    read: list[AnyRecord] = []
    for index, record in enumerate(records):
        records[index] = None
        try:
            read.append(_RECORD.validate_python(record))
        except ValidationError as error:
            errors += _placed(error.errors(include_url=False, include_input=False), index)
    if batch is None or errors:
        raise RequestValidationError(errors)
    return batch.model_copy(update={"records": read})


def _placed(errors: Sequence[Mapping[str, Any]], index: int) -> list[dict[str, Any]]:
    return [{**error, "loc": ("records", index, *error["loc"])} for error in errors]
