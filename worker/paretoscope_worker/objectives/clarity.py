"""Clarity (arXiv 2509.11452): a non-empty box and step-by-step structure."""

import re
from collections.abc import Sequence

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


class Clarity(StatelessObjective):
    """Reward 1 for a non-empty box and at least two enumerators or two ordinal words, else 0."""

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns 1 for a clear completion, else 0."""
        return [float(is_clear(completion.text)) for completion in completions]


def is_clear(text: str) -> bool:
    """Says whether a completion boxes an answer and shows its steps."""
    return bool(last_boxed(text)) and _is_step_by_step(text)


def _is_step_by_step(text: str) -> bool:
    return len(ENUMERATOR.findall(text)) >= 2 or len(ORDINAL.findall(text)) >= 2 or _counts_inline(text)


def _counts_inline(text: str) -> bool:
    """Whether "1." or "1)" and later "2." stand within lines; other numbers before a full stop are mere results."""
    numbers = INLINE_NUMBER.findall(text)
    return "1" in numbers and "2" in numbers[numbers.index("1") :]
