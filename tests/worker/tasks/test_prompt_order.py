from hypothesis import given
from hypothesis import strategies as st

from paretoscope_worker.tasks.prompt_order import PromptOrder
from paretoscope_worker.text.problems import Problem


def problems(count: int) -> list[Problem]:
    return [Problem(str(number), "") for number in range(count)]


def prompts(order: PromptOrder, count: int) -> list[str]:
    return [str(problem.prompt) for problem in order.take(count)]


@given(st.integers(1, 20), st.lists(st.integers(1, 30), min_size=1, max_size=6), st.integers(0, 5))
def test_every_epoch_has_each_problem_once_however_it_is_taken(count: int, takes: list[int], seed: int) -> None:
    order = PromptOrder(problems(count), seed)
    taken = [prompt for take in takes for prompt in prompts(order, take)]
    for start in range(0, len(taken) - count + 1, count):
        assert sorted(taken[start : start + count], key=int) == [str(number) for number in range(count)]


def test_epochs_and_seeds_have_orders_of_their_own() -> None:
    first, second = PromptOrder(problems(50), 0), PromptOrder(problems(50), 1)
    assert prompts(first, 50) != prompts(first, 50)
    assert prompts(PromptOrder(problems(50), 0), 50) != prompts(second, 50)


def test_the_same_seed_gives_the_same_order() -> None:
    assert prompts(PromptOrder(problems(50), 7), 120) == prompts(PromptOrder(problems(50), 7), 120)


def test_a_restored_order_goes_on_where_it_was() -> None:
    whole = PromptOrder(problems(10), 3)
    interrupted = PromptOrder(problems(10), 3)
    assert prompts(whole, 13) == prompts(interrupted, 13)
    resumed = PromptOrder(problems(10), 3)
    resumed.load_state_dict(interrupted.state_dict())
    assert prompts(resumed, 17) == prompts(whole, 17)
