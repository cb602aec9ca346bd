"""The interface of objectives, and a base class for simple ones."""

from collections.abc import Sequence
from typing import Any, Protocol

from paretoscope_worker.text.rollout import Completion


class Objective(Protocol):
    """Rewards completions for one property."""

    @property
    def name(self) -> str:
        """Name in weights, charts and tables."""
        ...

    @property
    def monitor(self) -> bool:
        """Whether the objective is logged but not trained."""
        ...

    def observe(self, completions: Sequence[Completion]) -> None:
        """Receives the completions of a training step once, before they are rewarded; never those of an evaluation."""
        ...

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns the reward of each completion; higher is better, and None means that the objective is undefined."""
        ...

    def values(self, completions: Sequence[Completion], rewards: Sequence[float | None]) -> list[float | None]:
        """Returns each completion's value in the objective's own unit, as evaluations and charts show it.

        Args:
            completions: the completions.
            rewards: their rewards, for objectives that are shown in the unit of their reward.
        """
        ...

    def state_dict(self) -> dict[str, Any]:
        """Returns the state that a checkpoint must hold, as JSON-compatible values."""
        ...

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        ...


class StatelessObjective:
    """Base class of objectives that have no state and are shown in the unit of their reward."""

    monitor = False

    def __init__(self, name: str) -> None:
        self.name = name

    def observe(self, completions: Sequence[Completion]) -> None:
        """Does nothing, because there is no state."""

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns the reward of each completion."""
        raise NotImplementedError

    def values(self, completions: Sequence[Completion], rewards: Sequence[float | None]) -> list[float | None]:  # noqa: ARG002
        """Returns the rewards, which are already in the objective's own unit."""
        return list(rewards)

    def state_dict(self) -> dict[str, Any]:
        """Returns an empty state."""
        return {}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Does nothing, because there is no state."""
