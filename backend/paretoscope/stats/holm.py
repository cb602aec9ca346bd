"""Correction of p values for the number of comparisons."""

from collections.abc import Sequence


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """Returns p values corrected by Holm's step-down method (Holm 1979), in the same order.

    Rejecting those of at most 0.05 keeps the probability of any false rejection at 5 %. A missing p value stays
    missing, and is no comparison.
    """
    known = sorted((value, index) for index, value in enumerate(p_values) if value is not None)
    corrected: list[float | None] = [None] * len(p_values)
    largest = 0.0
    for place, (value, index) in enumerate(known):
        largest = max(largest, min(1.0, value * (len(known) - place)))
        corrected[index] = largest
    return corrected
