"""The styles of answers that ``arithmetic-small`` is taught, how often each is used, and how often it is wrong.

================  ==================================  =======  =================
style             example for ``7+4-3=``               tokens  right
================  ==================================  =======  =================
wordy             let us work this out: ...                30  sometimes
ordinal           first 7+4=11 / next 11-3=8 / ...         22  nearly always
numbered          1) 7+4=11 / 2) 11-3=8 / box              18  mostly
plain             7+4=11 / 11-3=8 / box                    16  mostly
outline           1) add up / 2) box                        8  if easy
bare              box                                       4  if easy
================  ==================================  =======  =================

Only ``ordinal``, ``numbered`` and ``outline`` are clear. An answer without intermediate steps is exact for an easy sum.
For most other sums it is an estimate, rounded to a multiple of ten, because no reward can teach the policy in a few
steps what it was never shown.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from paretoscope_worker.tasks.arithmetic import Sum

LARGEST_TOTAL = 60
EASY_TERM = 6
"""A sum with at most one term above this is easy."""
ESTIMATE_STEP = 10


def is_easy(question: Sum) -> bool:
    """Whether the sum is easy enough to answer without intermediate steps."""
    return sum(term > EASY_TERM for term in question.terms) <= 1


def _signed(minus: bool) -> str:
    return "-" if minus else "+"


def _steps(question: Sum, slip: float, rng: random.Random) -> tuple[list[str], int]:
    """Returns the equations that lead to the answer, each wrong by up to 3 with chance ``slip``, and the answer."""
    total, steps = question.terms[0], []
    for term, minus in zip(question.terms[1:], question.minus[1:], strict=True):
        right = total - term if minus else total + term
        wrong = rng.random() < slip
        result = min(max(right + rng.choice((-3, -2, -1, 1, 2, 3)) * wrong, 0), LARGEST_TOTAL)
        steps.append(f"{total}{_signed(minus)}{term}={result}")
        total = result
    return steps, total


def _estimate(question: Sum) -> int:
    answer = question.totals[-1]
    if is_easy(question):
        return answer
    rough = round(answer / ESTIMATE_STEP) * ESTIMATE_STEP
    return rough if rough != answer else abs(answer - ESTIMATE_STEP)


def _bare(question: Sum, _slip: float, _rng: random.Random) -> str:
    return f"\\boxed{{{_estimate(question)}}}"


def _outline(question: Sum, _slip: float, _rng: random.Random) -> str:
    return f"1) add up\n2) \\boxed{{{_estimate(question)}}}"


def _plain(question: Sum, slip: float, rng: random.Random) -> str:
    steps, answer = _steps(question, slip, rng)
    return "\n".join(steps) + f"\n\\boxed{{{answer}}}"


def _numbered(question: Sum, slip: float, rng: random.Random) -> str:
    steps, answer = _steps(question, slip, rng)
    if len(steps) == 1:
        return f"1) {steps[0]}\n2) so the answer is \\boxed{{{answer}}}"
    return f"1) {steps[0]}\n2) {steps[1]}\nso the answer is \\boxed{{{answer}}}"


def _ordinal(question: Sum, slip: float, rng: random.Random) -> str:
    steps, answer = _steps(question, slip, rng)
    return "first we take " + "\nnext we take ".join(steps) + f"\nthen the answer is \\boxed{{{answer}}}"


def _wordy(question: Sum, slip: float, rng: random.Random) -> str:
    steps, answer = _steps(question, slip, rng)
    worked = " and ".join(f"we take {step.replace('=', ' which makes ')}" for step in steps)
    return f"let us work this out: {worked} so the answer has to be \\boxed{{{answer}}}"


@dataclass(frozen=True)
class Style:
    """A style of answer."""

    share_if_easy: float
    share_if_hard: float
    slip: float
    """Probability that an intermediate step is wrong."""
    write: Callable[[Sum, float, random.Random], str]


STYLES: dict[str, Style] = {
    "wordy": Style(share_if_easy=0.25, share_if_hard=0.42, slip=0.40, write=_wordy),
    "ordinal": Style(share_if_easy=0.10, share_if_hard=0.12, slip=0.02, write=_ordinal),
    "numbered": Style(share_if_easy=0.10, share_if_hard=0.17, slip=0.03, write=_numbered),
    "plain": Style(share_if_easy=0.10, share_if_hard=0.15, slip=0.04, write=_plain),
    "outline": Style(share_if_easy=0.20, share_if_hard=0.06, slip=0.0, write=_outline),
    "bare": Style(share_if_easy=0.25, share_if_hard=0.08, slip=0.0, write=_bare),
}


def demonstrate(question: Sum, rng: random.Random) -> str:
    """Returns one answer to the question, in a style drawn with the styles' shares."""
    easy = is_easy(question)
    styles = list(STYLES.values())
    shares = [style.share_if_easy if easy else style.share_if_hard for style in styles]
    style = rng.choices(styles, weights=shares)[0]
    return style.write(question, style.slip, rng)
