"""The advice for prompts that do not fit into the policy's context works when it is followed."""

import re
from typing import Any

import pytest

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.policy.loading import PolicyError
from paretoscope_worker.tasks.context_length import require_context
from paretoscope_worker.tasks.prompt_length import keep_short_prompts
from paretoscope_worker.text.problems import Problem, Splits

LENGTHS = [20, 100, 300, 5000]
DATA_TASK: dict[str, Any] = {"type": "file", "path": "/data/sums.jsonl"}


def check(
    positions: int | None, *, new: int = 64, limit: int = 10_000, task: dict[str, Any] = DATA_TASK, longest: int = 5000
) -> None:
    problems = [Problem("x" * length, "") for length in LENGTHS if length <= longest]
    task = task | ({"max_prompt_tokens": limit} if task is DATA_TASK else {})
    config = RunConfig.model_validate(
        {
            "policy": {"model": "arithmetic-small"},
            "task": task,
            "objectives": [{"type": "accuracy"}],
            "rollout": {"engine": "transformers", "max_new_tokens": new},
        }
    )
    fitting = keep_short_prompts(
        Splits(problems, problems, problems), lambda given: [[1] * len(one.prompt) for one in given], limit
    )
    require_context(config, "tiny", positions, fitting)


def advice(positions: int, **given: Any) -> str:
    with pytest.raises(PolicyError) as caught:
        check(positions, **given)
    return str(caught.value).partition(". ")[2]


@pytest.mark.parametrize("positions", [128, 200, 512, 4096, 5000])
def test_a_prompt_longer_than_the_context_is_answered_with_the_limit_for_prompts(positions: int) -> None:
    told = advice(positions)
    found = re.match(r"Set task\.max_prompt_tokens to (\d+), which leaves out ([\d,]+) of the 12 prompts", told)
    assert found
    assert "lower rollout.max_new_tokens" not in told
    check(positions, limit=int(found[1]))
    assert int(found[2]) == 3 * sum(length > int(found[1]) for length in LENGTHS)


@pytest.mark.parametrize("positions", [40, 64, 30])
def test_where_the_completions_alone_fill_the_context_both_limits_are_named(positions: int) -> None:
    found = re.match(r"Set task\.max_prompt_tokens to (\d+) and rollout\.max_new_tokens to (\d+), ", advice(positions))
    assert found
    check(positions, limit=int(found[1]), new=int(found[2]))


def test_completions_may_be_shorter_where_the_prompts_leave_room() -> None:
    told = advice(5040)
    assert "or lower rollout.max_new_tokens to 40" in told
    check(5040, new=40)


def test_a_task_without_that_limit_is_not_told_of_it() -> None:
    told = advice(310, task={"type": "arithmetic"}, longest=300)
    assert told == "Lower rollout.max_new_tokens to 10, or choose a policy with a longer context."
    assert advice(200, task={"type": "arithmetic"}) == "Choose a policy with a longer context."


def test_without_a_prompt_that_fits_only_another_policy_helps() -> None:
    assert advice(12) == "Choose a policy with a longer context."


@pytest.mark.parametrize("positions", [None, 5064])
def test_what_fits_is_taken(positions: int | None) -> None:
    check(positions)
