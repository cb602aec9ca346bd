"""Metrics, which are keys with a common pattern, a unit, a label and a meaning."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

Value = TypeVar("Value")

OWN_UNIT = "the objective's own"
"""Unit of a metric that has the unit of the objective in its key."""


@dataclass(frozen=True)
class Metric:
    """One metric. Its keys differ only in the names of objectives, or in a name that a reward function gave."""

    pattern: str
    """`area/what[/part]`, with a placeholder in braces for the name of an objective."""
    label: str
    """Name of a value, as a noun phrase."""
    unit: str
    """Unit of its values: empty for a plain number, `OWN_UNIT` for that of the objective."""
    meaning: str
    """Meaning of a value, in one sentence."""

    @cached_property
    def prefix(self) -> str:
        """Common beginning of all its keys; the whole key of a metric without objectives."""
        return self.pattern.partition("{")[0]

    @cached_property
    def title(self) -> str:
        """Label and unit, as the title of an axis."""
        shown = "" if self.unit == OWN_UNIT or self.unit in self.label else self.unit
        return f"{self.label}, {shown}" if shown else self.label

    def objectives_of(self, key: str) -> tuple[str, ...] | None:
        """Returns the objectives in one of its keys, in order, or the name; None for the key of another metric."""
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
        """The key of the metric."""
        return self.pattern


@dataclass(frozen=True)
class PerObjective(Metric):
    """A metric that a run has once per objective."""

    reserved: frozenset[str] = frozenset()
    """Words in keys of other metrics at the place of the objective's name."""

    def objectives_of(self, key: str) -> tuple[str, ...] | None:
        """Returns the objective in one of its keys; None for the key of another metric."""
        found = super().objectives_of(key)
        return None if found is None or found[0] in self.reserved else found

    def of(self, objective: str) -> str:
        """Returns the key of the metric for an objective."""
        return self.pattern.replace("{objective}", objective)

    def values_in(self, metrics: Mapping[str, Value]) -> dict[str, Value]:
        """Selects its values from metrics by key, and returns them by objective."""
        found = ((self.objectives_of(key), value) for key, value in metrics.items() if key.startswith(self.prefix))
        return {names[0]: value for names, value in found if names}


class PerPair(Metric):
    """A metric that a run has once per pair of objectives, in the order of the run."""

    def of(self, first: str, second: str) -> str:
        """Returns the key of the metric for two objectives, given in the order of the run."""
        return self.pattern.replace("{first}", first).replace("{second}", second)


class PerName(Metric):
    """A metric that a run has once per name, which may contain slashes."""

    def of(self, name: str) -> str:
        """Returns the key of the metric for a name."""
        return self.pattern.replace("{name}", name)

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        before, after = self.pattern.split("{name}")
        return re.compile(f"{re.escape(before)}(.+){re.escape(after)}")
