"""Updates the policy with one rollout."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from paretoscope.schema.algorithms import AlgorithmBase
from paretoscope_worker.advantages.tokens import of_completions
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.updates.log_probs import TokenOutputs
from paretoscope_worker.updates.losses import Known, TokenLosses, token_losses
from paretoscope_worker.updates.micro_batches import PolicyPass
from paretoscope_worker.updates.optimization import PolicyOptimizer
from paretoscope_worker.updates.unit_pass import UnitPass


@dataclass(frozen=True)
class Update:
    """Results of the optimizer steps with a rollout. Means are over all tokens unless stated otherwise."""

    loss: float
    """Mean over optimizer steps."""
    entropy: float
    """Nats per token. It is exact if there is an entropy bonus. Otherwise it is the mean of -log-prob over sampled
    tokens, which is unbiased as long as the current policy drew them."""
    gradient_norm: float
    """Norm before clipping; mean over optimizer steps."""
    learning_rate: float
    applied: bool
    """False if the gradient of an optimizer step was not finite; that step did not change the policy."""
    clip_fraction: float
    """Share of tokens whose importance ratio was clipped."""
    ratio_max: float
    """Largest importance ratio."""
    kl: float | None
    """Divergence (k3) from the reference policy in nats per token; None without a reference policy."""
    mismatch_mean: float | None
    """|log-prob of the policy - log-prob of the rollout engine|; None if the policy itself sampled."""
    mismatch_max: float | None


def update_policy(
    policy_pass: PolicyPass,
    advantages: Tensor,
    algorithm: AlgorithmBase,
    optimizer: PolicyOptimizer,
    rate: float,
    *,
    units: Iterable[UnitPass] | None = None,
) -> Update:
    """Takes the optimizer steps with a rollout: one per mini-batch and epoch.

    Args:
        policy_pass: log-probs of the whole rollout.
        advantages: float32 [N], advantages of its tokens, completions in order, on the policy's device.
        algorithm: the loss, mini-batches and epochs.
        optimizer: collects and applies gradients.
        rate: learning rate.
        units: unit passes over the micro-batches, from which the gradient is summed. `sums_completions` must be true.
            If left out, each micro-batch takes a forward and a backward pass.
    """
    known = Known(advantages, None, policy_pass.reference_log_probs, policy_pass.sampled_log_probs)
    whole = len(policy_pass.lengths)
    each = _completions_each(algorithm, whole)
    if algorithm.epochs == 1 and each == whole:
        steps = _Steps(known, algorithm, optimizer, rate)
        steps.take(policy_pass, units)
        return steps.summary(policy_pass.trained.ranks)
    steps = _Steps(replace(known, old_log_probs=policy_pass.log_prob_row()), algorithm, optimizer, rate)
    for _ in range(algorithm.epochs):
        for part in policy_pass.again(each):
            steps.take(part)
    return steps.summary(policy_pass.trained.ranks)


def sums_completions(policy_pass: PolicyPass, advantages: Tensor, algorithm: AlgorithmBase) -> bool:
    """Whether the gradient of an update is a sum of unit losses' gradients, each times one number per completion.

    Args:
        policy_pass: log-probs of the whole rollout.
        advantages: float32 [N], advantages of its tokens.
        algorithm: the loss, mini-batches and epochs.
    """
    whole = len(policy_pass.lengths)
    is_one_step = algorithm.epochs == 1 and _completions_each(algorithm, whole) == whole
    is_policy_loss = algorithm.entropy_coefficient == 0 and not (
        algorithm.kl.coefficient > 0 and algorithm.kl.acts_on == "loss"
    )
    lengths = policy_pass.lengths.to(advantages.device)
    return is_one_step and is_policy_loss and of_completions(advantages, lengths) is not None


def _completions_each(algorithm: AlgorithmBase, whole: int) -> int:
    """Returns the number of completions of a mini-batch."""
    return whole if algorithm.mini_batch_prompts is None else algorithm.mini_batch_prompts * algorithm.group_size


class _Steps:
    """Takes the optimizer steps with one rollout."""

    def __init__(self, known: Known, algorithm: AlgorithmBase, optimizer: PolicyOptimizer, rate: float) -> None:
        self._known = known
        self._algorithm = algorithm
        self._optimizer = optimizer
        self._rate = rate
        self._tally = _Tally(known.advantages.device)

    def take(self, policy_pass: PolicyPass, units: Iterable[UnitPass] | None = None) -> None:
        """Takes one optimizer step; skips it if its gradient is not finite."""
        if units is None:
            self._go_backward(policy_pass)
        else:
            self._sum(policy_pass, units)
        if self._tally.close_step(self._optimizer.clip()):
            self._optimizer.step(self._rate)
        else:
            self._optimizer.discard()

    def _go_backward(self, policy_pass: PolicyPass) -> None:
        """Collects the gradient over micro-batches. After the last one, each process has the sum of all processes."""
        last = len(policy_pass.micro_batches) - 1
        for place, loss in enumerate(policy_pass.losses(self._loss)):
            policy_pass.trained.backward(loss, is_summed=place == last or self._optimizer.has_copies)
            self._optimizer.collect()

    def _sum(self, policy_pass: PolicyPass, units: Iterable[UnitPass]) -> None:
        """Collects the gradient as a sum over completions, then over all processes.

        While the ratio is 1, the derivative of the loss with respect to a token's log-prob is minus the advantage times
        the token's weight in the unit loss.
        """
        lengths = policy_pass.lengths.to(self._known.advantages.device)
        advantages = of_completions(self._known.advantages, lengths)
        assert advantages is not None  # noqa: S101 - see `sums_completions`
        for unit in units:
            batch = unit.micro_batch
            self._loss(batch.places, batch.token_weight, TokenOutputs(unit.log_probs, None))
            unit.add_gradients(-advantages[batch.completions])
            self._optimizer.collect()
        self._optimizer.sum(policy_pass.trained.ranks)

    def _loss(self, places: Tensor, token_weight: Tensor, outputs: TokenOutputs) -> Tensor:
        """Returns the loss of some tokens and adds them to the tally."""
        tokens = token_losses(outputs, self._known.at(places), self._algorithm)
        loss = (token_weight * tokens.losses).sum()
        self._tally.count(loss.detach(), outputs, tokens)
        return loss

    def summary(self, ranks: Ranks) -> Update:
        """Returns the results of all steps, over all processes."""
        return self._tally.update(self._rate, ranks)


class _Tally:
    """Sums over tokens. They stay on the device until an optimizer step has to wait for the device anyway."""

    def __init__(self, device: torch.device) -> None:
        self._sums = torch.zeros(6, device=device)
        self._highest = torch.zeros(2, device=device)
        self._host: list[float] = []
        self._norms: list[float] = []
        self._has_reference = self._has_mismatch = False

    def count(self, loss: Tensor, outputs: TokenOutputs, tokens: TokenLosses) -> None:
        """Adds some tokens."""
        entropies = -outputs.log_probs if outputs.entropies is None else outputs.entropies
        nothing = torch.zeros_like(loss)
        self._has_reference = tokens.divergences is not None
        self._has_mismatch = tokens.mismatches is not None
        divergences = nothing if tokens.divergences is None else tokens.divergences
        mismatches = nothing if tokens.mismatches is None else tokens.mismatches
        count = torch.full_like(loss, len(entropies))
        sums = [entropies.detach().sum(), tokens.is_clipped.sum(), divergences.sum(), mismatches.sum()]
        self._sums += torch.stack([loss, count, *sums])
        self._highest = torch.maximum(self._highest, torch.stack([tokens.ratios.max(), mismatches.max()]))

    def close_step(self, norm: Tensor) -> bool:
        """Ends an optimizer step and returns whether the norm of its gradient is finite. Here the step waits, once."""
        *self._host, norm_ = torch.cat([self._sums, self._highest, norm[None]]).tolist()
        self._norms.append(norm_)
        return math.isfinite(norm_)

    def update(self, rate: float, ranks: Ranks) -> Update:
        """Returns the results of all steps, over all processes. The gradient norms already include all processes."""
        by_rank = list(zip(*ranks.gather(self._host), strict=True))
        loss, tokens, entropy, clipped, divergence, mismatch = map(math.fsum, by_rank[:6])
        ratio_max, mismatch_max = map(max, by_rank[6:])
        steps = len(self._norms)
        return Update(
            loss=loss / steps,
            entropy=entropy / tokens,
            gradient_norm=math.fsum(self._norms) / steps,
            learning_rate=rate,
            applied=all(map(math.isfinite, self._norms)),
            clip_fraction=clipped / tokens,
            ratio_max=ratio_max,
            kl=divergence / tokens if self._has_reference else None,
            mismatch_mean=mismatch / tokens if self._has_mismatch else None,
            mismatch_max=mismatch_max if self._has_mismatch else None,
        )
