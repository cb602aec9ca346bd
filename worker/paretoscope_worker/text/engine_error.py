"""The error that rollout engines raise."""


class EngineError(Exception):
    """A rollout engine cannot be used. The message says what is wrong, why, and what to do instead."""
