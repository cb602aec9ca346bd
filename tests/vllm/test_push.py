from collections.abc import Callable

import pytest
import torch
from torch.nn import functional

from paretoscope.schema.training import Optimizer, VllmRollout
from paretoscope_worker.engines.parity import compare
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.rollouts.transformers_engine import TransformersEngine
from paretoscope_worker.rollouts.vllm_engine import VllmEngine, start_vllm
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, Sampling
from paretoscope_worker.updates.optimization import PolicyOptimizer

from .conftest import PLACEMENTS, PROBLEMS

Generate = Callable[..., list[Completion]]
Running = tuple[Policy, VllmEngine]


def update(policy: Policy) -> None:
    """Takes an optimizer step that makes the policy write other tokens than before."""
    optimizer = PolicyOptimizer(policy.model, Optimizer(learning_rate=0.05))
    for _ in range(3):
        logits = policy.model(torch.tensor(policy.encode(PROBLEMS[1:2]))).logits[0]
        functional.cross_entropy(logits, torch.full((len(logits),), 17)).backward()
        optimizer.step(0.05)


def test_generation_follows_the_weights_after_an_optimizer_step(running: Running, generate: Generate) -> None:
    policy, engine = running
    before = generate(engine, temperature=0.0)
    update(policy)
    assert generate(engine, temperature=0.0) == before
    engine.push()
    after = generate(engine, temperature=0.0)
    assert after != before
    assert after == generate(TransformersEngine(policy), temperature=0.0)


def test_a_prompt_that_was_read_before_a_push_is_read_anew(running: Running) -> None:
    """Keys and values in the prefix cache, of a prompt longer than its blocks, belong to the weights they came from."""
    policy, engine = running
    problem, sampling = Problem("1+2=" * 200, "3"), Sampling(1.0, 24, 0)
    engine.generate([problem], 2, sampling)
    update(policy)
    engine.push()
    assert compare(policy, engine.generate([problem], 2, sampling), 1.0).worst < 1e-3


def test_rest_and_a_push_leave_an_engine_that_follows_the_policy(running: Running, generate: Generate) -> None:
    policy, engine = running
    engine.rest()
    update(policy)
    engine.push()
    assert compare(policy, generate(engine), 1.0).worst < 1e-3


def test_a_rollout_after_a_rest_has_the_policys_weights(running: Running, generate: Generate) -> None:
    policy, engine = running
    engine.rest()
    update(policy)
    assert compare(policy, generate(engine), 1.0).worst < 1e-3


@pytest.mark.parametrize("placement", PLACEMENTS)
def test_a_tied_policy_is_followed_too(
    tied: Policy, generate: Generate, shake: Callable[[Policy], None], placement: str
) -> None:
    engine = VllmEngine(tied, start_vllm(tied, VllmRollout.model_validate({"placement": placement})))
    assert generate(engine, temperature=0.0) == generate(TransformersEngine(tied), temperature=0.0)
    shake(tied)
    engine.push()
    assert compare(tied, generate(engine), 1.0).worst < 1e-4


def test_a_bfloat16_policy_is_followed_to_its_rounding(untied: Policy, generate: Generate) -> None:
    untied.model.to(torch.bfloat16)
    engine = VllmEngine(untied, start_vllm(untied, VllmRollout()))
    assert compare(untied, generate(engine), 1.0).mean < VllmRollout().parity_tolerance / 2
