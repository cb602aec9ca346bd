import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.policy.loading import load_policy
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.session import Session, open_session
from paretoscope_worker.updates.reference import load_reference


@pytest.fixture
def session(run_config: Callable[..., RunConfig], recorder: Any) -> Session:
    config = run_config(seed=3)
    return open_session(config, load_policy(config.policy), SafeReporter(recorder))


def sample(session: Session, step: int) -> list[tuple[int, ...]]:
    """Samples a step from the first prompts."""
    session.prompts.load_state_dict({"taken": 0})
    return [completion.token_ids for completion in session.sample(step)]


def test_each_step_draws_random_numbers_of_its_own_and_a_step_done_again_the_same(session: Session) -> None:
    assert sample(session, 1) == sample(session, 1)
    assert sample(session, 1) != sample(session, 2)


def test_a_rollout_has_a_group_of_completions_of_each_prompt(session: Session) -> None:
    completions = session.sample(1)
    assert len(completions) == 12
    groups = [completions[start : start + 4] for start in range(0, 12, 4)]
    assert all(len({completion.prompt_ids for completion in group}) == 1 for group in groups)
    assert len({group[0].prompt_ids for group in groups}) == 3


def test_rewards_stand_by_objective_prompt_and_completion(session: Session) -> None:
    completions = session.sample(1)
    scored = session.score(completions)
    assert scored.rewards.shape == (3, 3, 4)
    mean = sum(completion.tokens for completion in completions) / 12
    expected = [[float(c.tokens < mean) for c in completions[start : start + 4]] for start in range(0, 12, 4)]
    assert scored.rewards[1].tolist() == expected
    assert scored.values["conciseness"] == mean


def test_advantages_stand_by_token_in_the_order_of_the_completions(session: Session) -> None:
    completions = session.sample(1)
    rewards = torch.zeros(3, 3, 4, dtype=torch.float64)
    rewards[1] = torch.arange(12).view(3, 4)
    signal = session.learning_signal(rewards, session.forward(completions))
    lengths = [completion.tokens for completion in completions]
    assert (
        signal.token_advantages.tolist()
        == signal.advantages.flatten().repeat_interleave(torch.tensor(lengths)).tolist()
    )
    assert signal.advantages[0, 0] < signal.advantages[0, 3]


def test_a_price_on_divergence_is_taken_out_of_the_reward_where_it_acts_on_it(
    run_config: Callable[..., RunConfig], recorder: Any
) -> None:
    """The policy is its own reference here but for one token that it has come to like: that one pays."""
    algorithm = {"type": "rloo", "group_size": 4, "kl": {"coefficient": 0.5, "estimator": "k1", "acts_on": "reward"}}
    config = run_config(algorithm=algorithm)
    policy = load_policy(config.policy)
    reference = load_reference(config, policy)
    session = open_session(config, policy, SafeReporter(recorder), reference)
    completions = session.sample(1)
    rewards = torch.zeros(3, 3, 4, dtype=torch.float64)
    own = session.forward(completions)
    assert session.learning_signal(rewards, own).advantages.abs().max() < 1e-5
    with torch.no_grad():
        for parameter in session.policy.model.parameters():
            parameter.mul_(1.1)
    policy_pass = session.forward(completions)
    assert policy_pass.reference_log_probs is not None
    differences = (policy_pass.log_prob_row() - policy_pass.reference_log_probs).split([c.tokens for c in completions])
    prices = torch.stack([-0.5 * row.double().sum() for row in differences]).view(3, 4)
    expected = (prices - prices.mean(dim=1, keepdim=True)) * 4 / 3
    torch.testing.assert_close(session.learning_signal(rewards, policy_pass).advantages, expected, rtol=1e-4, atol=1e-6)
    session.config = run_config(algorithm=algorithm | {"kl": {"coefficient": 0.5, "acts_on": "loss"}})
    assert session.learning_signal(rewards, policy_pass).advantages.abs().max() == 0


def test_all_random_number_generators_go_on_where_the_checkpoint_was_saved(session: Session) -> None:
    state, tensors = session.state_dict(), session.tensors()
    drawn = [random.random(), float(np.random.rand()), torch.rand(()).item()]
    session.restore(state, tensors)
    assert [random.random(), float(np.random.rand()), torch.rand(()).item()] == drawn
