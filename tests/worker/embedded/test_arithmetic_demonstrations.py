import itertools
import random
from collections import Counter

import pytest

from paretoscope_worker.embedded.arithmetic_demonstrations import STYLES, demonstrate, is_easy
from paretoscope_worker.embedded.make_arithmetic_small import make_tokenizer
from paretoscope_worker.objectives.clarity import is_clear
from paretoscope_worker.tasks.arithmetic import Sum, split_sums
from paretoscope_worker.text.boxed import last_boxed

WORKED = ["wordy", "ordinal", "numbered", "plain"]
WITHOUT_WORKING = ["outline", "bare"]
QUESTIONS = split_sums()[0]


def mean_tokens(style: str) -> float:
    tokenizer, rng = make_tokenizer(), random.Random(0)
    texts = [STYLES[style].write(question, 0.0, rng) for question in QUESTIONS[:200]]
    return sum(len(tokenizer.encode(text)) + 1 for text in texts) / len(texts)


def test_shares_are_a_distribution() -> None:
    assert sum(style.share_if_easy for style in STYLES.values()) == pytest.approx(1)
    assert sum(style.share_if_hard for style in STYLES.values()) == pytest.approx(1)


@pytest.mark.parametrize("style", WORKED)
def test_working_without_a_slip_ends_at_the_right_answer(style: str) -> None:
    for question in QUESTIONS[:500]:
        text = STYLES[style].write(question, 0.0, random.Random(0))
        assert last_boxed(text) == str(question.totals[-1])


@pytest.mark.parametrize("style", WORKED)
def test_working_with_slips_ends_at_a_wrong_answer(style: str) -> None:
    question = Sum((15, 12), (False, False))
    assert last_boxed(STYLES[style].write(question, 1.0, random.Random(0))) != "27"


@pytest.mark.parametrize("style", WITHOUT_WORKING)
def test_an_answer_without_working_is_right_exactly_where_the_sum_is_easy(style: str) -> None:
    for question in QUESTIONS:
        text = STYLES[style].write(question, 0.0, random.Random(0))
        assert (last_boxed(text) == str(question.totals[-1])) == is_easy(question)


@pytest.mark.parametrize(
    ("style", "clear"),
    [("wordy", False), ("ordinal", True), ("numbered", True), ("plain", False), ("outline", True), ("bare", False)],
)
def test_a_style_is_clear_or_not_for_every_sum(style: str, clear: bool) -> None:
    assert all(is_clear(STYLES[style].write(question, 0.0, random.Random(0))) == clear for question in QUESTIONS)


def test_styles_stand_from_the_longest_to_the_shortest() -> None:
    lengths = [mean_tokens(style) for style in STYLES]
    assert lengths == sorted(lengths, reverse=True)
    assert all(longer - shorter > 2 for longer, shorter in itertools.pairwise(lengths))


def test_the_wordy_style_has_the_largest_share() -> None:
    rng = random.Random(0)
    wordy = Counter(demonstrate(question, rng).startswith("let us") for question in QUESTIONS)
    assert 0.3 < wordy[True] / len(QUESTIONS) < 0.45


def test_the_same_seed_gives_the_same_demonstrations() -> None:
    def all_texts() -> list[str]:
        rng = random.Random(3)
        return [demonstrate(question, rng) for question in QUESTIONS[:100]]

    assert all_texts() == all_texts()
