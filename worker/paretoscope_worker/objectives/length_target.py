"""Length target: how close the length of a completion is to a given number of tokens.

The reward falls linearly from 1 at the target to 0. The modes `exact` and `at_most` are those of L1 (arXiv 2503.04697).
L1 subtracts a length penalty from correctness; here the length is a separate objective, whose reward is never below 0.
"""

from collections.abc import Sequence

from paretoscope.schema import objectives as schema
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.text.rollout import Completion


class LengthTarget(StatelessObjective):
    """Rewards 1 - miss / tolerance, at least 0; shown as the miss in tokens, where fewer is better."""

    def __init__(self, config: schema.LengthTarget) -> None:
        super().__init__(config.name)
        self._config = config

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns 1 at the target, falling linearly to 0 where the miss reaches the tolerance (`zero_at_tokens`)."""
        return [max(0.0, 1.0 - self._miss(one) / self._config.zero_at_tokens) for one in completions]

    def values(self, completions: Sequence[Completion], rewards: Sequence[float | None]) -> list[float | None]:  # noqa: ARG002
        """Returns by how many tokens each completion misses the target."""
        return [float(self._miss(completion)) for completion in completions]

    def _miss(self, completion: Completion) -> int:
        over = completion.tokens - self._config.target_tokens
        return max(over, 0) if self._config.mode == "at_most" else abs(over)
