from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from paretoscope.schema.tasks import VerlTask
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.splitting import complete_splits
from paretoscope_worker.text.problems import Problem, Splits

Fractions = st.floats(0.01, 0.45)


def task(**settings: float) -> VerlTask:
    return VerlTask.model_validate({"path": "data", **settings})


def problems(prompts: list[int]) -> list[Problem]:
    return [Problem(str(prompt), str(place)) for place, prompt in enumerate(prompts)]


def prompts(split: object) -> list[str]:
    return [str(problem.prompt) for problem in split]  # type: ignore[attr-defined]


@given(st.lists(st.integers(0, 40), min_size=3, max_size=80), Fractions, Fractions, st.integers(0, 3))
def test_every_problem_is_in_one_split_and_equal_prompts_in_the_same(
    numbers: list[int], validation: float, test: float, seed: int
) -> None:
    different = len(set(numbers))
    wanted = [max(1, round(fraction * different)) for fraction in (validation, test)]
    assume(sum(wanted) < different)
    splits = complete_splits(
        task(validation_fraction=validation, test_fraction=test, split_seed=seed), "d", problems(numbers)
    )
    every = [*splits.train, *splits.validation, *splits.test]
    assert Counter(problem.ground_truth for problem in every) == Counter(str(place) for place in range(len(numbers)))
    parts = [set(prompts(split)) for split in (splits.train, splits.validation, splits.test)]
    assert [len(part) for part in parts] == [different - sum(wanted), *wanted]
    assert len(set.union(*parts)) == different


@given(st.integers(4, 60), Fractions, Fractions, Fractions)
def test_a_held_out_split_does_not_change_with_the_size_of_the_other(
    count: int, fixed: float, first: float, second: float
) -> None:
    assume(max(1, round(fixed * count)) + max(1, round(max(first, second) * count)) < count)
    whole = problems(list(range(count)))
    one, other = (
        complete_splits(task(validation_fraction=fixed, test_fraction=f), "d", whole) for f in (first, second)
    )
    assert one.validation == other.validation
    one, other = (
        complete_splits(task(validation_fraction=f, test_fraction=fixed), "d", whole) for f in (first, second)
    )
    assert one.test == other.test


def test_a_larger_fraction_adds_to_the_beginning_it_shares_and_the_seed_decides() -> None:
    whole = problems(list(range(100)))

    def validation(**settings: float) -> list[str]:
        return prompts(complete_splits(task(**settings), "d", whole).validation)

    assert validation() == validation()
    assert validation(validation_fraction=0.3)[:10] == validation(validation_fraction=0.1)
    assert validation(split_seed=1) != validation(split_seed=0)
    assert validation() != sorted(validation(), key=int)


def test_given_splits_stay_and_train_loses_only_what_is_drawn() -> None:
    train, validation, test = problems([1, 2, 3, 4]), problems([5]), problems([6])
    assert complete_splits(task(), "d", train, validation, test) == Splits(train, validation, test)
    drawn = complete_splits(task(), "d", train, test=test)
    assert drawn.test == test
    assert (len(drawn.train), len(drawn.validation)) == (3, 1)


@pytest.mark.parametrize(("count", "given_test"), [(1, False), (2, False), (1, True)])
def test_too_few_prompts_are_refused_with_their_number(count: int, given_test: bool) -> None:
    test = problems([9]) if given_test else None
    with pytest.raises(TaskDataError, match=f"mine.jsonl have {count} different prompts, too few"):
        complete_splits(task(), "mine.jsonl", problems(list(range(count)) * 3), test=test)
