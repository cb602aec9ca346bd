"""Hypervolume-guided weight adaptation (arXiv 2509.11452, algorithm 1).

The preference is constant. Let dHV be the growth of the hypervolume by the newest validation point. Until the next
evaluation, the learning signal is multiplied by r_pareto = 0.5 + 1.5 * tanh(max(dHV, 0) / s).

Two defaults differ from the paper:

- s is the mean of all positive dHV of the run so far, including the current one. A typical growth then gives about 1.64
  on any axes. As published, s is 1 (`contribution: absolute`), so the multiplier depends on the hypervolume's unit: on
  raw token counts it is 2 for any growth, and on dimensionless axes it is hardly above 0.5.
- The multiplier acts on the advantage. The published code multiplies the reward, but GRPO's division by the group's
  spread cancels this.
"""

import math
from collections.abc import Sequence
from typing import Any, Literal

from paretoscope.schema.metrics.keys import HYPERVOLUME_MULTIPLIER
from paretoscope_worker.weighting.method import Signals, WeightingMethod

IDLE_BELOW = 0.55
"""If the multiplier stays below this while the hypervolume grows, its only effect is a smaller learning rate."""
GROWTHS_TO_JUDGE = 3
"""Number of evaluations with a growth of the hypervolume before an event says that the multiplier has no effect."""


def pareto_multiplier(growth: float) -> float:
    """Returns r_pareto, from 0.5 to 2, for a growth of the hypervolume divided by s."""
    return 0.5 + 1.5 * math.tanh(max(growth, 0.0))


class Hypervolume(WeightingMethod):
    """A fixed preference with r_pareto on the reward or on the advantage."""

    def __init__(
        self,
        weights: Sequence[float],
        apply_to: Literal["reward", "advantage"],
        contribution: Literal["relative", "absolute"] = "relative",
    ) -> None:
        super().__init__(weights)
        self._apply_to, self._contribution = apply_to, contribution
        self._growths, self._total_growth, self._highest, self._told = 0, 0.0, 0.0, False
        self._set(1.0)

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Reports r_pareto, and reports once if it has no effect."""
        if not self._told and self._growths >= GROWTHS_TO_JUDGE and self._highest < IDLE_BELOW:
            self._told = True
            signals.event(
                "multiplier_idle",
                f"The hypervolume grew at {self._growths} evaluations, but the multiplier never passed "
                f"{self._highest:.3g} of 2, so its only effect is a smaller learning rate. The growth is too small for "
                "the published formula on these axes. Set weighting.contribution to 'relative'.",
                highest_multiplier=self._highest,
            )
        return {HYPERVOLUME_MULTIPLIER.key: self._r_pareto}

    def after_evaluation(self, contribution: float) -> None:
        """Sets r_pareto for the updates until the next evaluation."""
        if contribution > 0:
            self._growths += 1
            self._total_growth += contribution
        self._set(pareto_multiplier(contribution / self._unit))
        if contribution > 0:
            self._highest = max(self._highest, self._r_pareto)

    @property
    def _unit(self) -> float:
        """The growth s that gives the multiplier 0.5 + 1.5 * tanh(1)."""
        if self._contribution == "absolute" or self._growths == 0:
            return 1.0
        return self._total_growth / self._growths

    def state_dict(self) -> dict[str, Any]:
        """Returns the weights, r_pareto and the growth seen so far."""
        return super().state_dict() | {
            "r_pareto": self._r_pareto,
            "growths": self._growths,
            "total_growth": self._total_growth,
            "highest": self._highest,
            "told": self._told,
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        super().load_state_dict(state)
        self._growths, self._total_growth = state["growths"], state["total_growth"]
        self._highest, self._told = state["highest"], state["told"]
        self._set(state["r_pareto"])

    def _set(self, r_pareto: float) -> None:
        self._r_pareto = r_pareto
        self.reward_multiplier = r_pareto if self._apply_to == "reward" else 1.0
        self.advantage_multiplier = r_pareto if self._apply_to == "advantage" else 1.0
