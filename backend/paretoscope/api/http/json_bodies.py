"""Finds what is wrong with a JSON body before it is parsed for the endpoint: encoding, depth, and values not stored."""

import json
import re

import numpy as np
from starlette.responses import Response

from paretoscope.api.http.problems import problem
from paretoscope.schema.answers.problem import FieldError
from paretoscope.schema.stored_values import find_trouble

MAX_DEPTH = 64
"""Levels of objects and lists inside each other in a body."""
STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
SUSPECT = re.compile(rb"\\u(0000|[dD][89a-fA-F])|[0-9]{19}")
"""An escape that may stand for NUL or for half a surrogate pair, or an integer that may not fit into 64 bits."""


def refuse_json(body: bytes) -> Response | None:
    """Returns the answer to a body that no endpoint takes, or None. Whether it is JSON at all is left to the parser."""
    if not _is_text(body):
        return problem(
            400,
            "The body cannot be read",
            "It has a NUL character, or bytes that are not UTF-8.",
            "Send JSON that is encoded as UTF-8.",
        )
    if depth_of(body) > MAX_DEPTH:
        return problem(
            400,
            "The body is nested too deeply",
            f"Objects and lists are inside each other more than {MAX_DEPTH} levels deep.",
            "Send flatter data.",
        )
    return _refuse_values(body) if SUSPECT.search(body) else None


def depth_of(body: bytes) -> int:
    """Returns how many brackets are open at once at most. Brackets in strings do not count."""
    brackets = np.frombuffer(STRING.sub(b"", body), dtype=np.uint8)
    opened = (brackets == ord("[")) | (brackets == ord("{"))
    closed = (brackets == ord("]")) | (brackets == ord("}"))
    return int(np.cumsum(opened.astype(np.int32) - closed, dtype=np.int32).max(initial=0))


def _is_text(body: bytes) -> bool:
    try:
        return "\x00" not in body.decode()
    except UnicodeDecodeError:
        return False


def _refuse_values(body: bytes) -> Response | None:
    try:
        trouble = find_trouble(json.loads(body))
    except (ValueError, RecursionError):
        return None
    if trouble is None:
        return None
    place, message = trouble
    name = ".".join(str(part) for part in place).removeprefix("config.")
    return problem(
        422,
        "The request is not valid",
        f"{name}: {message}",
        "Correct the fields listed in errors and send it again.",
        [FieldError(field=name, message=message)],
    )
