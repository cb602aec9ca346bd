"""Detects an update that destroys the policy: at once, completions no longer end or get almost no reward."""

from statistics import fmean
from typing import Any

from paretoscope.schema.metrics.keys import LEARNING_RATE, REWARD, TRUNCATED_FRACTION, UPDATE_NORM
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen

USUAL_STEPS = 5
"""Number of steps before the break whose mean counts as usual."""
TRUNCATED_BEFORE, TRUNCATED_AFTER = 0.5, 0.9
"""The policy is broken if the share of truncated completions was at most the first and is at least the second."""
LEAST_REWARD = 0.1
"""Smallest usual reward of an objective whose loss is a sign of a break."""
REWARD_LEFT = 0.1
"""Largest share of the usual reward that remains after a break."""


class PolicyDiverged:
    """Compares each step with those before it. Normal training changes a policy slowly, a failed update suddenly."""

    kind: AlarmKind = "policy_diverged"
    patience_steps = 2

    def __init__(self) -> None:
        self._usual: list[dict[str, float]] = []
        self._learning_rate = 0.0
        self._has_moved = False

    def look(self, seen: Seen) -> Alarm | None:
        """Compares the step with the usual steps, and adds it to them if the policy is not broken."""
        now = _signs(seen)
        broken = self._has_moved and bool(self._usual) and _is_broken(self._before(), now)
        if broken:
            return self._alarm(now)
        self._usual = [*self._usual, now][-USUAL_STEPS:]
        self._learning_rate = seen.metrics.get(LEARNING_RATE.key, 0.0)
        self._has_moved |= seen.metrics.get(UPDATE_NORM.key, 0.0) > 0
        return None

    def state_dict(self) -> dict[str, Any]:
        """Returns the usual steps and the learning rate of the last of them."""
        return {"usual": self._usual, "learning_rate": self._learning_rate, "has_moved": self._has_moved}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        self._usual, self._learning_rate = list(state["usual"]), state["learning_rate"]
        self._has_moved = state["has_moved"]

    def _before(self) -> dict[str, float]:
        """Returns the mean of each sign over the usual steps."""
        return {name: fmean(signs[name] for signs in self._usual if name in signs) for name in self._usual[-1]}

    def _alarm(self, now: dict[str, float]) -> Alarm:
        before = self._before()
        rewards = "; ".join(
            f"reward of {name} {before[name]:.3g} -> {now[name]:.3g}" for name in before if name in now and name
        )
        return Alarm(
            f"The policy broke from one step to the next (truncated completions {before['']:.0%} -> {now['']:.0%}; "
            f"{rewards}). The update before it had the learning rate {self._learning_rate:.3g}. Lower "
            "optimizer.learning_rate or optimizer.max_grad_norm, and continue from a checkpoint before the break.",
            ("optimizer.learning_rate", "optimizer.max_grad_norm"),
            {"before": _named(before), "now": _named(now), "learning_rate": self._learning_rate},
            "error",
        )


def _signs(seen: Seen) -> dict[str, float]:
    """Returns the share of truncated completions under the empty name, and the mean reward of each objective."""
    return {"": seen.metrics.get(TRUNCATED_FRACTION.key, 0.0), **REWARD.values_in(seen.metrics)}


def _is_broken(before: dict[str, float], now: dict[str, float]) -> bool:
    if before[""] <= TRUNCATED_BEFORE and now[""] >= TRUNCATED_AFTER:
        return True
    earned = [name for name, value in before.items() if name and value >= LEAST_REWARD]
    return len(earned) > 1 and all(now.get(name, 0.0) <= REWARD_LEFT * before[name] for name in earned)


def _named(signs: dict[str, float]) -> dict[str, float]:
    return {name or "truncated_fraction": value for name, value in signs.items()}
