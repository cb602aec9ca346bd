"""A preference in words, as names of runs and labels of groups have it."""

from collections.abc import Sequence

EQUAL_TOLERANCE = 0.011
"""Largest difference of equal weights: thirds are often written as 0.33 and 0.34."""


def preference_words(weights: Sequence[float]) -> str:
    """Returns weights as ``0.5/0.25/0.25``, or ``balanced`` if all are equal."""
    if max(weights) - min(weights) < EQUAL_TOLERANCE:
        return "balanced"
    return "/".join(f"{weight:.3g}" for weight in weights)
