"""Which numbers can be rewards."""

from typing import SupportsFloat, cast

LARGEST = 2.0**127


def finite(reward: object) -> float | None:
    """Returns a reward as a number that float32 can hold, as advantages do; None if it is none."""
    if reward is None or isinstance(reward, str):
        return None
    try:
        number = float(cast(SupportsFloat, reward))
    except (TypeError, ValueError, OverflowError, RuntimeError):
        return None
    return number if abs(number) <= LARGEST else None
