"""The policy's entropy falls to a small share of what it was: completions of a prompt become one and the same."""

from typing import Any

from paretoscope.schema.metrics.keys import ENTROPY
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen

FIRST_STEPS = 10
"""Steps whose mean is what later ones are compared with."""


class EntropyCollapse:
    """Compares with the run's own start, as the entropy of a healthy policy differs from model to model."""

    kind: AlarmKind = "entropy_collapse"

    def __init__(self, patience_steps: int, entropy_fraction: float) -> None:
        self.patience_steps, self._entropy_fraction = patience_steps, entropy_fraction
        self._first: list[float] = []

    def look(self, seen: Seen) -> Alarm | None:
        """Takes the first steps as they are, then compares each with their mean."""
        entropy = seen.metrics.get(ENTROPY.key)
        if entropy is None:
            return None
        if len(self._first) < FIRST_STEPS:
            self._first.append(entropy)
            return None
        start = sum(self._first) / FIRST_STEPS
        if not entropy < self._entropy_fraction * start:
            return None
        return Alarm(
            f"The policy's entropy is {entropy:.3g} nats a token, {entropy / start:.1%} of the {start:.3g} of its "
            f"first {FIRST_STEPS} steps: it hardly explores any more. Lower optimizer.learning_rate, raise "
            "rollout.temperature, or add an entropy bonus or a KL term to the loss.",
            ("optimizer.learning_rate", "rollout.temperature", "algorithm"),
            {"entropy": entropy, "first_entropy": start},
        )

    def state_dict(self) -> dict[str, Any]:
        """Returns the entropy of the first steps."""
        return {"first": self._first}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Takes back what `state_dict` returned."""
        self._first = list(state["first"])
