import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.schema import objectives as schema
from paretoscope_worker.objectives.length_target import LengthTarget
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion

Tokens = st.integers(1, 400)


def completion(tokens: int) -> Completion:
    return Completion(Problem("", ""), (1,), (2,) * tokens, "", False)


def reward_and_value(tokens: int, **settings: object) -> tuple[float, float]:
    target = LengthTarget(schema.LengthTarget.model_validate(settings))
    (reward,) = target.rewards([completion(tokens)])
    (value,) = target.values([completion(tokens)], [reward])
    assert reward is not None
    assert value is not None
    return reward, value


@pytest.mark.parametrize(
    ("tokens", "reward", "value"), [(100, 1.0, 0.0), (90, 0.5, 10.0), (110, 0.5, 10.0), (80, 0.0, 20.0), (1, 0.0, 99.0)]
)
def test_reward_falls_linearly_on_both_sides(tokens: int, reward: float, value: float) -> None:
    assert reward_and_value(tokens, target_tokens=100, tolerance_tokens=20) == (reward, value)


@pytest.mark.parametrize(("tokens", "reward", "value"), [(1, 1.0, 0.0), (100, 1.0, 0.0), (150, 0.5, 50.0)])
def test_at_most_spares_shorter_ones_and_the_tolerance_is_the_target(tokens: int, reward: float, value: float) -> None:
    assert reward_and_value(tokens, target_tokens=100, mode="at_most") == (reward, value)


@given(Tokens, Tokens, Tokens, st.sampled_from(["exact", "at_most"]))
def test_the_reward_is_between_0_and_1_and_a_larger_miss_never_earns_more(
    target: int, first: int, second: int, mode: str
) -> None:
    (one, near), (other, far) = sorted(
        (reward_and_value(tokens, target_tokens=target, mode=mode) for tokens in (first, second)),
        key=lambda pair: pair[1],
    )
    assert near <= far
    assert 1.0 >= one >= other >= 0.0
