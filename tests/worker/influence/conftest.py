"""One rollout, its policy pass, and the advantages of three objectives on it, the last of them tied everywhere."""

from collections.abc import Callable

import pytest
import torch

from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.rollouts.transformers_engine import TransformersEngine
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, Sampling
from paretoscope_worker.updates.micro_batches import PolicyPass, forward_pass

MAX_NEW_TOKENS = 16


@pytest.fixture
def rollout(policy: Policy) -> list[Completion]:
    """Two prompts of different length, two completions each."""
    problems = [Problem("1+2=", "3"), Problem("a longer one", "4")]
    return TransformersEngine(policy).generate(problems, 2, Sampling(1.0, MAX_NEW_TOKENS, 0))


@pytest.fixture
def advantages(rollout: list[Completion]) -> torch.Tensor:
    """[3, N], no two tokens of a completion alike."""
    of_completions = torch.tensor([[1.0, -1.0, 0.5, -0.5], [0.2, 0.3, -0.5, 0.0], [0.0, 0.0, 0.0, 0.0]])
    by_token = of_completions.repeat_interleave(torch.tensor([c.tokens for c in rollout]), dim=1)
    return by_token * torch.linspace(0.5, 1.5, by_token.shape[1])


@pytest.fixture
def pass_over(policy: Policy) -> Callable[..., PolicyPass]:
    """Makes a policy pass over a rollout; with few tokens at once nothing is kept."""

    def make(rollout: list[Completion], tokens_at_once: int | None = None, temperature: float = 1.0) -> PolicyPass:
        return forward_pass(
            policy,
            rollout,
            "token_mean",
            max_new_tokens=MAX_NEW_TOKENS,
            temperature=temperature,
            tokens_at_once=tokens_at_once,
        )

    return make
