"""The updates of the policy that one rollout gives."""

import math
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from paretoscope.schema.algorithms import AlgorithmBase
from paretoscope_worker.advantages.tokens import of_completions
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.updates.completion_gradients import CompletionGradients
from paretoscope_worker.updates.log_probs import TokenOutputs
from paretoscope_worker.updates.losses import Known, TokenLosses, token_losses
from paretoscope_worker.updates.micro_batches import PolicyPass
from paretoscope_worker.updates.optimization import PolicyOptimizer


@dataclass(frozen=True)
class Update:
    """What the updates of a rollout did. Means are over all tokens they saw."""

    loss: float
    """Mean over optimizer steps."""
    entropy: float
    """In nats a token: exact where there is an entropy bonus, else the mean of -log-prob over sampled tokens, which is
    unbiased while the policy is the one that drew them."""
    gradient_norm: float
    """Before clipping; mean over optimizer steps."""
    learning_rate: float
    applied: bool
    """False if the gradient of an optimizer step was not finite; that step left the policy as it was."""
    clip_fraction: float
    """Share of tokens whose importance ratio was clipped."""
    ratio_max: float
    """Largest importance ratio."""
    kl: float | None
    """Divergence from the reference policy in nats a token, k3; None without one."""
    mismatch_mean: float | None
    """|log-prob of the policy - log-prob of the rollout engine|; None where the policy itself sampled."""
    mismatch_max: float | None


def update_policy(
    policy_pass: PolicyPass,
    advantages: Tensor,
    algorithm: AlgorithmBase,
    optimizer: PolicyOptimizer,
    rate: float,
    *,
    gradients: CompletionGradients | None = None,
) -> Update:
    """Takes the optimizer steps of a rollout: one for each mini-batch, in each epoch.

    Args:
        policy_pass: log-probs of the rollout, all of it.
        advantages: float32 [N] of its tokens, completions in order, on the policy's device.
        algorithm: the loss, mini-batches and epochs.
        optimizer: collects and applies gradients.
        rate: learning rate.
        gradients: of each completion by itself, where they are known; they save the backward pass of an update whose
            loss gives all tokens of a completion the same slope.
    """
    known = Known(advantages, None, policy_pass.reference_log_probs, policy_pass.sampled_log_probs)
    whole = len(policy_pass.lengths)
    each = whole if algorithm.mini_batch_prompts is None else algorithm.mini_batch_prompts * algorithm.group_size
    if algorithm.epochs == 1 and each == whole:
        steps = _Steps(known, algorithm, optimizer, rate)
        steps.take(policy_pass, gradients)
        return steps.summary(policy_pass.trained.ranks)
    steps = _Steps(replace(known, old_log_probs=policy_pass.log_prob_row()), algorithm, optimizer, rate)
    for _ in range(algorithm.epochs):
        for part in policy_pass.again(each):
            steps.take(part)
    return steps.summary(policy_pass.trained.ranks)


class _Steps:
    """The optimizer steps of one rollout."""

    def __init__(self, known: Known, algorithm: AlgorithmBase, optimizer: PolicyOptimizer, rate: float) -> None:
        self._known = known
        self._algorithm = algorithm
        self._optimizer = optimizer
        self._rate = rate
        self._tally = _Tally(known.advantages.device)

    def take(self, policy_pass: PolicyPass, gradients: CompletionGradients | None = None) -> None:
        """Takes one optimizer step, unless its gradient is not finite."""
        if gradients is None or not self._sum(gradients):
            self._go_backward(policy_pass)
        if self._tally.close_step(self._optimizer.clip()):
            self._optimizer.step(self._rate)
        else:
            self._optimizer.discard()

    def _go_backward(self, policy_pass: PolicyPass) -> None:
        """Collects the gradient over micro-batches; at the last, all processes have that of all of them."""
        last = len(policy_pass.micro_batches) - 1
        for place, loss in enumerate(policy_pass.losses(self._loss)):
            policy_pass.trained.backward(loss, is_summed=place == last or self._optimizer.has_copies)
            self._optimizer.collect()

    def _sum(self, gradients: CompletionGradients) -> bool:
        """Collects the gradient as a sum of those of completions; returns False if the loss gives no such sum."""
        if self._algorithm.entropy_coefficient > 0:
            return False
        log_probs = gradients.log_probs.detach().requires_grad_()
        outputs = TokenOutputs(log_probs, None)
        tokens = token_losses(outputs, self._known, self._algorithm)
        loss = (gradients.token_weights * tokens.losses).sum()
        (slopes,) = torch.autograd.grad(loss, log_probs)
        coefficients = of_completions(slopes / gradients.token_weights, gradients.lengths)
        if coefficients is None:
            return False
        self._tally.count(loss.detach(), outputs, tokens)
        for parameter, (gradient,) in zip(
            self._optimizer.parameters, gradients.summed(coefficients[None]), strict=True
        ):
            parameter.grad = gradient.to(parameter.dtype)
        self._optimizer.collect()
        return True

    def _loss(self, places: Tensor, token_weight: Tensor, outputs: TokenOutputs) -> Tensor:
        """Returns the loss of some tokens and counts them."""
        tokens = token_losses(outputs, self._known.at(places), self._algorithm)
        loss = (token_weight * tokens.losses).sum()
        self._tally.count(loss.detach(), outputs, tokens)
        return loss

    def summary(self, ranks: Ranks) -> Update:
        """Returns what all steps of all processes did together."""
        return self._tally.update(self._rate, ranks)


class _Tally:
    """Sums over tokens, kept on the device until an optimizer step has to wait for it anyway."""

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
        """Ends an optimizer step; returns whether its gradient, of this norm, is finite. The step's one wait."""
        *self._host, norm_ = torch.cat([self._sums, self._highest, norm[None]]).tolist()
        self._norms.append(norm_)
        return math.isfinite(norm_)

    def update(self, rate: float, ranks: Ranks) -> Update:
        """Returns what all steps of all processes did together; the gradient's norm is that of all already."""
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
