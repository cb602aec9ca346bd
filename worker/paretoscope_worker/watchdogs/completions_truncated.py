"""Detects that many completions are cut at the token limit."""

from paretoscope.schema.metrics.keys import TRUNCATED_FRACTION
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, StatelessWatchdog


class CompletionsTruncated(StatelessWatchdog):
    """A completion that is cut has no answer, so most objectives do not reward it."""

    kind: AlarmKind = "completions_truncated"

    def __init__(self, patience_steps: int, truncated_fraction: float) -> None:
        self.patience_steps, self._truncated_fraction = patience_steps, truncated_fraction

    def look(self, seen: Seen) -> Alarm | None:
        """Compares the share of truncated completions with the limit."""
        share = seen.metrics.get(TRUNCATED_FRACTION.key, 0.0)
        if share < self._truncated_fraction:
            return None
        return Alarm(
            f"{share:.0%} of the completions were cut at the limit before they ended. Raise rollout.max_new_tokens; if "
            "the policy never ends, check its end-of-sequence token and chat template.",
            ("rollout.max_new_tokens", "policy.model"),
            {"truncated_fraction": share},
        )
