"""Repetition: how much of a completion is n-grams it had before.

The share is that of the repetition penalty of Yeo et al. (arXiv 2502.03373), as open-r1 computes it over lower-cased
words; there it is a penalty from 0 to -1, here the reward is 1 less the share.
"""

from collections.abc import Sequence

from paretoscope.schema import objectives as schema
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.text.rollout import Completion


class Repetition(StatelessObjective):
    """Reward 1 - share of repeated n-grams; shown as the share, lower being better."""

    def __init__(self, config: schema.Repetition) -> None:
        super().__init__(config.name)
        self._words = config.words

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns 1 where nothing is repeated."""
        return [1.0 - repeated_share(completion.text, self._words) for completion in completions]

    def values(self, completions: Sequence[Completion], rewards: Sequence[float | None]) -> list[float | None]:  # noqa: ARG002
        """Returns the share of repeated n-grams."""
        return [None if reward is None else 1.0 - reward for reward in rewards]


def repeated_share(text: str, words: int) -> float:
    """Returns the share of the n-grams of `words` words that stood before in the text; 0 for a text without any."""
    sequence = text.lower().split()
    grams = list(zip(*(sequence[start:] for start in range(words)), strict=False))
    return 1.0 - len(set(grams)) / len(grams) if grams else 0.0
