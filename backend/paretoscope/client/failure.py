"""Describes an exception for the page of a run."""

import traceback

from paretoscope.schema.control import RunError

MAX_TYPE = 500
MAX_MESSAGE = 20_000
MAX_TRACEBACK = 200_000


def describe(error: BaseException) -> RunError:
    """Returns the class, message and traceback of an exception, shortened to what the server accepts."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    trace = "".join(traceback.format_exception(error))
    return RunError(type=name[:MAX_TYPE], message=str(error)[:MAX_MESSAGE], traceback=trace[-MAX_TRACEBACK:])
