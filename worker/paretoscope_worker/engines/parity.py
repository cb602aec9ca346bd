"""Stops a run whose engine samples with other weights than those of the policy that is trained.

If an update does not reach the engine, no error is raised: the engine continues to sample, and each update is computed
from completions that the policy would not have written. Therefore the log-probs of some completions under both are
compared on the first rollout, on the first rollout after an update, and then every `rollout.parity_every` updates.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from paretoscope.schema.training import VllmRollout
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.text.engine_error import EngineError
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, RolloutEngine, Sampling
from paretoscope_worker.updates.micro_batches import forward_pass

COMPLETIONS = 8


@dataclass(frozen=True)
class Parity:
    """Differences between the log-probs of engine and policy on the same tokens, in nats."""

    mean: float
    worst: float
    tokens: int


class ParityGuard:
    """An engine that is compared with the policy from time to time."""

    def __init__(self, engine: RolloutEngine, policy: Policy, config: VllmRollout) -> None:
        self._engine = engine
        self._policy = policy
        self._config = config
        self._pushes = 0
        self._next_check = 0
        self._agreed: Parity | None = None

    def generate(
        self, problems: Sequence[Problem], completions_per_prompt: int, sampling: Sampling
    ) -> list[Completion]:
        """Samples completions, and compares them if a comparison is due; see `RolloutEngine`.

        Raises:
            EngineError: the engine samples with other weights than the policy's.
        """
        completions = self._engine.generate(problems, completions_per_prompt, sampling)
        if self._pushes >= self._next_check and sampling.temperature > 0:
            self._check(spread(completions, COMPLETIONS), sampling.temperature)
            self._next_check = 1 if self._pushes == 0 else self._pushes + self._config.parity_every
        return completions

    def push(self) -> None:
        """Gives the engine the policy's weights."""
        self._engine.push()
        self._pushes += 1

    def rest(self) -> None:
        """Frees the engine's memory."""
        self._engine.rest()

    def _check(self, completions: Sequence[Completion], temperature: float) -> None:
        parity = compare(self._policy, completions, temperature)
        # Written so that NaN counts as a disagreement.
        if not parity.mean <= self._config.parity_tolerance:
            raise EngineError(self._disagreement(parity))
        self._agreed = parity

    def _disagreement(self, parity: Parity) -> str:
        if self._agreed is None:
            cause = (
                "They never agreed, so vLLM probably computes this architecture differently from transformers, or uses "
                "other names for its weights, so that some were not loaded."
            )
        else:
            cause = (
                f"They agreed to {self._agreed.mean:.2g} before, so not all weights of an update reached vLLM. This "
                "happens if vLLM keeps a copy of a tied head, or a layer in its own layout."
            )
        return (
            f"vLLM and the policy disagree: after {self._pushes} updates, the log-probs of {parity.tokens} tokens "
            f"differ by {parity.mean:.3g} nats on average and {parity.worst:.3g} at most; rollout.parity_tolerance "
            f"allows {self._config.parity_tolerance:g}. {cause} The run stops because it would learn from completions "
            "of another policy. Set rollout.engine to 'transformers'. Raise rollout.parity_tolerance only if the "
            "number format alone causes such a difference (bfloat16 causes about 0.02)."
        )


@torch.no_grad()
def compare(policy: Policy, completions: Sequence[Completion], temperature: float) -> Parity:
    """Compares the log-probs of the engine with those of the policy.

    Args:
        policy: the policy that is trained.
        completions: completions with the engine's log-probs.
        temperature: the sampling temperature.
    """
    longest = max(completion.tokens for completion in completions)
    policy_pass = forward_pass(policy, completions, "token_mean", max_new_tokens=longest, temperature=temperature)
    sampled = policy_pass.sampled_log_probs
    assert sampled is not None  # noqa: S101 - each completion has log-probs
    differences = (policy_pass.log_prob_row() - sampled).abs()
    return Parity(differences.mean().item(), differences.max().item(), len(differences))


def spread(completions: Sequence[Completion], count: int) -> Sequence[Completion]:
    """Returns at most `count` completions, spread evenly over the rollout."""
    return completions[:: -(-len(completions) // count)]
