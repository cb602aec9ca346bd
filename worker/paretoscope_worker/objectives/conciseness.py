"""Conciseness: shorter than other completions.

As published (arXiv 2509.11452), than the running mean length of all training completions so far. Or than the mean of
its own group, as in Arora & Zanette (arXiv 2502.04463), where a long problem is not held against its completions.
Either may be gated: a completion that another objective does not reward earns nothing for being short, and a group's
mean is taken over those it does.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal

from paretoscope_worker.objectives.objective import Objective
from paretoscope_worker.text.rollout import Completion


class Conciseness:
    """Reward 1 for fewer tokens than the baseline, else 0; shown as tokens, fewer being better.

    The running mean covers every completion observed so far, those about to be rewarded included, so that it is defined
    from the first step on. A group is the completions of one prompt that are rewarded together.
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
        """Returns 1 for each completion shorter than its baseline, else 0.

        None before any was observed, for a group of one, and where the gate is undefined.
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
        """Takes back the running sum and count."""
        self._tokens = state["tokens"]
        self._completions = state["completions"]

    def _running_means(self, completions: Sequence[Completion]) -> list[float | None]:
        return [self.running_mean_tokens if self._completions else None] * len(completions)


def _group_means(completions: Sequence[Completion], gates: Sequence[float | None]) -> list[float | None]:
    """Returns for each completion the mean length of those of its prompt that pass the gate; 0 where none does."""
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
