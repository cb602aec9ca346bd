"""Detects that the policy has moved too far from the reference policy."""

from paretoscope.schema.metrics.keys import KL
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, StatelessWatchdog


class KlExplosion(StatelessWatchdog):
    """It needs a run that measures the KL divergence; otherwise it never raises an alarm."""

    kind: AlarmKind = "kl_explosion"

    def __init__(self, patience_steps: int, kl_limit_nats: float) -> None:
        self.patience_steps, self._kl_limit_nats = patience_steps, kl_limit_nats

    def look(self, seen: Seen) -> Alarm | None:
        """Compares the divergence with the limit. NaN counts as too large."""
        kl = seen.metrics.get(KL.key)
        if kl is None or kl <= self._kl_limit_nats:
            return None
        return Alarm(
            f"The KL divergence from the reference policy is {kl:.3g} nats per token, more than "
            f"watchdogs.kl_limit_nats ({self._kl_limit_nats:g}). Lower optimizer.learning_rate, or raise the KL "
            "coefficient of the algorithm.",
            ("optimizer.learning_rate", "algorithm"),
            {"kl": kl},
        )
