"""Checks of values that a config gives by objective or by step."""

import math
from itertools import pairwise

from paretoscope.schema.base import refuse

WEIGHT_SUM_TOLERANCE = 1e-3


def check_known(field: str, values: dict[str, float], objectives: list[str]) -> None:
    """Refuses values of objectives that the run does not have.

    Raises:
        PydanticCustomError: what is wrong and what to do instead; its context carries the field.
    """
    for name in sorted(values.keys() - set(objectives)):
        known = ", ".join(objectives)
        refuse(f"{field}.{name}", f"'{name}' is not an objective of this run. Its objectives are: {known}.")


def check_ascending(field: str, steps: list[int]) -> None:
    """Refuses steps that are not in ascending order.

    Raises:
        PydanticCustomError: what is wrong and what to do instead; its context carries the field.
    """
    for index, (before, step) in enumerate(pairwise(steps), 1):
        if step <= before:
            refuse(
                f"{field}.{index}.step",
                f"Step {step} is listed after step {before}. List the steps in ascending order, each step once.",
            )


def check_names(field: str, values: dict[str, float], objectives: list[str]) -> None:
    """Refuses values that do not name each objective exactly once.

    Raises:
        PydanticCustomError: what is wrong and what to do instead; its context carries the field.
    """
    check_known(field, values, objectives)
    missing = [name for name in objectives if name not in values]
    if missing:
        known = ", ".join(objectives)
        refuse(field, f"No value for {', '.join(missing)}. Give one value for each objective: {known}.")


def check_weights(field: str, weights: dict[str, float], objectives: list[str]) -> None:
    """Refuses weights that do not name each objective exactly once or do not sum to 1.

    Raises:
        PydanticCustomError: what is wrong and what to do instead; its context carries the field.
    """
    check_names(field, weights, objectives)
    total = math.fsum(weights.values())
    if abs(total - 1.0) > WEIGHT_SUM_TOLERANCE:
        refuse(
            field,
            f"The weights sum to {total:.4g}, but they must sum to 1. Divide each by {total:.4g}, or leave them out for equal weights."
            if total > 0
            else "All weights are 0, but they must sum to 1. Leave them out for equal weights.",
        )
