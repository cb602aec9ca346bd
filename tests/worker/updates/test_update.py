import math
from copy import deepcopy
from dataclasses import asdict, replace
from typing import Any

import pytest
import torch
from torch import Tensor

from paretoscope.schema.algorithms import AlgorithmBase, Grpo, Kl
from paretoscope.schema.training import Optimizer
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.rollouts.transformers_engine import TransformersEngine
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, Sampling
from paretoscope_worker.updates import log_probs
from paretoscope_worker.updates.micro_batches import PolicyPass, forward_pass
from paretoscope_worker.updates.optimization import PolicyOptimizer
from paretoscope_worker.updates.unit_pass import separable_layers, unit_pass
from paretoscope_worker.updates.update import Update, sums_completions, update_policy

ADVANTAGES = [1.0, -1.0, 0.5, -0.5]
RATE = 1e-2
PLAIN = Grpo(group_size=2)


@pytest.fixture
def rollout(policy: Policy) -> list[Completion]:
    return TransformersEngine(policy).generate([Problem("1+2=", "3"), Problem("ab", "4")], 2, Sampling(1.0, 16, 0))


@pytest.fixture
def reference(policy: Policy) -> Policy:
    other = deepcopy(policy.model)
    with torch.no_grad():
        for parameter in other.parameters():
            parameter.mul_(1.05)
    return replace(policy, model=other)


def by_token(rollout: list[Completion], values: list[float]) -> Tensor:
    return torch.tensor([value for value, c in zip(values, rollout, strict=True) for _ in c.token_ids])


def passes(
    policy: Policy,
    rollout: list[Completion],
    tokens_at_once: int | None = None,
    algorithm: AlgorithmBase = PLAIN,
    reference: Policy | None = None,
) -> PolicyPass:
    return forward_pass(
        policy,
        rollout,
        algorithm.loss_aggregation,
        max_new_tokens=16,
        temperature=1.0,
        with_entropy=algorithm.entropy_coefficient > 0,
        reference=reference,
        tokens_at_once=tokens_at_once,
    )


def update(
    policy: Policy,
    rollout: list[Completion],
    algorithm: AlgorithmBase = PLAIN,
    *,
    advantages: list[float] = ADVANTAGES,
    tokens_at_once: int | None = None,
    reference: Policy | None = None,
) -> Update:
    optimizer = PolicyOptimizer(policy.model, Optimizer(learning_rate=RATE))
    policy_pass = passes(policy, rollout, tokens_at_once, algorithm, reference)
    return update_policy(policy_pass, by_token(rollout, advantages), algorithm, optimizer, RATE)


def one_by_one(policy: Policy, completion: Completion) -> tuple[Tensor, Tensor]:
    """Returns log-probs and entropies of the tokens of one completion, from the full log-softmax."""
    ids = torch.tensor([[*completion.prompt_ids, *completion.token_ids]])
    normalised = policy.model(ids).logits[0, len(completion.prompt_ids) - 1 : -1].log_softmax(-1)
    log_probs = normalised.gather(1, torch.tensor(completion.token_ids)[:, None])[:, 0]
    return log_probs, -(normalised.exp() * normalised).sum(-1)


def log_prob_sums(policy: Policy, rollout: list[Completion]) -> Tensor:
    with torch.no_grad():
        return torch.stack([one_by_one(policy, completion)[0].sum() for completion in rollout])


def trained_slowly(
    policy: Policy, rollout: list[Completion], algorithm: AlgorithmBase, reference: Policy | None
) -> list[Tensor]:
    """Trains a copy as the formulas say: one sequence, one token, one term after the other."""
    copy = replace(policy, model=deepcopy(policy.model))
    adamw = torch.optim.AdamW(copy.model.parameters(), lr=RATE, weight_decay=0.0)
    with torch.no_grad():
        old = [one_by_one(copy, completion)[0] for completion in rollout]
        base = [one_by_one(reference or copy, completion)[0] for completion in rollout]
    each = (algorithm.mini_batch_prompts or 2) * algorithm.group_size
    for _ in range(algorithm.epochs):
        for first in range(0, len(rollout), each):
            chosen = range(first, first + each)
            tokens = sum(rollout[i].tokens for i in chosen)
            loss = torch.zeros(())
            for i in chosen:
                found, entropies = one_by_one(copy, rollout[i])
                share = {
                    "token_mean": 1 / tokens,
                    "sequence_mean": 1 / (each * rollout[i].tokens),
                    "constant": 1 / (each * 16),
                }[algorithm.loss_aggregation]
                for t in range(rollout[i].tokens):
                    differences = (found[t] - old[i][t], found[t] - base[i][t])
                    loss = loss + share * slow_loss(*differences, entropies[t], ADVANTAGES[i], algorithm)
            adamw.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(copy.model.parameters(), 1.0)
            adamw.step()
    return list(copy.model.parameters())


def slow_loss(moved: Tensor, d: Tensor, entropy: Tensor, advantage: float, algorithm: AlgorithmBase) -> Tensor:
    """Takes the log-prob less that before the first update, and less that under the reference."""
    ratio = torch.exp(moved)
    clipped = torch.clamp(ratio, 1 - (algorithm.clip_low or 0), 1 + (algorithm.clip_high or 0))
    gain = min(ratio * advantage, clipped * advantage) if algorithm.clip_low else ratio * advantage
    if advantage < 0 and algorithm.dual_clip:
        gain = max(gain, torch.tensor(algorithm.dual_clip * advantage))
    price = {"k1": d, "k2": d**2 / 2, "k3": torch.exp(-d) + d - 1}[algorithm.kl.estimator]
    return -gain + algorithm.kl.coefficient * price - algorithm.entropy_coefficient * entropy


@pytest.mark.parametrize("chunk_entries", [log_probs.CHUNK_ENTRIES, 7 * 260])
@pytest.mark.parametrize("tokens_at_once", [None, 40])
@pytest.mark.parametrize(
    "algorithm",
    [
        PLAIN,
        Grpo(group_size=2, loss_aggregation="sequence_mean", mini_batch_prompts=1),
        Grpo(group_size=2, loss_aggregation="constant", epochs=3, clip_low=0.01, clip_high=0.02),
        Grpo(group_size=2, epochs=2, mini_batch_prompts=1, clip_low=0.001, clip_high=0.001, dual_clip=1.001),
        Grpo(group_size=2, epochs=2, clip_low=None, clip_high=None, dual_clip=None, entropy_coefficient=0.1),
        Grpo(group_size=2, kl=Kl(coefficient=0.5, estimator="k2")),
        Grpo(group_size=2, kl=Kl(coefficient=0.5), epochs=2, mini_batch_prompts=1, entropy_coefficient=0.05),
    ],
    ids=lambda algorithm: "-".join(algorithm.model_dump(exclude_defaults=True)) if algorithm else "whole",
)
def test_the_policy_is_trained_as_the_formulas_say(
    policy: Policy,
    reference: Policy,
    rollout: list[Completion],
    *,
    algorithm: Grpo,
    tokens_at_once: int | None,
    chunk_entries: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for function in (log_probs.token_loss, log_probs.token_outputs):
        monkeypatch.setitem(function.__kwdefaults__, "chunk_entries", chunk_entries)
    other = reference if algorithm.kl.coefficient > 0 else None
    expected = trained_slowly(policy, rollout, algorithm, other)
    update(policy, rollout, algorithm, tokens_at_once=tokens_at_once, reference=other)
    for ours, theirs in zip(policy.model.parameters(), expected, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-3, atol=2e-4)


def test_an_update_makes_better_completions_likelier_and_worse_ones_less(
    policy: Policy, rollout: list[Completion]
) -> None:
    before = log_prob_sums(policy, rollout)
    update(policy, rollout)
    gain = log_prob_sums(policy, rollout) - before
    assert gain[0] > gain[1]
    assert gain[2] > gain[3]


def test_loss_entropy_and_gradient_norm_are_reported(policy: Policy, rollout: list[Completion]) -> None:
    tokens = sum(completion.tokens for completion in rollout)
    surprisal = -log_prob_sums(policy, rollout).sum().item() / tokens
    found = update(policy, rollout)
    assert found.loss == pytest.approx(-by_token(rollout, ADVANTAGES).sum().item() / tokens, abs=1e-6)
    assert found.entropy == pytest.approx(surprisal, rel=1e-5)
    assert found.gradient_norm > 0
    assert found.learning_rate == RATE
    assert found.applied


def test_loss_and_gradient_norm_are_means_over_optimizer_steps(policy: Policy, rollout: list[Completion]) -> None:
    """With a learning rate of nothing, both epochs see the same."""
    advantages = [1.0, -0.5, 0.5, 0.25]
    algorithm = Grpo(group_size=2, mini_batch_prompts=1, epochs=2)
    optimizer = PolicyOptimizer(policy.model, Optimizer(learning_rate=RATE))
    found = update_policy(passes(policy, rollout), by_token(rollout, advantages), algorithm, optimizer, 0.0)
    halves = [(rollout[:2], advantages[:2]), (rollout[2:], advantages[2:])]
    alone = [update_policy(passes(policy, half), by_token(half, own), PLAIN, optimizer, 0.0) for half, own in halves]
    assert abs(found.loss) > 0.1
    assert found.loss == pytest.approx((alone[0].loss + alone[1].loss) / 2, abs=1e-6)
    assert found.gradient_norm == pytest.approx((alone[0].gradient_norm + alone[1].gradient_norm) / 2, rel=1e-4)


def test_the_first_update_of_a_rollout_clips_nothing(policy: Policy, rollout: list[Completion]) -> None:
    found = update(policy, rollout)
    assert (found.ratio_max, found.clip_fraction) == (1.0, 0.0)
    assert (found.kl, found.mismatch_mean, found.mismatch_max) == (None, None, None)


def test_one_mini_batch_in_one_epoch_needs_one_forward_pass(policy: Policy, rollout: list[Completion]) -> None:
    calls: list[int] = []
    assert policy.head is not None
    policy.head.register_forward_hook(lambda *_: calls.append(1))
    update(policy, rollout)
    assert len(calls) == 1
    calls.clear()
    update(policy, rollout, PLAIN.model_copy(update={"mini_batch_prompts": 2}))
    assert len(calls) == 1
    calls.clear()
    update(policy, rollout, PLAIN.model_copy(update={"mini_batch_prompts": 1, "epochs": 2}))
    assert len(calls) == 1 + 2 * 2


def test_later_updates_move_ratios_and_clip(policy: Policy, rollout: list[Completion]) -> None:
    found = update(policy, rollout, Grpo(group_size=2, epochs=3, clip_low=0.01, clip_high=0.01))
    assert found.ratio_max > 1.01
    assert 0 < found.clip_fraction < 2 / 3


def test_ratio_max_and_divergence_are_those_of_the_tokens(
    policy: Policy, reference: Policy, rollout: list[Completion]
) -> None:
    algorithm = Grpo(group_size=2, kl=Kl(coefficient=1e-9, estimator="k1"))
    with torch.no_grad():
        pairs = [(one_by_one(policy, c)[0], one_by_one(reference, c)[0]) for c in rollout]
    d = torch.cat([own - base for own, base in pairs])
    found = update(policy, rollout, algorithm, reference=reference)
    assert found.kl == pytest.approx((torch.exp(-d) + d - 1).mean().item(), rel=1e-3)


def test_entropy_is_exact_where_it_is_a_bonus(policy: Policy, rollout: list[Completion]) -> None:
    with torch.no_grad():
        exact = torch.cat([one_by_one(policy, completion)[1] for completion in rollout]).mean().item()
    estimate = update(replace(policy, model=deepcopy(policy.model)), rollout).entropy
    found = update(policy, rollout, Grpo(group_size=2, entropy_coefficient=1e-3)).entropy
    assert found == pytest.approx(exact, rel=1e-5)
    assert estimate != pytest.approx(exact, rel=1e-3)


def test_an_entropy_bonus_raises_entropy(policy: Policy, rollout: list[Completion]) -> None:
    algorithm = Grpo(group_size=2, entropy_coefficient=1.0, epochs=5)
    with torch.no_grad():
        before = torch.cat([one_by_one(policy, completion)[1] for completion in rollout]).mean()
    update(policy, rollout, algorithm, advantages=[0.0] * 4)
    with torch.no_grad():
        after = torch.cat([one_by_one(policy, completion)[1] for completion in rollout]).mean()
    assert after > before


def test_differences_from_the_rollout_engine_are_reported(policy: Policy, rollout: list[Completion]) -> None:
    with torch.no_grad():
        own = [one_by_one(policy, completion)[0].tolist() for completion in rollout]
    offsets = [0.0, 0.1, -0.2, 0.5]
    sampled = [
        replace(completion, log_probs=tuple(value - offset for value in row))
        for completion, row, offset in zip(rollout, own, offsets, strict=True)
    ]
    found = update(policy, sampled)
    differences = by_token(rollout, offsets).abs()
    assert found.mismatch_mean == pytest.approx(differences.mean().item(), abs=1e-5)
    assert found.mismatch_max == pytest.approx(0.5, abs=1e-4)


def test_no_advantage_moves_nothing(policy: Policy, rollout: list[Completion]) -> None:
    before = [parameter.clone() for parameter in policy.model.parameters()]
    assert update(policy, rollout, advantages=[0.0] * 4).gradient_norm == 0
    assert all(torch.equal(a, b) for a, b in zip(before, policy.model.parameters(), strict=True))


def test_a_gradient_that_is_not_finite_leaves_the_policy_as_it_was(policy: Policy, rollout: list[Completion]) -> None:
    before = [parameter.clone() for parameter in policy.model.parameters()]
    assert not update(policy, rollout, advantages=[math.inf] * 4).applied
    assert all(torch.equal(a, b) for a, b in zip(before, policy.model.parameters(), strict=True))
    assert update(policy, rollout).applied


def test_a_mini_batch_whose_gradient_is_not_finite_is_left_out_alone(policy: Policy, rollout: list[Completion]) -> None:
    algorithm = Grpo(group_size=2, mini_batch_prompts=1)
    before = log_prob_sums(policy, rollout)
    found = update(policy, rollout, algorithm, advantages=[math.inf, 0.0, 0.5, -0.5])
    assert not found.applied
    gain = log_prob_sums(policy, rollout) - before
    assert gain[2] > gain[3]


def update_from_units(policy: Policy, rollout: list[Completion], algorithm: AlgorithmBase, **known: Any) -> Update:
    """Updates with unit passes."""
    layers = separable_layers(policy.model)
    assert layers is not None
    optimizer = PolicyOptimizer(policy.model, Optimizer(learning_rate=RATE))
    policy_pass = passes(policy, rollout, known.get("tokens_at_once"), algorithm, known.get("reference"))
    advantages = by_token(rollout, ADVANTAGES)
    assert sums_completions(policy_pass, advantages, algorithm)
    units = [unit_pass(policy_pass, micro_batch, layers) for micro_batch in policy_pass.micro_batches]
    return update_policy(policy_pass, advantages, algorithm, optimizer, RATE, units=units)


@pytest.mark.parametrize("tokens_at_once", [None, 60])
@pytest.mark.parametrize(
    "algorithm",
    [
        PLAIN,
        Grpo(group_size=2, loss_aggregation="sequence_mean", clip_low=None, clip_high=None, dual_clip=None),
        Grpo(group_size=2, kl=Kl(coefficient=0.5, acts_on="reward")),
    ],
    ids=["plain", "sequences", "paid-by-reward"],
)
def test_an_update_from_unit_passes_is_the_same(
    *,
    policy: Policy,
    rollout: list[Completion],
    reference: Policy,
    algorithm: AlgorithmBase,
    tokens_at_once: int | None,
) -> None:
    twin = replace(policy, model=deepcopy(policy.model))
    priced = reference if algorithm.kl.coefficient else None
    ours = update_from_units(policy, rollout, algorithm, reference=priced, tokens_at_once=tokens_at_once)
    theirs = update(twin, rollout, algorithm, reference=priced)
    known, expected = (
        {name: value for name, value in asdict(one).items() if value is not None} for one in (ours, theirs)
    )
    assert known == pytest.approx(expected, rel=1e-4, abs=1e-6)
    for own, other in zip(policy.model.parameters(), twin.model.parameters(), strict=True):
        torch.testing.assert_close(own, other, rtol=1e-3, atol=2e-4)


@pytest.mark.parametrize(
    "algorithm",
    [
        Grpo(group_size=2, kl=Kl(coefficient=0.5)),
        Grpo(group_size=2, entropy_coefficient=0.1),
        Grpo(group_size=2, mini_batch_prompts=1),
        Grpo(group_size=2, epochs=2),
    ],
    ids=["kl-in-loss", "entropy", "mini-batches", "epochs"],
)
def test_losses_with_other_terms_and_later_steps_are_no_sums(
    policy: Policy, rollout: list[Completion], algorithm: AlgorithmBase
) -> None:
    assert not sums_completions(passes(policy, rollout), by_token(rollout, ADVANTAGES), algorithm)


def test_advantages_that_differ_within_a_completion_are_no_sum(policy: Policy, rollout: list[Completion]) -> None:
    advantages = by_token(rollout, ADVANTAGES)
    assert sums_completions(passes(policy, rollout), advantages, PLAIN)
    differing = advantages * torch.linspace(0.5, 1.5, len(advantages))
    assert not sums_completions(passes(policy, rollout), differing, PLAIN)
