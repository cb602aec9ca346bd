"""Format: whether a regular expression matches the completion."""

from collections.abc import Sequence

from paretoscope.schema import objectives as schema
from paretoscope.schema.objectives.pattern_format import compile_pattern
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.text.rollout import Completion

SECONDS_PER_COMPLETION = 0.2
"""Time limit of a search, because some patterns take exponential time on text that nearly matches."""


class Format(StatelessObjective):
    """Rewards 1 for a match and 0 without one; None if the search takes too long."""

    def __init__(self, config: schema.Format, faults: Faults) -> None:
        super().__init__(config.name)
        pattern = compile_pattern(config.pattern)
        self._search = pattern.fullmatch if config.match == "whole" else pattern.search
        self._faults = faults

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns 1 or 0 for each completion; searches that take too long are noted as `pattern_too_slow`."""
        rewards = [self._reward(completion.text) for completion in completions]
        if None in rewards:
            self._faults.note(
                self.name,
                "pattern_too_slow",
                f"The search for the pattern of '{self.name}' took more than {SECONDS_PER_COMPLETION:g} s in each of "
                f"{rewards.count(None)} of {len(rewards)} completions, which get no reward. A repetition whose content "
                "can match in several ways, such as (a|aa)+, takes exponential time. Write the pattern without one.",
            )
        return rewards

    def _reward(self, text: str) -> float | None:
        try:
            return float(self._search(text, timeout=SECONDS_PER_COMPLETION) is not None)
        except TimeoutError:
            return None
