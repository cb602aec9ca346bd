"""The policy moves too far from the reference policy."""

from paretoscope.schema.metrics.keys import KL
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, StatelessWatchdog


class KlExplosion(StatelessWatchdog):
    """Only for runs that measure the divergence."""

    kind: AlarmKind = "kl_explosion"

    def __init__(self, patience_steps: int, kl_limit_nats: float) -> None:
        self.patience_steps, self._kl_limit_nats = patience_steps, kl_limit_nats

    def look(self, seen: Seen) -> Alarm | None:
        """Compares the divergence with the limit. NaN is beyond it."""
        kl = seen.metrics.get(KL.key)
        if kl is None or kl <= self._kl_limit_nats:
            return None
        return Alarm(
            f"The policy is {kl:.3g} nats a token away from the reference policy, more than watchdogs.kl_limit_nats "
            f"({self._kl_limit_nats:g}). Lower optimizer.learning_rate, or raise the KL coefficient of the algorithm.",
            ("optimizer.learning_rate", "algorithm"),
            {"kl": kl},
        )
