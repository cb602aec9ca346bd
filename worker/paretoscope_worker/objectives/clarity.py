"""Clarity (arXiv 2509.11452): whether a completion has a non-empty box and a step-by-step structure."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Literal

from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.text.boxed import last_boxed
from paretoscope_worker.text.rollout import Completion

ENUMERATOR = re.compile(
    r"""
    ^[ \t]*[-*•][ \t]                                       # bullet at the start of a line
    | ^[ \t#*_]*\(?(?:\d{1,3}|[a-z]|[ivx]{1,6})[.):][*_]*\s # number, letter or roman numeral at the start of a line
    | \bstep[ \t]*\d+\b                                     # "step 2" anywhere
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
INLINE_NUMBER = re.compile(r"(?:^|(?<=\s))\(?(\d{1,3})[.):]\s")
ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|next|then)\b", re.IGNORECASE
)
PUBLISHED_BOX = re.compile(r"\\boxed\{\s*[^\s}][^}]*\}")
PUBLISHED_ENUMERATOR = re.compile(
    r"(?:^|[\s(])(?:step\s*)?(?:\d+|[ivxlcdm]+|[a-z])[-.:)]|(?:^|\s)[-*•]\s+", re.IGNORECASE | re.MULTILINE
)
"""Also matches the end of "it is 7." as an enumerator."""

Pattern = Literal["strict", "published"]


class Clarity(StatelessObjective):
    """Rewards 1 for a non-empty box and at least two enumerators or two ordinal words, otherwise 0."""

    def __init__(self, name: str, pattern: Pattern = "strict") -> None:
        super().__init__(name)
        self._is_clear = is_clear if pattern == "strict" else is_clear_as_published

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns 1 for a clear completion, otherwise 0."""
        return [float(self._is_clear(completion.text)) for completion in completions]


def is_clear(text: str) -> bool:
    """Returns whether a completion boxes an answer and shows its steps."""
    return bool(last_boxed(text)) and (_has_two(ENUMERATOR, text) or _has_two(ORDINAL, text) or _counts_inline(text))


def is_clear_as_published(text: str) -> bool:
    """Returns the same by the rules of the paper's code, which match more text as enumerators and accept any box."""
    is_boxed = PUBLISHED_BOX.search(text) is not None
    return is_boxed and (_has_two(PUBLISHED_ENUMERATOR, text) or _has_two(ORDINAL, text))


def _has_two(pattern: re.Pattern[str], text: str) -> bool:
    return sum(1 for _ in islice(pattern.finditer(text), 2)) == 2


def _counts_inline(text: str) -> bool:
    """Whether "1." or "1)" and later "2." occur within lines; other numbers with a full stop count as results."""
    numbers = INLINE_NUMBER.findall(text)
    return "1" in numbers and "2" in numbers[numbers.index("1") :]
