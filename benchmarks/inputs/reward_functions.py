"""Rewards of three objectives, cheap and the same for every trainer, with TRL's signature."""

from typing import Any


def brevity(completions: list[str], **_: Any) -> list[float]:
    """Returns a reward that falls with the number of characters."""
    return [1.0 / (1.0 + len(text)) for text in completions]


def variety(completions: list[str], **_: Any) -> list[float]:
    """Returns how many different characters there are for each character."""
    return [len(set(text)) / max(1, len(text)) for text in completions]


def evenness(completions: list[str], **_: Any) -> list[float]:
    """Returns the share of characters that are even digits."""
    return [sum(text.count(digit) for digit in "02468") / max(1, len(text)) for text in completions]
