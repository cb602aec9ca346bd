"""What a metric is: keys of one pattern, with a unit, a label and a meaning."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

Value = TypeVar("Value")

OWN_UNIT = "the objective's own"
"""Unit of a metric that is in the unit of the objective its key names."""


@dataclass(frozen=True)
class Metric:
    """One metric; its keys differ only in the names of objectives."""

    pattern: str
    """`area/what[/part]`, with a name in braces where the name of an objective goes."""
    label: str
    """What a value is called, as a noun phrase."""
    unit: str
    """Unit of its values: empty for a plain number, `OWN_UNIT` for the objective's own."""
    meaning: str
    """What a value says, in one sentence."""

    @cached_property
    def prefix(self) -> str:
        """What all its keys begin with; the whole key of a metric that names no objective."""
        return self.pattern.partition("{")[0]

    @cached_property
    def title(self) -> str:
        """Label and unit, as the title of an axis."""
        shown = "" if self.unit == OWN_UNIT or self.unit in self.label else self.unit
        return f"{self.label}, {shown}" if shown else self.label

    def objectives_of(self, key: str) -> tuple[str, ...] | None:
        """Returns the objectives that one of its keys names, in their order; None for the key of another metric."""
        found = self._expression.fullmatch(key)
        return found.groups() if found else None

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        parts = re.split(r"\{\w+\}", self.pattern)
        return re.compile("([^/]+)".join(re.escape(part) for part in parts))


class Scalar(Metric):
    """A metric that a run has once."""

    @property
    def key(self) -> str:
        """Its key."""
        return self.pattern


@dataclass(frozen=True)
class PerObjective(Metric):
    """A metric that a run has once for each objective."""

    reserved: frozenset[str] = frozenset()
    """What stands in keys of other metrics where the name of an objective would."""

    def objectives_of(self, key: str) -> tuple[str, ...] | None:
        """Returns the objective that one of its keys names; None for the key of another metric."""
        found = super().objectives_of(key)
        return None if found is None or found[0] in self.reserved else found

    def of(self, objective: str) -> str:
        """Returns its key for an objective."""
        return self.pattern.replace("{objective}", objective)

    def values_in(self, metrics: Mapping[str, Value]) -> dict[str, Value]:
        """Picks its values from metrics by key; returns them by objective."""
        found = ((self.objectives_of(key), value) for key, value in metrics.items() if key.startswith(self.prefix))
        return {names[0]: value for names, value in found if names}


class PerPair(Metric):
    """A metric that a run has once for each pair of objectives, the first named before the second."""

    def of(self, first: str, second: str) -> str:
        """Returns its key for two objectives, which stand in the run's own order."""
        return self.pattern.replace("{first}", first).replace("{second}", second)
