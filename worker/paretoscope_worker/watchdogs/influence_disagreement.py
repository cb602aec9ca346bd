"""Detects that the influences of a cheaper method differ from the exact ones."""

from typing import Any

from paretoscope.schema.metrics.keys import AGREEMENT_COSINE, AGREEMENT_ERROR
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen

LEAST_COSINE = 0.99
"""Smallest accepted cosine between the influences of a cheaper method and the exact ones."""


class InfluenceDisagreement:
    """Raises an alarm at once. The result of a comparison counts until the next one."""

    kind: AlarmKind = "influence_disagreement"
    patience_steps = 1

    def __init__(self) -> None:
        self._cosine = 1.0
        self._error = 0.0

    def look(self, seen: Seen) -> Alarm | None:
        """Compares the cosine of the last comparison with the limit."""
        self._cosine = seen.metrics.get(AGREEMENT_COSINE.key, self._cosine)
        self._error = seen.metrics.get(AGREEMENT_ERROR.key, self._error)
        if not self._cosine < LEAST_COSINE:
            return None
        return Alarm(
            f"The influences that move the weights have a cosine of {self._cosine:.3f} with the exact ones. Set "
            "weighting.influence to 'exact'. Two causes are known. If gradients are longer than "
            "optimizer.max_grad_norm, the exact method clips each of them, but the cheaper ones clip only their sum. "
            "The other cause is the rounding of bfloat16 (policy.precision).",
            ("weighting.influence", "optimizer.max_grad_norm", "policy.precision"),
            {"cosine": self._cosine, "relative_error": self._error},
        )

    def state_dict(self) -> dict[str, Any]:
        """Returns the result of the last comparison."""
        return {"cosine": self._cosine, "relative_error": self._error}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        self._cosine, self._error = state["cosine"], state["relative_error"]
