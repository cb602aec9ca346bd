"""Marks of the best groups."""

import numpy as np

from paretoscope.stats.best import mark_best
from paretoscope.stats.pairs import Sample


def sample(*values: float | None) -> Sample:
    return {("", seed): value for seed, value in enumerate(values)}


CLEAR = sample(3.0, 3.1, 2.9)
LOWER = sample(1.0, 1.2, 1.1)


def test_a_clear_winner_is_best() -> None:
    assert mark_best([LOWER, CLEAR]) == [None, "best"]
    assert mark_best([LOWER, CLEAR], higher_is_better=False) == ["best", None]


def test_groups_that_the_runs_cannot_tell_apart_are_tied() -> None:
    noisy = sample(2.0, 3.9, 3.0)
    assert mark_best([LOWER, CLEAR, noisy]) == [None, "tied", "tied"]


def test_a_group_of_one_run_is_never_marked_and_denies_the_mark_to_others() -> None:
    assert mark_best([sample(9.0), CLEAR]) == [None, None]
    assert mark_best([CLEAR, sample(2.0)]) == [None, None]


def test_undefined_groups_take_no_part() -> None:
    assert mark_best([sample(None, None), CLEAR, LOWER]) == [None, "best", None]
    assert mark_best([]) == []
    assert mark_best([CLEAR]) == [None]


def test_equal_groups_are_seldom_called_best() -> None:
    rng = np.random.default_rng(5)
    marks = [mark_best([sample(*rng.normal(size=5)) for _ in range(2)]) for _ in range(300)]
    assert np.mean(["best" in one for one in marks]) < 0.1
