"""Conciseness: whether a completion is shorter than a baseline.

As published (arXiv 2509.11452), the baseline is the running mean length of all training completions so far. It can also
be the mean of the completion's own group, as in Arora & Zanette (arXiv 2502.04463), so that completions of a problem
with long solutions are not at a disadvantage. Another objective can be the gate: a completion that it does not reward
gets 0, and the mean of a group is taken over the completions that it rewards.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal

from paretoscope_worker.objectives.objective import Objective
from paretoscope_worker.text.rollout import Completion


class Conciseness:
    """Rewards 1 for fewer tokens than the baseline, otherwise 0; shown in tokens, where fewer is better.

    The running mean covers every completion observed so far, including those that are about to be rewarded, so that it
    is defined from the first step. A group consists of the completions of one prompt that are rewarded together.
    """

    monitor = False

    def __init__(
        self, name: str, baseline: Literal["running_mean", "group"] = "running_mean", gate: Objective | None = None
    ) -> None:
        self.name = name
        self._baseline = baseline
        self._gate = gate
        self._tokens = 0
        self._completions = 0

    @property
    def running_mean_tokens(self) -> float:
        """Mean length of all training completions so far; 0 before the first."""
        return self._tokens / self._completions if self._completions else 0.0

    def observe(self, completions: Sequence[Completion]) -> None:
        """Adds the lengths of one training step to the running mean."""
        self._tokens += sum(completion.tokens for completion in completions)
        self._completions += len(completions)

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns 1 for each completion that is shorter than its baseline, otherwise 0.

        The reward is None if the gate is undefined, if the group has only one completion, or if the running mean has
        not observed any completion.
        """
        gates: Sequence[float | None] = self._gate.rewards(completions) if self._gate else [1.0] * len(completions)
        means = (
            self._running_means(completions) if self._baseline == "running_mean" else _group_means(completions, gates)
        )
        return [
            None if mean is None or gate is None else float(gate > 0 and one.tokens < mean)
            for one, mean, gate in zip(completions, means, gates, strict=True)
        ]

    def values(self, completions: Sequence[Completion], rewards: Sequence[float | None]) -> list[float | None]:  # noqa: ARG002
        """Returns the length of each completion in tokens."""
        return [float(completion.tokens) for completion in completions]

    def state_dict(self) -> dict[str, Any]:
        """Returns the running sum and count."""
        return {"tokens": self._tokens, "completions": self._completions}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the running sum and count."""
        self._tokens = state["tokens"]
        self._completions = state["completions"]

    def _running_means(self, completions: Sequence[Completion]) -> list[float | None]:
        return [self.running_mean_tokens if self._completions else None] * len(completions)


def _group_means(completions: Sequence[Completion], gates: Sequence[float | None]) -> list[float | None]:
    """Returns for each completion the mean length of those in its group that pass the gate; 0 if none does."""
    groups: dict[int, list[int]] = defaultdict(list)
    for index, completion in enumerate(completions):
        groups[id(completion.problem)].append(index)
    means: list[float | None] = [None] * len(completions)
    for members in groups.values():
        lengths = [completions[index].tokens for index in members if (gates[index] or 0.0) > 0]
        if len(members) > 1:
            for index in members:
                means[index] = sum(lengths) / len(lengths) if lengths else 0.0
    return means
