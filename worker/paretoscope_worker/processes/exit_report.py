"""Describes for the run's page how a training process ended that left no result."""

import signal

from paretoscope.schema.control import RunError


def describe_exit(code: int, last_lines: str, who: str = "The training process") -> RunError:
    """Describes the end of a process that left no result.

    Args:
        code: its exit code; the negative signal number if a signal ended it.
        last_lines: the end of its output, shown in place of a traceback.
        who: name of the process in the message.
    """
    if code >= 0:
        message = f"{who} ended with exit code {code} and left no result."
        return RunError(type="exit", message=message, traceback=last_lines)
    hint = " The system does this when memory runs out." if -code == signal.SIGKILL else ""
    message = f"{who} was killed by {_signal_name(-code)}.{hint}"
    return RunError(type="signal", message=message, traceback=last_lines)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
