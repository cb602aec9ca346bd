"""The reward in the charts differs from the reward that was trained on."""

from paretoscope.schema.metrics.keys import REWARD_DIFFERENCE, TOTAL_REWARD
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, StatelessWatchdog

TOLERANCE = 1e-4
"""Largest difference between the reward that is plotted and the one that is trained on; of rewards above 1, a share."""


class RewardDifference(StatelessWatchdog):
    """Raises the alarm at once, because the charts cannot be trusted from there on."""

    kind: AlarmKind = "reward_difference"
    patience_steps = 1

    def look(self, seen: Seen) -> Alarm | None:
        """Compares the plotted reward with the trained one."""
        difference, plotted = seen.metrics[REWARD_DIFFERENCE.key], seen.metrics[TOTAL_REWARD.key]
        if difference <= TOLERANCE * max(1.0, abs(plotted)):
            return None
        return Alarm(
            f"The plotted reward {plotted:.6g} differs by {difference:.3g} from the one that was "
            "trained on. The charts of this run cannot be trusted from here on; please report this as a bug.",
            (),
            {"difference": difference},
            "error",
        )
