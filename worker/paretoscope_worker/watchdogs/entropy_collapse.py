"""Detects that the policy's entropy falls to a small share of its initial value: completions become identical."""

from typing import Any

from paretoscope.schema.metrics.keys import ENTROPY, UPDATE_NORM
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen

FIRST_STEPS = 10
"""Smallest number of first steps whose mean is the initial value."""
LEAST_TOKENS = 1000
"""Smallest number of tokens in each of the two means, because the entropy of a few tokens is too noisy."""


class EntropyCollapse:
    """Compares the entropy with that of the run's first steps, because its normal value depends on the model.

    There is no alarm as long as no gradient has changed the policy.
    """

    kind: AlarmKind = "entropy_collapse"

    def __init__(self, patience_steps: int, entropy_fraction: float) -> None:
        self.patience_steps, self._entropy_fraction = patience_steps, entropy_fraction
        self._first: list[list[float]] = []
        self._last: list[list[float]] = []
        self._has_moved = False

    def look(self, seen: Seen) -> Alarm | None:
        """Collects the first steps, then compares the mean of the latest steps with theirs."""
        entropy = seen.metrics.get(ENTROPY.key)
        if entropy is None or seen.tokens == 0:
            return None
        row = [entropy, float(seen.tokens)]
        if len(self._first) < FIRST_STEPS or _tokens(self._first) < LEAST_TOKENS:
            self._first.append(row)
            return None
        self._has_moved |= seen.metrics.get(UPDATE_NORM.key, 0.0) > 0
        self._last.append(row)
        while _tokens(self._last[1:]) >= LEAST_TOKENS:
            self._last.pop(0)
        start, now = _mean(self._first), _mean(self._last)
        is_judged = self._has_moved and _tokens(self._last) >= LEAST_TOKENS
        return _alarm(start, now) if is_judged and now < self._entropy_fraction * start else None

    def state_dict(self) -> dict[str, Any]:
        """Returns the entropies and token counts of the first and of the latest steps."""
        return {"first": self._first, "last": self._last, "has_moved": self._has_moved}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        self._first, self._last = list(state["first"]), list(state["last"])
        self._has_moved = state["has_moved"]


def _alarm(start: float, now: float) -> Alarm:
    return Alarm(
        f"The policy's entropy is {now:.3g} nats per token, which is {now / start:.1%} of its value in the first steps "
        f"({start:.3g}). It hardly explores any more. Lower optimizer.learning_rate, raise rollout.temperature, "
        "or add an entropy bonus or a KL term to the loss.",
        ("optimizer.learning_rate", "rollout.temperature", "algorithm"),
        {"entropy": now, "first_entropy": start},
    )


def _tokens(rows: list[list[float]]) -> float:
    return sum(tokens for _, tokens in rows)


def _mean(rows: list[list[float]]) -> float:
    return sum(entropy * tokens for entropy, tokens in rows) / _tokens(rows)
