"""Decides in bounded time whether an answer states its result and is mathematically equal to the ground truth.

Most pairs are decided by their form, or by comparing text or numbers. The others are compared by math-verify in
separate processes, because a hostile answer can take unlimited time or memory in a computer algebra system.
"""

import re
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from paretoscope_worker.objectives.answer_forms import claims, stated_values
from paretoscope_worker.objectives.copying import repeats_question
from paretoscope_worker.objectives.equality_processes import EqualityProcesses, Pair
from paretoscope_worker.objectives.expression_reader import read
from paretoscope_worker.objectives.expressions import rational_value
from paretoscope_worker.objectives.final_form import states_result

MAX_ANSWER_CHARACTERS = 1000
MAX_DIGITS = 100
"""An answer with a longer number is wrong unless its text or value equals the truth; math-verify does not see it."""
MAX_CACHED = 100_000
LONG_NUMBER = re.compile(rf"\d{{{MAX_DIGITS + 1}}}")


@dataclass(frozen=True)
class Answer:
    """An answer to compare with its ground truth, as LaTeX without the box."""

    text: str
    truth: str
    question: str = ""
    """The prompt; an answer must not only repeat one of its formulas. Empty if it is not known."""


class AnswerEquality:
    """Compares answers with ground truths, and keeps the math-verify processes that it started for the next call."""

    def __init__(self, processes: EqualityProcesses | None = None) -> None:
        self._processes = processes or EqualityProcesses()
        self._known: dict[Pair, bool | None] = {}

    def same(self, answer: str, ground_truth: str, question: str = "") -> bool:
        """Returns whether one answer is right; see `same_all`."""
        return self.same_all([Answer(answer, ground_truth, question)])[0]

    def same_all(self, answers: Sequence[Answer]) -> list[bool]:
        """Returns for each answer whether it equals its truth and is in final form. It never raises and never hangs."""
        claimed = [_open_claims(answer) for answer in answers]
        verdicts = self._verdicts(pair for pairs in claimed if pairs is not None for pair in pairs)
        return [pairs is not None and all(verdicts[pair] for pair in pairs) for pairs in claimed]

    def close(self) -> None:
        """Ends the math-verify processes."""
        self._processes.close()

    def _verdicts(self, pairs: Iterable[Pair]) -> Mapping[Pair, bool | None]:
        """Returns whether the two sides of each pair are equal; None if that could not be decided in time."""
        asked = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        batch, verdicts = self._processes.judge(asked)
        found = dict(zip(asked, verdicts, strict=True))
        known, self._known = self._known, self._known if len(self._known) < MAX_CACHED else {}
        self._known.update((pair, verdict) for pair, verdict in found.items() if not batch.is_unsettled(pair))
        return ChainMap(found, known)


def _open_claims(given: Answer) -> list[Pair] | None:
    """Returns the pairs that math-verify must still compare; none if the answer is right, None if it is wrong."""
    answer, truth = given.text.strip(), given.truth.strip()
    if not answer or max(len(answer), len(truth)) > MAX_ANSWER_CHARACTERS:
        return None
    if answer == truth:
        return []
    claimed = claims(answer, truth)
    if claimed is None or not _is_final(answer, truth) or repeats_question(answer, truth, given.question):
        return None
    pairs: list[Pair] = []
    for claim in claimed:
        verdict = _compare(claim, truth)
        if verdict is False:
            return None
        if verdict is None:
            pairs.append((claim, truth))
    return pairs


def _is_final(answer: str, truth: str) -> bool:
    expected = ",".join(stated_values(truth, truth))
    return all(states_result(value, expected) for value in stated_values(answer, truth))


def _compare(claim: str, truth: str) -> bool | None:
    """Compares a claim with the truth as text or numbers; None if only a computer algebra system can decide."""
    if claim == truth:
        return True
    ours, theirs = (None if "%" in text else rational_value(read(text)) for text in (claim, truth))
    if ours is not None and theirs is not None:
        return ours == theirs
    return False if LONG_NUMBER.search(claim) else None
