"""What is wrong with a task's data."""


class TaskDataError(Exception):
    """Data that cannot be used: what is wrong, why, and what to do instead."""
