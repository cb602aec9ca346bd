"""Influences computed a cheaper way are those of the exact way."""

from paretoscope.schema.metrics.keys import AGREEMENT_COSINE, AGREEMENT_ERROR
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, StatelessWatchdog

LEAST_COSINE = 0.99
"""Between influences computed a cheaper way and the exact ones."""


class InfluenceDisagreement(StatelessWatchdog):
    """An alarm at once: the two are compared on a run's first steps alone."""

    kind: AlarmKind = "influence_disagreement"
    patience_steps = 1

    def look(self, seen: Seen) -> Alarm | None:
        """Looks at the cosine of the two, where they were compared."""
        cosine = seen.metrics.get(AGREEMENT_COSINE.key)
        if cosine is None or not cosine < LEAST_COSINE:
            return None
        return Alarm(
            f"The influences that move the weights have a cosine of {cosine:.3f} with the exact ones. Set "
            "weighting.influence to 'exact', or policy.precision to float32, which has less rounding to amplify.",
            ("weighting.influence", "policy.precision"),
            {"cosine": cosine, "relative_error": seen.metrics[AGREEMENT_ERROR.key]},
        )
