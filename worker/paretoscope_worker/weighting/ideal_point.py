"""The ideal point, which is the best reward of each objective, and shortfalls from it."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from paretoscope_worker.weighting.method import by_name


class IdealPoint:
    """The given values; objectives without one use the greatest reward so far."""

    def __init__(self, given: Mapping[str, float], names: Sequence[str]) -> None:
        """Args: `given` maps objectives to their ideal rewards; `names` lists all objectives."""
        self._is_seen = torch.tensor([name not in given for name in names])
        self.values = by_name(given, names, -torch.inf)
        """float64 [K]; minus infinity for an objective that was never defined."""

    def see(self, rewards: Tensor) -> None:
        """Raises the values that were not given to the greatest of the rewards, float64 [K, B, G]."""
        greatest = rewards.nan_to_num(nan=-torch.inf).flatten(1).amax(dim=1)
        self.values = torch.where(self._is_seen, torch.maximum(self.values, greatest), self.values)

    def shortfalls(self, rewards: Tensor) -> Tensor:
        """Returns ideal - reward, [K, ...]; 0 for an objective that was never defined."""
        shape = (-1, *[1] * (rewards.dim() - 1))
        known = torch.where(self.values.isfinite(), self.values, torch.nan).view(shape)
        return (known - rewards).nan_to_num(nan=0.0)

    def state_dict(self) -> list[float]:
        """Returns the values."""
        return self.values.tolist()

    def load_state_dict(self, state: list[float]) -> None:
        """Restores the state that `state_dict` returned."""
        self.values = torch.tensor(state, dtype=torch.float64)
