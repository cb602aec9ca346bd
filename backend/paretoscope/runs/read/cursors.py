"""Opaque cursors: places in a list at which the next page starts."""

import base64
import binascii
import json
from typing import Any

from paretoscope.runs.refusals import InvalidError
from paretoscope.schema.stored_values import is_storable, is_storable_number


def write_cursor(*place: Any) -> str:
    """Returns the cursor of a place, which JSON can hold."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def read_cursor(cursor: str, *types: type | tuple[type, ...]) -> list[Any]:
    """Returns the place of a cursor.

    Args:
        cursor: as ``write_cursor`` made it.
        types: type of each part.

    Raises:
        InvalidError: no list gave this cursor.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        place = json.loads(base64.b64decode(padded.encode(), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        place = None
    if not isinstance(place, list) or not _match(place, types):
        raise InvalidError(
            "The cursor is not valid",
            "It is not one that this list, sorted this way, has given out.",
            "Pass next_cursor of the page before as it is, or leave cursor out to begin with the first page.",
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
