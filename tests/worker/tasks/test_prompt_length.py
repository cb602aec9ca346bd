from collections.abc import Sequence

import pytest

from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.prompt_length import keep_short_prompts
from paretoscope_worker.text.problems import Problem, Splits


def encode(problems: Sequence[Problem]) -> list[list[int]]:
    return [[1] * len(problem.prompt) for problem in problems]


def splits(train: list[str], validation: list[str], test: list[str]) -> Splits:
    return Splits(*([Problem(prompt, "") for prompt in part] for part in (train, validation, test)))


def test_prompts_over_the_limit_are_left_out_and_counted() -> None:
    fitting = keep_short_prompts(splits(["a", "aaa", "aaaa"], ["aa"], ["aaa", "aaaa"]), encode, 3)
    assert [problem.prompt for problem in fitting.splits.train] == ["a", "aaa"]
    assert [problem.prompt for problem in fitting.splits.test] == ["aaa"]
    assert fitting.left_out == {"train": 1, "test": 1}
    assert fitting.longest_prompt_tokens == 3


def test_without_a_limit_all_are_kept() -> None:
    fitting = keep_short_prompts(splits(["a" * 9000], ["a"], ["a"]), encode, None)
    assert len(fitting.splits.train) == 1
    assert fitting.left_out == {}
    assert fitting.longest_prompt_tokens == 9000


def test_a_split_that_would_be_empty_is_an_error_that_names_the_shortest_prompt() -> None:
    with pytest.raises(TaskDataError, match=r"All 2 prompts of the validation split.*the shortest has 5 tokens"):
        keep_short_prompts(splits(["a"], ["a" * 5, "a" * 9], ["a"]), encode, 3)
