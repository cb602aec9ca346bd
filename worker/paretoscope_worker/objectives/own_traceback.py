"""The part of a traceback that lies in a person's own code."""

import asyncio
import concurrent.futures
from pathlib import Path
from traceback import TracebackException
from types import TracebackType

PACKAGE = Path(__file__).resolve().parents[1]
CALLERS = (PACKAGE, Path(asyncio.__file__).parent, Path(concurrent.futures.__file__).parent)
"""Folders of the code that calls reward functions."""
MAX_CHARACTERS = 10_000


def own_traceback(error: BaseException) -> str:
    """Returns the traceback of an error from the first frame on that is not of the code that called the function.

    Of a long one, the end is returned, which has the error. Without a frame of other code, nothing is returned.
    """
    first = _first_own(error.__traceback__)
    if first is None:
        return ""
    text = "".join(TracebackException(type(error), error, first).format()).rstrip()
    return text if len(text) <= MAX_CHARACTERS else f"[...]\n{text[-MAX_CHARACTERS:]}"


def _first_own(frame: TracebackType | None) -> TracebackType | None:
    while frame is not None and _is_caller(frame.tb_frame.f_code.co_filename):
        frame = frame.tb_next
    return frame


def _is_caller(file: str) -> bool:
    return any(Path(file).is_relative_to(folder) for folder in CALLERS)
