"""Weights that a person moves while the run trains.

A change takes effect with the first update after it arrives. The checkpoint holds every change with the step of that
update; if there are several for one step, it holds the last. If they are given as `replay` in a config, the new run
makes the same changes at the same steps.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from paretoscope_worker.weighting.method import Signals, WeightingMethod, as_weights


class Manual(WeightingMethod):
    """Linear scalarisation with the weights that a person requested last."""

    def __init__(
        self, names: Sequence[str], weights: Sequence[float], replay: Sequence[tuple[int, Mapping[str, float]]]
    ) -> None:
        """Args: `replay` lists steps with weights; the update of the step is the first that uses them."""
        super().__init__(weights)
        self._names = names
        self._replay = dict(replay)
        self._last_request = 0
        self._changes: list[dict[str, Any]] = []

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Applies the replayed weights of this step, then the newest request of a person. Each change is an event."""
        if signals.step in self._replay:
            self._change(signals, self._replay[signals.step], "The weights were replayed")
        asked = signals.steering
        if asked is not None and asked.id > self._last_request:
            self._last_request = asked.id
            self._change(signals, asked.weights, "A person set the weights", request=asked.id)
        return {}

    def state_dict(self) -> dict[str, Any]:
        """Returns the weights, every change with its step, and the last request that was applied."""
        return super().state_dict() | {"changes": self._changes, "last_request": self._last_request}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        super().load_state_dict(state)
        self._changes = list(state["changes"])
        self._last_request = state["last_request"]

    def _change(self, signals: Signals, weights: Mapping[str, float], lead: str, **data: Any) -> None:
        before = dict(zip(self._names, self.weights.tolist(), strict=True))
        self.weights = as_weights([weights[name] for name in self._names])
        after = dict(zip(self._names, self.weights.tolist(), strict=True))
        earlier = [change for change in self._changes if change["step"] != signals.step]
        self._changes = [*earlier, {"step": signals.step, "weights": after}]
        shown = ", ".join(f"{name} {weight:.3g}" for name, weight in after.items())
        signals.event("weights_changed", f"{lead} to {shown}.", weights=after, before=before, **data)
