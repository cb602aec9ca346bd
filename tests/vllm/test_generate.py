from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch

from paretoscope_worker.engines.parity import compare
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.rollouts.transformers_engine import TransformersEngine
from paretoscope_worker.rollouts.vllm_engine import VllmEngine
from paretoscope_worker.text.rollout import Completion, Sampling

from .conftest import PROBLEMS

Generate = Callable[..., list[Completion]]
Running = tuple[Policy, VllmEngine]


def test_greedy_completions_equal_those_of_transformers(running: Running, generate: Generate) -> None:
    policy, engine = running
    assert generate(engine, temperature=0.0) == generate(TransformersEngine(policy), temperature=0.0)


@pytest.mark.parametrize("temperature", [0.6, 1.0, 1.5])
def test_log_probs_are_the_policys_at_the_sampling_temperature(
    running: Running, generate: Generate, temperature: float
) -> None:
    policy, engine = running
    completions = generate(engine, temperature=temperature)
    assert all(len(one.log_probs or ()) == one.tokens for one in completions)
    assert compare(policy, completions, temperature).worst < 1e-4


def test_completions_of_a_prompt_stand_together_and_differ(running: Running, generate: Generate) -> None:
    policy, engine = running
    completions = generate(engine)
    assert [one.problem for one in completions] == [problem for problem in PROBLEMS for _ in range(3)]
    assert [one.prompt_ids for one in completions] == [ids for ids in policy.encode(PROBLEMS) for _ in range(3)]
    assert [one.text for one in completions] == policy.decode([one.token_ids for one in completions])
    assert len({one.token_ids for one in completions}) == 12


def test_the_same_seed_gives_the_same_completions_and_another_gives_others(
    running: Running, generate: Generate
) -> None:
    _, engine = running
    assert generate(engine, seed=5) == generate(engine, seed=5)
    assert generate(engine, seed=5) != generate(engine, seed=6)


def test_the_global_random_state_is_neither_used_nor_moved(running: Running, generate: Generate) -> None:
    _, engine = running
    torch.manual_seed(1)
    before = torch.get_rng_state()
    first = generate(engine)
    assert torch.equal(torch.get_rng_state(), before)
    torch.manual_seed(2)
    assert generate(engine) == first


def test_a_completion_ends_with_its_first_end_token_or_is_truncated_at_the_limit(
    running: Running, generate: Generate
) -> None:
    policy, engine = running
    ends = set(range(0, policy.vocabulary, 12))
    engine._policy = replace(policy, eos_token_ids=tuple(ends))
    completions = generate(engine, copies=8)
    engine._policy = policy
    for one in completions:
        assert not ends & set(one.token_ids[:-1])
        assert one.truncated == (one.token_ids[-1] not in ends)
        assert one.tokens == 24 if one.truncated else one.tokens <= 24
    assert len({one.tokens for one in completions}) > 1


def test_sampled_tokens_are_as_likely_as_the_policy_says(running: Running) -> None:
    """First tokens of many completions of one prompt against the softmax of its logits, at the sampling temperature."""
    policy, engine = running
    problem, temperature, draws = PROBLEMS[1], 0.7, 4000
    completions: list[Any] = engine.generate([problem], draws, Sampling(temperature, 1, 3))
    counts = torch.bincount(torch.tensor([one.token_ids[0] for one in completions]), minlength=policy.vocabulary)
    with torch.no_grad():
        logits = policy.model(torch.tensor(policy.encode([problem]))).logits[0, -1]
    probabilities = torch.softmax(logits / temperature, 0)
    deviation = (counts / draws - probabilities).abs() / (probabilities * (1 - probabilities) / draws).sqrt()
    assert deviation[probabilities > 0.01].max() < 4
