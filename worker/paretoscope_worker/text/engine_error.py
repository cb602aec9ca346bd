"""What an engine raises."""


class EngineError(Exception):
    """A rollout engine that cannot be used: what is wrong, why, and what to do instead."""
