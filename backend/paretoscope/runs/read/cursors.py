"""Opaque cursors, which mark the place in a list where the next page starts."""

import base64
import binascii
import json
from typing import Any

from paretoscope.runs.refusals import InvalidError
from paretoscope.schema.stored_values import is_storable, is_storable_number


def write_cursor(*place: Any) -> str:
    """Returns the cursor of a place, whose parts must be JSON-compatible."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def read_cursor(cursor: str, *types: type | tuple[type, ...]) -> list[Any]:
    """Returns the place of a cursor.

    Args:
        cursor: a cursor from ``write_cursor``.
        types: type of each part of the place.

    Raises:
        InvalidError: the cursor is not from a list with these types.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        place = json.loads(base64.b64decode(padded.encode(), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        place = None
    if not isinstance(place, list) or not _match(place, types):
        raise InvalidError(
            "The cursor is not valid",
            "It does not come from this list with this sort order.",
            "Send next_cursor of the previous page unchanged, or leave cursor out to get the first page.",
            "cursor",
        )
    return place


def _match(place: list[Any], types: tuple[type | tuple[type, ...], ...]) -> bool:
    return len(place) == len(types) and all(
        isinstance(part, kind) and _is_comparable(part) for part, kind in zip(place, types, strict=True)
    )


def _is_comparable(part: Any) -> bool:
    """Returns whether every database can compare a column with this."""
    if isinstance(part, str):
        return is_storable(part)
    return not isinstance(part, bool) and is_storable_number(part)
