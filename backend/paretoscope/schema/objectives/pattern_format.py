"""Format: the completion matches a regular expression."""

import math
import re
from typing import Annotated, ClassVar, Literal

import regex
from pydantic import AfterValidator, Field

from paretoscope.schema.base import Name
from paretoscope.schema.objectives.base import Direction, TextObjective

REPEAT = re.compile(r"\{(\d*)(?:,(\d*))?\}")
MOST_COPIES = 100_000
"""Largest product of the counts in a pattern. A counted repeat is compiled as that many copies of its content, and nested repeats multiply."""
THINK_THEN_ANSWER = r"\s*<think>.*?</think>\s*<answer>.*?</answer>\s*"


def _is_usable(pattern: str) -> str:
    copies = math.prod(max(int(most or 0), int(least or 0), 1) for least, most in REPEAT.findall(pattern))
    if copies > MOST_COPIES:
        raise ValueError(
            f"The counted repeats of the pattern multiply to {copies:,}, more than {MOST_COPIES:,}, which would use up the memory. "
            "Write * or + instead of a large count."
        )
    try:
        compile_pattern(pattern)
    except (regex.error, RecursionError, OverflowError) as error:
        raise ValueError(
            f"The pattern is not a valid regular expression: {error}. Put a backslash before a special character to match it literally."
        ) from error
    return pattern


def compile_pattern(pattern: str) -> "regex.Pattern[str]":
    """Compiles a pattern for objectives; ``.`` also matches a line end."""
    return regex.compile(pattern, regex.DOTALL)


Pattern = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(_is_usable)]


class Format(TextObjective):
    """Reward 1 if a regular expression matches the completion, else 0."""

    unit: ClassVar[str] = "fraction"
    direction: ClassVar[Direction] = "maximize"
    axis_label: ClassVar[str] = "fraction in the format"
    natural_range: ClassVar[float | None] = 1.0

    type: Literal["format"] = "format"
    name: Name = "format"
    """Name of the objective in weights, charts and tables."""
    pattern: Pattern = THINK_THEN_ANSWER
    """Regular expression in Python's syntax, where `.` also matches a line end. If left out, it matches `<think>...</think>` followed by `<answer>...</answer>`."""
    match: Literal["whole", "anywhere"] = "whole"
    """Whether the whole completion must match, or any part of it."""
