"""Detects that the influences of a cheaper method differ from the exact ones."""

from collections import deque
from statistics import fmean
from typing import Any

from paretoscope.schema.metrics.keys import AGREEMENT_COSINE, AGREEMENT_ERROR
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen

LEAST_COSINE = 0.99
"""Smallest accepted cosine between the influences of a cheaper method and the exact ones."""
LEAST_SKETCHED_COSINE = 0.9
"""The same for the mean over comparisons of sketched influences, whose errors are random and cancel over steps."""
COMPARISONS = 4
"""Number of comparisons of sketched influences that are averaged."""


class InfluenceDisagreement:
    """Raises an alarm at once. The result of a comparison counts until the next one."""

    kind: AlarmKind = "influence_disagreement"
    patience_steps = 1

    def __init__(self, *, is_sketched: bool) -> None:
        self._limit = LEAST_SKETCHED_COSINE if is_sketched else LEAST_COSINE
        self._cosines: deque[float] = deque(maxlen=COMPARISONS if is_sketched else 1)
        self._error = 0.0

    def look(self, seen: Seen) -> Alarm | None:
        """Compares the cosine of the last comparison, or the mean over some, with the limit."""
        if AGREEMENT_COSINE.key in seen.metrics:
            self._cosines.append(seen.metrics[AGREEMENT_COSINE.key])
            self._error = seen.metrics[AGREEMENT_ERROR.key]
        if len(self._cosines) < (self._cosines.maxlen or 1) or not fmean(self._cosines) < self._limit:
            return None
        cosine = fmean(self._cosines)
        return Alarm(
            f"The influences that move the weights have a cosine of {cosine:.3f} with the exact ones. Set "
            "weighting.influence to 'exact'. Two causes are known. If gradients are longer than "
            "optimizer.max_grad_norm, the exact method clips each of them, but a directional derivative clips only "
            "their sum. The other cause is the rounding of bfloat16 (policy.precision).",
            ("weighting.influence", "optimizer.max_grad_norm", "policy.precision"),
            {"cosine": cosine, "relative_error": self._error},
        )

    def state_dict(self) -> dict[str, Any]:
        """Returns the results of the last comparisons."""
        return {"cosines": list(self._cosines), "relative_error": self._error}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        self._cosines.extend(state.get("cosines", []))
        self._error = state["relative_error"]
