from collections.abc import Callable
from dataclasses import replace

import pytest
import torch

from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.rollouts.transformers_engine import TransformersEngine
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, Sampling
from paretoscope_worker.updates.micro_batches import PolicyPass, forward_pass
from paretoscope_worker.updates.trained_policy import TrainedPolicy

TEMPERATURE = 0.8


@pytest.fixture
def rollout(policy: Policy) -> list[Completion]:
    problems = [Problem("1+2=", "3"), Problem("a much longer prompt than that", "4")]
    return TransformersEngine(policy).generate(problems, 3, Sampling(TEMPERATURE, 12, 0))


def passes(
    policy: Policy | TrainedPolicy,
    rollout: list[Completion],
    tokens_at_once: int | None = None,
    reference: Policy | None = None,
) -> PolicyPass:
    return forward_pass(
        policy,
        rollout,
        "token_mean",
        max_new_tokens=12,
        temperature=TEMPERATURE,
        reference=reference,
        tokens_at_once=tokens_at_once,
    )


def in_order(policy_pass: PolicyPass, tokens: int) -> torch.Tensor:
    """Returns the log-probs by place, each met once."""
    row = torch.full((tokens,), torch.nan)
    for micro_batch, log_probs in policy_pass:
        assert row[micro_batch.places].isnan().all()
        row[micro_batch.places] = log_probs.detach()
    return row


def one_by_one(policy: Policy, rollout: list[Completion]) -> torch.Tensor:
    """Returns the log-probs of all tokens from the full log-softmax of each sequence run alone."""
    rows = []
    for completion in rollout:
        ids = torch.tensor([[*completion.prompt_ids, *completion.token_ids]])
        with torch.no_grad():
            logits = policy.model(ids).logits[0, len(completion.prompt_ids) - 1 : -1] / TEMPERATURE
        rows.append(torch.log_softmax(logits, -1).gather(1, torch.tensor(completion.token_ids)[:, None])[:, 0])
    return torch.cat(rows)


@pytest.mark.parametrize("tokens_at_once", [None, 1, 60, 100])
def test_log_probs_equal_those_of_each_sequence_alone(
    policy: Policy, rollout: list[Completion], tokens_at_once: int | None
) -> None:
    expected = one_by_one(policy, rollout)
    found = in_order(passes(policy, rollout, tokens_at_once), len(expected))
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("tokens_at_once", [None, 60])
def test_every_token_of_every_completion_is_a_target_once(
    policy: Policy, rollout: list[Completion], tokens_at_once: int | None
) -> None:
    tokens = [token for completion in rollout for token in completion.token_ids]
    targets = dict.fromkeys(range(len(tokens)), -1)
    for micro_batch, _ in passes(policy, rollout, tokens_at_once):
        targets |= dict(zip(micro_batch.places.tolist(), micro_batch.targets.tolist(), strict=True))
    assert list(targets.values()) == tokens


def test_a_rollout_that_fits_is_forwarded_once_and_a_larger_one_each_time(
    policy: Policy, rollout: list[Completion]
) -> None:
    fits, large = passes(policy, rollout), passes(policy, rollout, 60)
    assert fits.keeps_graph
    assert not large.keeps_graph
    assert next(iter(fits))[1] is next(iter(fits))[1]
    assert next(iter(large))[1] is not next(iter(large))[1]


def test_padding_changes_nothing(policy: Policy, write: Callable[..., Completion]) -> None:
    short, long = write("", tokens=[5, 6]), write("", tokens=range(3, 40))
    together = in_order(passes(policy, [short, long]), 39)
    torch.testing.assert_close(together[:2], in_order(passes(policy, [short]), 2), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("tokens_at_once", [None, 60])
def test_the_row_of_log_probs_has_no_graph_and_leaves_the_pass_as_it_was(
    policy: Policy, rollout: list[Completion], tokens_at_once: int | None
) -> None:
    policy_pass = passes(policy, rollout, tokens_at_once)
    row = policy_pass.log_prob_row()
    assert not row.requires_grad
    torch.testing.assert_close(row, one_by_one(policy, rollout), rtol=1e-4, atol=1e-5)
    assert all(log_probs.requires_grad for _, log_probs in policy_pass)


def test_a_pass_made_already_is_what_the_row_is_read_from(policy: Policy, rollout: list[Completion]) -> None:
    policy_pass = passes(policy, rollout)
    before = policy_pass.log_prob_row(keep_graph=True)
    with torch.no_grad():
        next(policy.model.parameters()).add_(1.0)
    assert torch.equal(policy_pass.log_prob_row(), before)
    assert not torch.equal(passes(policy, rollout).log_prob_row(), before)


def test_reference_log_probs_are_those_of_the_other_policy(
    policy: Policy, rollout: list[Completion], policy_folder: object
) -> None:
    assert passes(policy, rollout).reference_log_probs is None
    other = replace(policy, model=type(policy.model)(policy.model.config))
    found = passes(policy, rollout, 60, other).reference_log_probs
    assert found is not None
    assert not found.requires_grad
    torch.testing.assert_close(found, one_by_one(other, rollout), rtol=1e-4, atol=1e-5)


def test_log_probs_of_the_rollout_engine_stand_in_the_same_order(policy: Policy, rollout: list[Completion]) -> None:
    assert passes(policy, rollout).sampled_log_probs is None
    places = iter(range(1000))
    known = [replace(c, log_probs=tuple(float(next(places)) for _ in c.token_ids)) for c in rollout]
    found = passes(policy, known).sampled_log_probs
    assert found is not None
    assert found.tolist() == list(range(sum(c.tokens for c in rollout)))


def test_a_rollout_in_parts_has_every_token_once_with_weights_of_each_part(
    policy: Policy, rollout: list[Completion]
) -> None:
    parts = list(passes(policy, rollout).again(2))
    assert [part.lengths.tolist() for part in parts] == [
        [rollout[first].tokens, rollout[first + 1].tokens] for first in (0, 2, 4)
    ]
    row = torch.full((sum(c.tokens for c in rollout),), torch.nan)
    for part in parts:
        assert sum(float(micro_batch.token_weight.sum()) for micro_batch, _ in part) == pytest.approx(1)
        for micro_batch, log_probs in part:
            row[micro_batch.places] = log_probs.detach()
    torch.testing.assert_close(row, one_by_one(policy, rollout), rtol=1e-4, atol=1e-5)


def test_prompts_stay_with_completions_where_processes_must_use_each_layer_equally_often(
    policy: Policy, write: Callable[..., Completion]
) -> None:
    rows = [write("", tokens=4, prompt_ids=range(20)) for _ in range(4)]
    trained = TrainedPolicy(policy)
    assert [micro_batch.shared_prefixes is None for micro_batch in passes(trained, rows).micro_batches] == [False]
    trained.is_sharded = True
    assert [micro_batch.shared_prefixes is None for micro_batch in passes(trained, rows).micro_batches] == [True]
