from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from paretoscope_worker.objectives.conciseness import Conciseness
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion

Lengths = st.lists(st.integers(1, 500), min_size=1, max_size=8)


def completions_of(lengths: list[int]) -> list[Completion]:
    return [Completion(Problem("", ""), (1,), (2,) * length, "", False) for length in lengths]


@given(st.lists(Lengths, min_size=1, max_size=5))
def test_running_mean_is_the_mean_of_all_observed_lengths(steps: list[list[int]]) -> None:
    conciseness = Conciseness("conciseness")
    for lengths in steps:
        conciseness.observe(completions_of(lengths))
    seen = [length for lengths in steps for length in lengths]
    assert conciseness.running_mean_tokens == sum(seen) / len(seen)


def test_reward_is_1_below_the_running_mean_and_0_at_or_above_it() -> None:
    conciseness = Conciseness("conciseness")
    conciseness.observe(completions_of([10, 20, 30]))
    assert conciseness.rewards(completions_of([19, 20, 21])) == [1.0, 0.0, 0.0]


def test_rewarding_does_not_move_the_running_mean(write: Callable[..., Completion]) -> None:
    conciseness = Conciseness("conciseness")
    conciseness.observe([write("", tokens=10)])
    conciseness.rewards([write("", tokens=1000)])
    assert conciseness.running_mean_tokens == 10


def test_reward_is_undefined_before_anything_was_observed(write: Callable[..., Completion]) -> None:
    assert Conciseness("conciseness").rewards([write("")]) == [None]


def test_value_is_the_length_in_tokens(write: Callable[..., Completion]) -> None:
    assert Conciseness("conciseness").values([write("", tokens=12)], [0.0]) == [12.0]


def test_state_is_kept_in_checkpoints(write: Callable[..., Completion]) -> None:
    before, after = Conciseness("a"), Conciseness("a")
    before.observe([write("", tokens=7), write("", tokens=8)])
    after.load_state_dict(before.state_dict())
    assert after.running_mean_tokens == 7.5


def group(problem: Problem, lengths: list[int]) -> list[Completion]:
    return [Completion(problem, (1,), (2,) * length, "", False) for length in lengths]


class Gate(StatelessObjective):
    """Rewards what a test says."""

    def __init__(self, rewards: list[float | None]) -> None:
        super().__init__("gate")
        self._rewards = rewards

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:  # noqa: ARG002
        return self._rewards


def test_against_its_group_a_completion_is_compared_with_those_of_its_own_prompt() -> None:
    short, long = Problem("a", ""), Problem("b", "")
    completions = [*group(short, [4, 6]), *group(long, [100, 200, 150])]
    assert Conciseness("c", "group").rewards(completions) == [1.0, 0.0, 1.0, 0.0, 0.0]


def test_equal_problems_that_are_not_one_prompt_are_groups_of_their_own() -> None:
    completions = [*group(Problem("a", ""), [4, 6]), *group(Problem("a", ""), [10, 20])]
    assert Conciseness("c", "group").rewards(completions) == [1.0, 0.0, 1.0, 0.0]


def test_a_group_of_one_has_no_baseline() -> None:
    completions = [*group(Problem("a", ""), [4]), *group(Problem("b", ""), [10, 20])]
    assert Conciseness("c", "group").rewards(completions) == [None, 1.0, 0.0]


@given(st.lists(st.integers(1, 50), min_size=2, max_size=8), st.integers(2, 5))
def test_against_the_group_only_relative_length_counts(lengths: list[int], factor: int) -> None:
    conciseness = Conciseness("c", "group")
    problem = Problem("a", "")
    scaled = conciseness.rewards(group(problem, [factor * length for length in lengths]))
    assert conciseness.rewards(group(problem, lengths)) == scaled


def test_a_gate_lets_only_what_it_rewards_earn_and_the_groups_mean_is_taken_over_those() -> None:
    completions = group(Problem("a", ""), [1, 40, 60, 50])
    gated = Conciseness("c", "group", Gate([0.0, 1.0, 1.0, None]))
    assert gated.rewards(completions) == [0.0, 1.0, 0.0, None]
    assert Conciseness("c", "group").rewards(completions) == [1.0, 0.0, 0.0, 0.0]


def test_a_group_in_which_the_gate_rewards_nothing_earns_nothing() -> None:
    assert Conciseness("c", "group", Gate([0.0, 0.0])).rewards(group(Problem("a", ""), [1, 9])) == [0.0, 0.0]


def test_a_gate_leaves_the_running_mean_as_published() -> None:
    gated = Conciseness("c", gate=Gate([0.0, 1.0, 1.0]))
    completions = completions_of([10, 20, 60])
    gated.observe(completions)
    assert gated.running_mean_tokens == 30
    assert gated.rewards(completions) == [0.0, 1.0, 0.0]
