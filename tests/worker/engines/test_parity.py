from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope.schema.training import VllmRollout
from paretoscope_worker.engines.parity import ParityGuard, compare, spread
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.rollouts.transformers_engine import TransformersEngine
from paretoscope_worker.text.engine_error import EngineError
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, Sampling

PROBLEMS = [Problem(prompt, "0") for prompt in ("1+2=", "What is the sum of 10 and 20?", "x")]
SAMPLING = Sampling(temperature=0.7, max_new_tokens=12, seed=0)


class Copy:
    """An engine with weights of its own, as vLLM is one; it can lose what is pushed."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._own = replace(policy, model=deepcopy(policy.model))
        self.loses_pushes = False

    def generate(
        self, problems: Sequence[Problem], completions_per_prompt: int, sampling: Sampling
    ) -> list[Completion]:
        drawn = TransformersEngine(self._own).generate(problems, completions_per_prompt, sampling)
        return [replace(one, log_probs=self._log_probs(one, sampling.temperature)) for one in drawn]

    def push(self) -> None:
        if not self.loses_pushes:
            self._own.model.load_state_dict(self._policy.model.state_dict())

    def rest(self) -> None:
        pass

    @torch.no_grad()
    def _log_probs(self, completion: Completion, temperature: float) -> tuple[float, ...]:
        ids = torch.tensor([completion.prompt_ids + completion.token_ids])
        logits = self._own.model(ids).logits[0, len(completion.prompt_ids) - 1 : -1] / (temperature or 1.0)
        return tuple(torch.log_softmax(logits, -1).gather(1, ids[0, len(completion.prompt_ids) :, None])[:, 0].tolist())


@pytest.fixture
def policy(policy_folder: Path) -> Policy:
    return load_policy(PolicyConfig(model=str(policy_folder), device="cpu"))


def shake(policy: Policy) -> None:
    """Updates the policy."""
    with torch.no_grad():
        for parameter in policy.model.parameters():
            parameter.add_(0.1 * torch.randn(parameter.shape, generator=torch.Generator().manual_seed(0)))


def guarded(policy: Policy, **settings: float) -> tuple[Copy, ParityGuard]:
    engine = Copy(policy)
    return engine, ParityGuard(engine, policy, VllmRollout.model_validate(settings))


def test_an_engine_with_the_policys_weights_differs_by_rounding_alone(policy: Policy) -> None:
    completions = Copy(policy).generate(PROBLEMS, 3, SAMPLING)
    parity = compare(policy, completions, SAMPLING.temperature)
    assert parity.worst < 1e-4
    assert parity.mean <= parity.worst
    assert parity.tokens == sum(completion.tokens for completion in completions)


def test_the_difference_is_that_of_the_log_probs(policy: Policy) -> None:
    completions = Copy(policy).generate(PROBLEMS, 1, SAMPLING)
    first, *_ = (completion.log_probs or () for completion in completions)
    off = [replace(completions[0], log_probs=(first[0] + 3.0, *first[1:])), *completions[1:]]
    parity = compare(policy, off, SAMPLING.temperature)
    assert parity.worst == pytest.approx(3.0, abs=1e-4)
    assert parity.mean == pytest.approx(3.0 / parity.tokens, abs=1e-4)


def test_weights_that_never_arrived_stop_the_first_rollout(policy: Policy) -> None:
    _, guard = guarded(policy)
    shake(policy)
    with pytest.raises(EngineError, match=r"after 0 updates.*differ by.*They never agreed.*'transformers'"):
        guard.generate(PROBLEMS, 2, SAMPLING)


def test_a_lost_push_stops_the_first_rollout_after_it(policy: Policy) -> None:
    engine, guard = guarded(policy)
    guard.generate(PROBLEMS, 2, SAMPLING)
    engine.loses_pushes = True
    shake(policy)
    guard.push()
    with pytest.raises(EngineError, match=r"after 1 updates.*They agreed to .* before"):
        guard.generate(PROBLEMS, 2, SAMPLING)


def test_pushes_that_arrive_never_stop_a_run(policy: Policy) -> None:
    _, guard = guarded(policy, parity_every=1)
    for _ in range(4):
        guard.generate(PROBLEMS, 2, SAMPLING)
        shake(policy)
        guard.push()


def test_a_later_lost_push_is_seen_when_it_is_time_to_compare(policy: Policy) -> None:
    engine, guard = guarded(policy, parity_every=3)
    guard.generate(PROBLEMS, 2, SAMPLING)
    guard.push()
    guard.generate(PROBLEMS, 2, SAMPLING)
    engine.loses_pushes = True
    shake(policy)
    for _ in range(2):
        guard.push()
        guard.generate(PROBLEMS, 2, SAMPLING)
    guard.push()
    with pytest.raises(EngineError, match="after 4 updates"):
        guard.generate(PROBLEMS, 2, SAMPLING)


def test_a_greedy_rollout_says_nothing_and_the_next_sampled_one_is_compared(policy: Policy) -> None:
    _, guard = guarded(policy)
    shake(policy)
    guard.generate(PROBLEMS, 1, replace(SAMPLING, temperature=0.0))
    with pytest.raises(EngineError):
        guard.generate(PROBLEMS, 1, SAMPLING)


def test_a_difference_within_the_tolerance_is_let_pass(policy: Policy) -> None:
    _, guard = guarded(policy, parity_tolerance=100.0)
    shake(policy)
    guard.generate(PROBLEMS, 2, SAMPLING)


def test_log_probs_that_are_no_numbers_are_no_agreement(policy: Policy) -> None:
    _, guard = guarded(policy, parity_tolerance=100.0)
    with torch.no_grad():
        next(iter(policy.model.parameters())).fill_(torch.nan)
    with pytest.raises(EngineError, match="differ by nan"):
        guard.generate(PROBLEMS, 2, SAMPLING)


@pytest.mark.parametrize(("many", "few"), [(3, 3), (8, 8), (9, 5), (64, 8), (100, 8)])
def test_completions_are_compared_from_all_over_a_rollout(policy: Policy, many: int, few: int) -> None:
    completions = TransformersEngine(policy).generate(PROBLEMS[:1], many, replace(SAMPLING, max_new_tokens=1))
    chosen = spread(completions, 8)
    assert len(chosen) == few
    assert chosen[0] is completions[0]
