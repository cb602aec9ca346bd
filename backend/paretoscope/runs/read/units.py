"""Units of metrics, from their keys."""

from collections.abc import Mapping

SUFFIXES = {
    "_seconds": "s",
    "_gib": "GiB",
    "_fraction": "fraction",
    "tokens_per_second": "tokens/s",
    "_tokens": "tokens",
}
FRACTIONS = frozenset({"weight", "effective_weight"})


def unit_of(key: str, objective_units: Mapping[str, str]) -> str:
    """Returns the unit of a metric; empty for a plain number.

    Args:
        key: metric key, ``area/what[/part]``.
        objective_units: unit of each objective of the run, by name.
    """
    area, *parts = key.split("/")
    if area in FRACTIONS:
        return "fraction"
    if area == "objective" and parts:
        return objective_units.get(parts[0], "")
    endings = (SUFFIXES[suffix] for suffix in SUFFIXES if any(part.endswith(suffix) for part in parts))
    return next(endings, "")
