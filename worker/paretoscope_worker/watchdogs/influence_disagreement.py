"""Influences computed a cheaper way are those of the exact way."""

from typing import Any

from paretoscope.schema.metrics.keys import AGREEMENT_COSINE, AGREEMENT_ERROR
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen

LEAST_COSINE = 0.99
"""Between influences computed a cheaper way and the exact ones."""


class InfluenceDisagreement:
    """Raises an alarm at once. What the last comparison found counts until the next one."""

    kind: AlarmKind = "influence_disagreement"
    patience_steps = 1

    def __init__(self) -> None:
        self._cosine = 1.0
        self._error = 0.0

    def look(self, seen: Seen) -> Alarm | None:
        """Looks at the cosine of the two at the last comparison."""
        self._cosine = seen.metrics.get(AGREEMENT_COSINE.key, self._cosine)
        self._error = seen.metrics.get(AGREEMENT_ERROR.key, self._error)
        if not self._cosine < LEAST_COSINE:
            return None
        return Alarm(
            f"The influences that move the weights have a cosine of {self._cosine:.3f} with the exact ones. Set "
            "weighting.influence to 'exact'. Two causes are known: gradients longer than optimizer.max_grad_norm, of "
            "which the exact way clips each and the cheaper ways only the sum, and the rounding of bfloat16 "
            "(policy.precision).",
            ("weighting.influence", "optimizer.max_grad_norm", "policy.precision"),
            {"cosine": self._cosine, "relative_error": self._error},
        )

    def state_dict(self) -> dict[str, Any]:
        """Returns what the last comparison found."""
        return {"cosine": self._cosine, "relative_error": self._error}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Takes back what `state_dict` returned."""
        self._cosine, self._error = state["cosine"], state["relative_error"]
