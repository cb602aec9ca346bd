"""Detects that all completions of a group get the same reward, so that all advantages are 0."""

from paretoscope.schema.metrics.keys import TIE_FRACTION, WEIGHT
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, StatelessWatchdog


class GroupsTied(StatelessWatchdog):
    """Counts ties for each objective separately, because they may differ from those of the summed reward."""

    kind: AlarmKind = "groups_tied"

    def __init__(self, patience_steps: int, tied_fraction: float) -> None:
        self.patience_steps, self._tied_fraction = patience_steps, tied_fraction

    def look(self, seen: Seen) -> Alarm | None:
        """Compares the smallest tied share of any objective with the limit."""
        weights = WEIGHT.values_in(seen.metrics)
        ties = TIE_FRACTION.values_in(seen.metrics)
        tied = {name: share for name, share in ties.items() if weights.get(name, 0.0) > 0}
        if not tied or min(tied.values()) < self._tied_fraction:
            return None
        shares = ", ".join(f"{name} {share:.0%}" for name, share in tied.items())
        return Alarm(
            f"All completions of a prompt get the same reward ({shares} of groups), so the policy learns nothing. "
            "Raise rollout.temperature or algorithm.group_size, or choose prompts that the policy sometimes solves.",
            ("rollout.temperature", "algorithm.group_size", "task"),
            {"tie_fraction": tied},
        )
