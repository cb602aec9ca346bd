r"""Detects answers that only repeat a formula of the question.

`\frac{3}{20}` is a number in final form, but it does not answer "write $\frac{3}{20}$ as a decimal". A formula of the
question is therefore accepted as an answer only if the ground truth is written in the same way.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from paretoscope_worker.objectives.answer_forms import stated_values
from paretoscope_worker.objectives.expression_reader import read
from paretoscope_worker.objectives.expressions import Group, Node, ordered

FORMULA = re.compile(r"\$\$(.+?)\$\$|\\\[(.+?)\\\]|\\\((.+?)\\\)|(?<!\\)\$(.+?)(?<!\\)\$", re.DOTALL)

Key = Node | str
"""Identifies a formula however it is written: its expression in a fixed order, or its text if it cannot be read."""


def repeats_question(answer: str, truth: str, question: str) -> bool:
    """Returns whether `answer` is a formula of the question and is written differently from the truth."""
    own = _keys(answer)
    return bool(own & formula_keys(question)) and not own & _keys(truth)


@lru_cache(maxsize=2000)
def formula_keys(question: str) -> frozenset[Key]:
    """Returns the keys of a question's formulas, and of the last sides of its equations."""
    formulas = [part for found in FORMULA.findall(question) for part in found if part]
    return frozenset(key for formula in formulas for key in _keys(formula))


def _keys(formula: str) -> frozenset[Key]:
    return frozenset(_key(text) for text in _writings(formula.strip().rstrip(".,;:?!").strip()))


def _writings(formula: str) -> Iterator[str]:
    yield formula
    if len(values := stated_values(formula)) == 1:
        yield values[0]


def _key(text: str) -> Key:
    node = read(text)
    return re.sub(r"\s+", "", text) if node is None or node == Group(()) else ordered(node)
