"""Detects that the reward in the charts differs from the reward that is trained."""

from paretoscope.schema.metrics.keys import REWARD_DIFFERENCE, TOTAL_REWARD
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, StatelessWatchdog

TOLERANCE = 1e-4
"""Largest accepted difference between plotted and trained reward; relative if the plotted reward exceeds 1."""


class RewardDifference(StatelessWatchdog):
    """Raises the alarm at once, because the charts are wrong from then on."""

    kind: AlarmKind = "reward_difference"
    patience_steps = 1

    def look(self, seen: Seen) -> Alarm | None:
        """Compares the plotted reward with the trained one."""
        difference, plotted = seen.metrics[REWARD_DIFFERENCE.key], seen.metrics[TOTAL_REWARD.key]
        if difference <= TOLERANCE * max(1.0, abs(plotted)):
            return None
        return Alarm(
            f"The plotted reward {plotted:.6g} differs by {difference:.3g} from the reward that was trained. "
            "The charts of this run are wrong from this step on. Please report this as a bug.",
            (),
            {"difference": difference},
            "error",
        )
