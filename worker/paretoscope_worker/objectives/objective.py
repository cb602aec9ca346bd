"""What every objective must do."""

from collections.abc import Sequence
from typing import Any, Protocol

from paretoscope_worker.text.rollout import Completion


class Objective(Protocol):
    """Something a completion is rewarded for."""

    @property
    def name(self) -> str:
        """Name in weights, charts and tables."""
        ...

    @property
    def monitor(self) -> bool:
        """Whether it is logged but not trained."""
        ...

    def observe(self, completions: Sequence[Completion]) -> None:
        """Sees the completions of one training step, once and before they are rewarded; never those of evaluations."""
        ...

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns the reward of each completion, higher is better; None where the objective is undefined."""
        ...

    def values(self, completions: Sequence[Completion], rewards: Sequence[float | None]) -> list[float | None]:
        """Returns each completion's value in the objective's own unit, as evaluations and charts show it.

        `rewards` are those of the same completions, for objectives shown in the unit of their reward.
        """
        ...

    def state_dict(self) -> dict[str, Any]:
        """Returns what a checkpoint must hold, JSON-able."""
        ...

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Takes back what `state_dict` returned."""
        ...


class StatelessObjective:
    """Base of objectives that remember nothing and are shown in the unit of their reward."""

    monitor = False

    def __init__(self, name: str) -> None:
        self.name = name

    def observe(self, completions: Sequence[Completion]) -> None:
        """Nothing is remembered."""

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns the reward of each completion."""
        raise NotImplementedError

    def values(self, completions: Sequence[Completion], rewards: Sequence[float | None]) -> list[float | None]:  # noqa: ARG002
        """Returns the rewards: they are already in the objective's own unit."""
        return list(rewards)

    def state_dict(self) -> dict[str, Any]:
        """Returns nothing."""
        return {}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Nothing was remembered."""
