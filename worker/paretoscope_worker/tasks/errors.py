"""The error for a task's data."""


class TaskDataError(Exception):
    """The data cannot be used. The message says what is wrong, why, and what to do instead."""
