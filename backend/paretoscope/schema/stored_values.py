"""What every database keeps and every JSON reader reads: text, integers of 64 bits, and data that is not too deep."""

import math
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

MAX_DATA_DEPTH = 16
"""Levels of objects and lists inside each other in the data of an event."""
REPLACEMENT = "\ufffd"
CUT = "…"
SMALLEST_INTEGER, LARGEST_INTEGER = -(2**63), 2**63 - 1
BAD_TEXT = "The text has a NUL character or half a surrogate pair, which no database keeps. Leave it out."
BAD_INTEGER = "The integer does not fit into 64 bits. Send a smaller one, or a text."
TOO_DEEP = "Objects and lists are nested more than {depth} levels deep. Send flatter data."

Place = tuple[str | int, ...]


def is_storable(text: str) -> bool:
    """Returns whether every database can store a text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def is_storable_number(value: float) -> bool:
    """Returns whether a number is finite and, if it is an integer, fits into 64 bits."""
    return SMALLEST_INTEGER <= value <= LARGEST_INTEGER if isinstance(value, int) else math.isfinite(value)


def find_trouble(value: Any, max_depth: int | None = None) -> tuple[Place, str] | None:
    """Returns the place of the first part of JSON data that cannot be stored and why, or None."""
    return next(troubles(value, max_depth), None)


def troubles(value: Any, max_depth: int | None = None) -> Iterator[tuple[Place, str]]:
    """Yields the places of all parts of JSON data that cannot be stored and why."""
    waiting: list[tuple[Any, Place]] = [(value, ())]
    while waiting:
        part, place = waiting.pop()
        if not isinstance(part, dict | list):
            if isinstance(part, str) and not is_storable(part):
                yield place, BAD_TEXT
            elif isinstance(part, int) and not is_storable_number(part):
                yield place, BAD_INTEGER
        elif max_depth is not None and len(place) >= max_depth:
            yield place, TOO_DEEP.format(depth=max_depth)
        else:
            inner = [(item, (*place, key)) for key, item in _items(part)]
            for _, inside in inner:
                if isinstance(inside[-1], str) and not is_storable(inside[-1]):
                    yield inside, BAD_TEXT
            waiting += reversed(inner)


def cleaned(value: Any, depth: int = MAX_DATA_DEPTH) -> Any:
    """Returns JSON data with everything replaced that cannot be stored or read.

    Bad characters become the replacement character, integers beyond 64 bits the nearest float, or None where there is
    none, and what is nested more than ``depth`` levels deep becomes an ellipsis.
    """
    if isinstance(value, str):
        return cleaned_text(value)
    if isinstance(value, int):
        return value if is_storable_number(value) else _nearest_float(value)
    if isinstance(value, dict | list | tuple) and depth <= 0:
        return CUT
    if isinstance(value, dict):
        return {cleaned(key): cleaned(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(item, depth - 1) for item in value]
    return value


def cleaned_text(text: str) -> str:
    """Returns a text with NUL characters and half surrogate pairs replaced."""
    if is_storable(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", REPLACEMENT)


def _items(value: dict[Any, Any] | list[Any]) -> Iterator[tuple[str | int, Any]]:
    return iter(value.items()) if isinstance(value, dict) else enumerate(value)


def _nearest_float(value: int) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None


def _refuse_bad_text(text: str) -> str:
    if not is_storable(text):
        raise PydanticCustomError("text_not_storable", "{message}", {"message": BAD_TEXT})
    return text


def _refuse_bad_data(data: dict[str, Any]) -> dict[str, Any]:
    if (trouble := find_trouble(data, MAX_DATA_DEPTH)) is not None:
        place, why = trouble
        where = ".".join(str(part) for part in place)[:100]
        raise PydanticCustomError("data_not_storable", "{message}", {"message": f"{where}: {why}"})
    return data


StorableText = Annotated[str, AfterValidator(_refuse_bad_text)]
"""A text that every database keeps; any other is refused."""
WrittenText = Annotated[str, BeforeValidator(lambda text: cleaned_text(text) if isinstance(text, str) else text)]
"""What a policy or a process wrote, which may be anything: characters that no database keeps are replaced."""
StorableData = Annotated[dict[str, Any], AfterValidator(_refuse_bad_data)]
"""A JSON object that every database keeps and every JSON reader reads."""
