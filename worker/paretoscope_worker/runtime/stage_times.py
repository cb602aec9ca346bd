"""Measures how long the stages of a run take, and when a stage counts as hanging."""

from paretoscope.schema.watchdogs import AlarmKind, Watchdogs

KIND: AlarmKind = "hang"
UNTIMED = frozenset({"loading policy"})
"""Stages without a deadline, because a policy may have to be downloaded."""


class StageTimes:
    """Records the longest time of each stage, and derives deadlines from it with the settings `watchdogs.hang_*`."""

    def __init__(self, config: Watchdogs) -> None:
        self._config = config
        self._longest_seconds: dict[str, float] = {}

    def note(self, stage: str, seconds: float) -> None:
        """Records how long a stage took, from its beginning to the beginning of the next."""
        self._longest_seconds[stage] = max(seconds, self._longest_seconds.get(stage, 0.0))

    def longest_seconds(self, stage: str) -> float | None:
        """Returns the longest time that a stage has taken; None if it has never ended."""
        return self._longest_seconds.get(stage)

    def deadline_seconds(self, stage: str) -> float | None:
        """Returns the time after which a stage counts as hanging; None if it never does."""
        if stage in UNTIMED or KIND in self._config.ignore:
            return None
        longest = self._longest_seconds.get(stage)
        if longest is None:
            return max(self._config.hang_first_seconds, self._config.hang_minimum_seconds)
        return max(self._config.hang_factor * longest, self._config.hang_minimum_seconds)
