"""The pushes of a hypervolume-guided run: validation points that increased the hypervolume, and their multipliers."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from paretoscope.figures.parts.text import number
from paretoscope.pareto.run_data import RunData
from paretoscope.schema.metrics.keys import HYPERVOLUME_MULTIPLIER


@dataclass(frozen=True)
class Push:
    """An evaluation that increased the hypervolume, and the multiplier of the steps after it."""

    step: int
    multiplier: float
    contribution: float

    @property
    def cause(self) -> str:
        """The cause of the multiplier, as a clause."""
        return f"multiplier {number(self.multiplier)}: the point added {number(self.contribution)} hypervolume"


def pushes(run: RunData) -> list[Push]:
    """Returns all pushes of a hypervolume-guided run, by ascending step, without the untrained policy."""
    series = run.series.get(HYPERVOLUME_MULTIPLIER.key)
    if series is None:
        return []
    found: list[Push] = []
    for row in run.split("validation"):
        after = bisect_right(series.steps, row.step)
        value = series.last[after] if after < len(series.steps) else None
        if row.step and row.contribution and value is not None:
            found.append(Push(row.step, value, row.contribution))
    return found


def explain_pushes(found: Sequence[Push]) -> tuple[str, str]:
    """Returns a sentence on the largest push, and the part of it to emphasise; empty if there are none."""
    if not found:
        return "", ""
    largest = max(found, key=lambda push: push.multiplier)
    return f"Largest push: step {largest.step:,}, {largest.cause}.", f"multiplier {number(largest.multiplier)}"
