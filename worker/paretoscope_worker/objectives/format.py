"""Format: a regular expression matches the completion."""

from collections.abc import Sequence

from paretoscope.schema import objectives as schema
from paretoscope.schema.objectives.pattern_format import compile_pattern
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.text.rollout import Completion

SECONDS_PER_COMPLETION = 0.2
"""Some patterns take time exponential in the length of what nearly matches."""


class Format(StatelessObjective):
    """Reward 1 for a match, 0 for none, None if that is not settled in time."""

    def __init__(self, config: schema.Format, faults: Faults) -> None:
        super().__init__(config.name)
        pattern = compile_pattern(config.pattern)
        self._search = pattern.fullmatch if config.match == "whole" else pattern.search
        self._faults = faults

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns whether each completion has the format; what took too long is noted as `pattern_too_slow`."""
        rewards = [self._reward(completion.text) for completion in completions]
        if None in rewards:
            self._faults.note(
                self.name,
                "pattern_too_slow",
                f"The pattern of '{self.name}' was not done with {rewards.count(None)} of {len(rewards)} completions "
                f"within {SECONDS_PER_COMPLETION:g} s each; they get no reward. Repeats of what matches in several "
                "ways, such as (a|aa)+, take exponential time: write the pattern without them.",
            )
        return rewards

    def _reward(self, text: str) -> float | None:
        try:
            return float(self._search(text, timeout=SECONDS_PER_COMPLETION) is not None)
        except TimeoutError:
            return None
