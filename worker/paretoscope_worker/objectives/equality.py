"""Whether an answer equals the ground truth as mathematics and states its result, decided in bounded time.

Most pairs are settled by their form, or by comparing text or numbers. The rest go to math-verify in processes of their
own, because a hostile answer can keep a computer algebra system busy or swell it without end.
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
"""A computer algebra system is asked about no answer with a longer number."""
MAX_CACHED = 100_000
LONG_NUMBER = re.compile(rf"\d{{{MAX_DIGITS + 1}}}")


@dataclass(frozen=True)
class Answer:
    """An answer to be judged, LaTeX without the box."""

    text: str
    truth: str
    question: str = ""
    """The prompt, whose formulas are no answers; empty where it is not known."""


class AnswerEquality:
    """Compares answers with ground truths; keeps a few math-verify processes while they are needed."""

    def __init__(self, processes: EqualityProcesses | None = None) -> None:
        self._processes = processes or EqualityProcesses()
        self._known: dict[Pair, bool | None] = {}

    def same(self, answer: str, ground_truth: str, question: str = "") -> bool:
        """Says whether one answer is right; see `same_all`."""
        return self.same_all([Answer(answer, ground_truth, question)])[0]

    def same_all(self, answers: Sequence[Answer]) -> list[bool]:
        """Says for each answer whether it equals its truth and is in final form; never raises, never hangs."""
        claimed = [_open_claims(answer) for answer in answers]
        verdicts = self._verdicts(pair for pairs in claimed if pairs is not None for pair in pairs)
        return [pairs is not None and all(verdicts[pair] for pair in pairs) for pairs in claimed]

    def close(self) -> None:
        """Ends the math-verify processes, if there are any."""
        self._processes.close()

    def _verdicts(self, pairs: Iterable[Pair]) -> Mapping[Pair, bool | None]:
        """Returns whether the sides of each pair are equal, None where it cannot be told in time."""
        asked = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        batch, verdicts = self._processes.judge(asked)
        found = dict(zip(asked, verdicts, strict=True))
        known, self._known = self._known, self._known if len(self._known) < MAX_CACHED else {}
        self._known.update((pair, verdict) for pair, verdict in found.items() if not batch.was_hurried(pair))
        return ChainMap(found, known)


def _open_claims(given: Answer) -> list[Pair] | None:
    """Returns what must still be compared for an answer to be right: nothing if it is, None if it is wrong."""
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
    """Compares as text or numbers; None where only a computer algebra system can tell."""
    if claim == truth:
        return True
    ours, theirs = (None if "%" in text else rational_value(read(text)) for text in (claim, truth))
    if ours is not None and theirs is not None:
        return ours == theirs
    return False if LONG_NUMBER.search(claim) else None
