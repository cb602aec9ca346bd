"""Sums and differences of two or three numbers from 0 to 20 that never fall below zero, such as ``7+4-3=``.

The order of the terms does not count in the split: if ``7+4+3=`` is in validation, ``4+7+3=`` is not in test or train.
"""

import itertools
import random
from dataclasses import dataclass

from paretoscope.schema.tasks import ArithmeticTask
from paretoscope_worker.text.problems import Problem, Splits

LARGEST_OPERAND = 20
LARGEST_HELD_OUT = 1000
"""Size of the pools for validation and test. Each split takes the beginning of its pool, so that train does not depend
on the sizes of the splits."""
THREE_TERM_PROBLEMS = 6000
SPLIT_SEED = 20_509


@dataclass(frozen=True)
class Sum:
    """Signed terms that are added from left to right; the first is never negative."""

    terms: tuple[int, ...]
    minus: tuple[bool, ...]
    """Whether each term is subtracted; this distinguishes ``7-0`` from ``7+0``."""

    @property
    def totals(self) -> tuple[int, ...]:
        """Running totals, one per term; the last is the answer."""
        signed = (-term if minus else term for term, minus in zip(self.terms, self.minus, strict=True))
        return tuple(itertools.accumulate(signed))

    @property
    def prompt(self) -> str:
        """The prompt for the policy."""
        signed = (f"{'-' if minus else '+'}{term}" for term, minus in zip(self.terms, self.minus, strict=True))
        return "".join(signed).removeprefix("+") + "="

    @property
    def up_to_order(self) -> tuple[tuple[int, bool], ...]:
        """The sorted terms, which are equal for two sums that differ only in the order of their terms."""
        return tuple(sorted(zip(self.terms, self.minus, strict=True)))


def _sums(length: int) -> list[Sum]:
    operands = range(LARGEST_OPERAND + 1)
    signs = itertools.product((False, True), repeat=length - 1)
    sums = (Sum(terms, (False, *minus)) for minus in signs for terms in itertools.product(operands, repeat=length))
    return [candidate for candidate in sums if min(candidate.totals) >= 0]


def split_sums() -> tuple[list[Sum], list[Sum], list[Sum]]:
    """Returns the shuffled pools of train, validation and test. They are the same in every call."""
    shuffle = random.Random(SPLIT_SEED)
    sums = _sums(2) + shuffle.sample(_sums(3), THREE_TERM_PROBLEMS)
    shuffle.shuffle(sums)
    first_of_each: dict[tuple[tuple[int, bool], ...], Sum] = {}
    for candidate in sums:
        first_of_each.setdefault(candidate.up_to_order, candidate)
    held_out = list(first_of_each.values())[: 2 * LARGEST_HELD_OUT]
    seen = {candidate.up_to_order for candidate in held_out}
    train = [candidate for candidate in sums if candidate.up_to_order not in seen]
    return train, held_out[:LARGEST_HELD_OUT], held_out[LARGEST_HELD_OUT:]


def _problems(sums: list[Sum]) -> list[Problem]:
    return [Problem(prompt=candidate.prompt, ground_truth=str(candidate.totals[-1])) for candidate in sums]


def arithmetic_splits(task: ArithmeticTask) -> Splits:
    """Returns the problems of the task. A smaller split is the beginning of a larger one."""
    train, validation, test = split_sums()
    return Splits(
        train=_problems(train),
        validation=_problems(validation[: task.validation_prompts]),
        test=_problems(test[: task.test_prompts]),
    )
