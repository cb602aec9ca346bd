"""Hypervolume-guided weight adaptation (arXiv 2509.11452, algorithm 1).

The preference stays; while validation points still grow the hypervolume by dHV, what is learnt from is multiplied by
r_pareto = 0.5 + 1.5 * tanh(max(dHV, 0)), until the next evaluation.

Published code multiplies the reward, which GRPO's division by the group's spread cancels. The default here multiplies
the advantage.
"""

import math
from collections.abc import Sequence
from typing import Any, Literal

from paretoscope.schema.metrics.keys import HYPERVOLUME_MULTIPLIER
from paretoscope_worker.weighting.method import Signals, WeightingMethod


def pareto_multiplier(contribution: float) -> float:
    """Returns r_pareto, from 0.5 to 2, for a hypervolume contribution."""
    return 0.5 + 1.5 * math.tanh(max(contribution, 0.0))


class Hypervolume(WeightingMethod):
    """A fixed preference with r_pareto on the reward or on the advantage."""

    def __init__(self, weights: Sequence[float], apply_to: Literal["reward", "advantage"]) -> None:
        super().__init__(weights)
        self._apply_to = apply_to
        self._set(1.0)

    def before_update(self, signals: Signals) -> dict[str, float]:  # noqa: ARG002
        """Reports r_pareto."""
        return {HYPERVOLUME_MULTIPLIER.key: self._r_pareto}

    def after_evaluation(self, contribution: float) -> None:
        """Sets r_pareto for the updates until the next evaluation."""
        self._set(pareto_multiplier(contribution))

    def state_dict(self) -> dict[str, Any]:
        """Returns the weights and r_pareto."""
        return super().state_dict() | {"r_pareto": self._r_pareto}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Takes back what `state_dict` returned."""
        super().load_state_dict(state)
        self._set(state["r_pareto"])

    def _set(self, r_pareto: float) -> None:
        self._r_pareto = r_pareto
        self.reward_multiplier = r_pareto if self._apply_to == "reward" else 1.0
        self.advantage_multiplier = r_pareto if self._apply_to == "advantage" else 1.0
