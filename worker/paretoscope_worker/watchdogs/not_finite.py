"""Detects NaN or infinity in the loss, its gradient, a reward or a reward weight."""

import math

from paretoscope.schema.metrics.keys import POLICY_LOSS, REWARD, UPDATE_NORM, WEIGHT
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, StatelessWatchdog

POLICY = frozenset({POLICY_LOSS.key, UPDATE_NORM.key})
AREAS = (REWARD.prefix, WEIGHT.prefix)


class NotFinite(StatelessWatchdog):
    """Raises the alarm at the first such value, although an update that is not finite is skipped."""

    kind: AlarmKind = "not_finite"
    patience_steps = 1

    def look(self, seen: Seen) -> Alarm | None:
        """Names the values that are not finite."""
        wrong = {
            key: str(value)
            for key, value in seen.metrics.items()
            if (key in POLICY or key.startswith(AREAS)) and not math.isfinite(value)
        }
        if not wrong:
            return None
        values = ", ".join(f"{key} is {value}" for key, value in wrong.items())
        if POLICY & wrong.keys():
            return Alarm(
                f"{values}, so the policy was not changed. If it happens again, lower optimizer.learning_rate or "
                "optimizer.max_grad_norm, or set policy.precision to float32.",
                ("optimizer.learning_rate", "optimizer.max_grad_norm", "policy.precision"),
                wrong,
                "error",
            )
        return Alarm(
            f"{values}. Check what the objective returned for the completions, and the settings of the weighting.",
            ("objectives", "weighting"),
            wrong,
            "error",
        )
