"""Repetition: the share of a completion's n-grams that are repeated.

The share is that of the repetition penalty of Yeo et al. (arXiv 2502.03373), computed over lower-cased words as in
open-r1. There it is a penalty from 0 to -1; here the reward is 1 minus the share.
"""

from collections.abc import Sequence

from paretoscope.schema import objectives as schema
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.text.rollout import Completion


class Repetition(StatelessObjective):
    """Rewards 1 - share of repeated n-grams; shown as the share, where lower is better."""

    def __init__(self, config: schema.Repetition) -> None:
        super().__init__(config.name)
        self._words = config.words

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns 1 minus the share of repeated n-grams, which is 1 if nothing is repeated."""
        return [1.0 - repeated_share(completion.text, self._words) for completion in completions]

    def values(self, completions: Sequence[Completion], rewards: Sequence[float | None]) -> list[float | None]:  # noqa: ARG002
        """Returns the share of repeated n-grams."""
        return [None if reward is None else 1.0 - reward for reward in rewards]


def repeated_share(text: str, words: int) -> float:
    """Returns the share of n-grams (n = `words`) that occurred earlier in the text; 0 if the text is too short."""
    sequence = text.lower().split()
    grams = list(zip(*(sequence[start:] for start in range(words)), strict=False))
    return 1.0 - len(set(grams)) / len(grams) if grams else 0.0
