"""Detects that a reward weight falls so low that its objective is hardly trained any more."""

from collections.abc import Mapping
from dataclasses import dataclass

from paretoscope.schema.metrics.keys import WEIGHT
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, StatelessWatchdog


@dataclass(frozen=True)
class Advice:
    """How to keep the weights of a method from falling."""

    sentence: str
    settings: tuple[str, ...]


ADVICE: Mapping[str, Advice] = {
    "gradient": Advice(
        "Set weighting.weight_floor, or make the steps of the weights smaller with weighting.eta.",
        ("weighting.weight_floor", "weighting.eta"),
    ),
    "ctwa": Advice("Lower weighting.rate, or raise the objective's target.", ("weighting.rate", "weighting.targets")),
    "gradnorm": Advice("Lower weighting.rate or weighting.alpha.", ("weighting.rate", "weighting.alpha")),
    "lagrangian": Advice(
        "Lower weighting.rate, or thresholds that are not reached.", ("weighting.rate", "weighting.thresholds")
    ),
}
"""Advice for each type of weighting."""
OF_OTHERS = Advice(
    "This method computes new weights at each step, and a weight may be 0. Choose another weighting if every "
    "objective should always be trained.",
    ("weighting",),
)


class WeightCollapse(StatelessWatchdog):
    """Compares each weight with its value at step 0."""

    kind: AlarmKind = "weight_collapse"

    def __init__(self, patience_steps: int, weight_fraction: float, start: Mapping[str, float], method: str) -> None:
        """Args: `start` maps each objective to its weight at step 0; `method` is the type of the weighting."""
        self.patience_steps = patience_steps
        self._weight_fraction, self._start = weight_fraction, start
        self._advice = ADVICE.get(method, OF_OTHERS)

    def look(self, seen: Seen) -> Alarm | None:
        """Returns an alarm that names the objectives whose weights are below `weight_fraction` of their start."""
        weights = WEIGHT.values_in(seen.metrics)
        fallen = {
            name: weights[name]
            for name, start in self._start.items()
            if weights.get(name, start) < self._weight_fraction * start
        }
        if not fallen:
            return None
        told = "; ".join(f"{name} {self._start[name]:.3g} -> {weight:.2g}" for name, weight in fallen.items())
        return Alarm(
            f"A weight fell below {self._weight_fraction:.2g} of its value at the start ({told}), so its objective is "
            f"hardly trained any more. {self._advice.sentence}",
            self._advice.settings,
            {"start": {name: self._start[name] for name in fallen}, "now": fallen},
        )
