"""Looks up a key in the vocabulary."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from paretoscope.schema.metrics import keys
from paretoscope.schema.metrics.metric import OWN_UNIT, Metric, Scalar

METRICS: tuple[Metric, ...] = tuple(one for one in vars(keys).values() if isinstance(one, Metric))
"""Every metric, in the order of the vocabulary."""


@dataclass(frozen=True)
class Description:
    """The description of one key."""

    key: str
    label: str
    """Name of a value, with its objectives; the key itself if the metric is unknown."""
    unit: str
    """Unit of the values; empty for a plain number or if the metric is unknown."""
    meaning: str
    """Meaning of a value, in one sentence; empty if the metric is unknown."""


def describe(key: str, objective_units: Mapping[str, str]) -> Description:
    """Describes a key, which may also come from another trainer.

    Args:
        key: metric key, ``area/what[/part]``.
        objective_units: unit of each objective of the run, by name.
    """
    found = find_metric(key)
    if found is None:
        return Description(key, key, "", "")
    names = found.objectives_of(key) or ()
    unit = objective_units.get(names[0], "") if found.unit == OWN_UNIT else found.unit
    label = ", ".join(filter(None, [found.label, " × ".join(names)]))
    return Description(key, label, unit, found.meaning)


def find_metric(key: str) -> Metric | None:
    """Returns the metric of a key; None if it is not in the vocabulary."""
    return _SCALARS.get(key) or next((one for one in _area(key) if one.objectives_of(key)), None)


def _area(key: str) -> list[Metric]:
    return _BY_AREA.get(key.partition("/")[0], [])


def _by_area() -> dict[str, list[Metric]]:
    found: dict[str, list[Metric]] = defaultdict(list)
    for one in METRICS:
        found[one.pattern.partition("/")[0]].append(one)
    return dict(found)


_SCALARS = {one.key: one for one in METRICS if isinstance(one, Scalar)}
_BY_AREA = _by_area()
