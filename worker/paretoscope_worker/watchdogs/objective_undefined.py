"""Detects an objective that has no value for any completion."""

import math

from paretoscope.schema.metrics.keys import OBJECTIVE_TRAIN
from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, StatelessWatchdog


class ObjectiveUndefined(StatelessWatchdog):
    """Such an objective is not trained. Its grader does not answer, or it does not apply to these prompts."""

    kind: AlarmKind = "objective_undefined"

    def __init__(self, patience_steps: int) -> None:
        self.patience_steps = patience_steps

    def look(self, seen: Seen) -> Alarm | None:
        """Names the objectives whose mean is NaN."""
        values = OBJECTIVE_TRAIN.values_in(seen.metrics)
        undefined = [name for name, value in values.items() if math.isnan(value)]
        if not undefined:
            return None
        return Alarm(
            f"No completion has a reward for {', '.join(undefined)}, so the policy learns nothing from it. Check that "
            "its grader answers and that it applies to these prompts, or leave it out of objectives.",
            ("objectives",),
            {"objectives": undefined},
        )
