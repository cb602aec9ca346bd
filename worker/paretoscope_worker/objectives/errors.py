"""The error of an objective that cannot reward."""


class ObjectiveError(Exception):
    """An objective cannot reward at all. The message says what is wrong, why, and what to do instead."""
