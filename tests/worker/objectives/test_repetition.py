import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.schema import objectives as schema
from paretoscope_worker.objectives.repetition import Repetition, repeated_share
from paretoscope_worker.text.rollout import Completion

Words = st.lists(st.sampled_from(["a", "B", "c"]), max_size=14)


def open_r1_penalty(completion: str, ngram_size: int, max_penalty: float = -1.0) -> float:
    """The published repetition penalty (open-r1, rewards.py), copied."""
    if completion == "":
        return 0.0
    ngrams = set()
    total = 0
    words = completion.lower().split()
    if len(words) < ngram_size:
        return 0.0
    for ng in zip(*[words[i:] for i in range(ngram_size)]):  # noqa: B905
        ngrams.add(ng)
        total += 1
    scaling = 1 - len(ngrams) / total
    return scaling * max_penalty


@pytest.mark.parametrize(
    ("text", "words", "share"),
    [
        ("", 3, 0.0),
        ("one two", 3, 0.0),
        ("a a a a", 1, 0.75),
        ("a a a a", 3, 0.5),
        ("go on Go ON", 2, 1 / 3),
        ("one two three four", 2, 0.0),
    ],
)
def test_share_of_ngrams_that_stood_before(text: str, words: int, share: float) -> None:
    assert repeated_share(text, words) == pytest.approx(share)


@given(Words, st.integers(1, 5))
def test_the_share_is_the_published_penalty_turned_round(words: list[str], size: int) -> None:
    text = " ".join(words)
    assert repeated_share(text, size) == pytest.approx(-open_r1_penalty(text, size))


@given(Words, st.integers(1, 5))
def test_saying_it_all_again_repeats_at_least_half(words: list[str], size: int) -> None:
    if len(words) >= size:
        once = repeated_share(" ".join(words), size)
        grams = len(words) - size + 1
        twice = repeated_share(" ".join(words * 2), size)
        assert twice >= once
        assert twice >= grams / (2 * len(words) - size + 1) - math.ulp(1.0)


def test_less_repetition_earns_more_and_the_share_is_shown(write: Callable[..., Completion]) -> None:
    repetition = Repetition(schema.Repetition(words=1))
    completions = [write("a b"), write("a a a a")]
    rewards = repetition.rewards(completions)
    assert rewards == [1.0, 0.25]
    assert repetition.values(completions, rewards) == [0.0, 0.75]
