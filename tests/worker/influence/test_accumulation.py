"""Influences as the published code accumulates them, against its loop over micro-batches written out."""

from typing import Any

import pytest
import torch
from torch import Tensor

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import GradientWeighting
from paretoscope_worker.influence.accumulation import published_factors
from paretoscope_worker.influence.probe import Probe
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates.micro_batches import forward_pass
from paretoscope_worker.updates.trained_policy import TrainedPolicy

GPUS, OF_ONE_GPU, SIZE = 2, 2, 1
"""The rollout's four completions: two GPUs that sum two micro-batches of one each."""


def config(aggregation: str, max_grad_norm: float, **weighting: Any) -> RunConfig:
    return RunConfig.model_validate(
        {
            "policy": {"model": "arithmetic-small"},
            "task": {"type": "arithmetic"},
            "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
            "weighting": {"type": "gradient"} | weighting,
            "algorithm": {"type": "grpo", "loss_aggregation": aggregation},
            "optimizer": {"max_grad_norm": max_grad_norm},
        }
    )


def published(
    policy: Policy, rollout: list[Completion], advantages: Tensor, aggregation: Any, max_grad_norm: float
) -> Tensor:
    """Sums the gradients of micro-batches on each GPU, takes the mean over GPUs, clips, and multiplies."""
    parameters, rows = list(policy.model.parameters()), []
    by_completion = advantages.split([one.tokens for one in rollout], dim=1)
    for k in range(len(advantages)):
        gradient = torch.zeros(sum(parameter.numel() for parameter in parameters))
        for completion, own in zip(rollout, by_completion, strict=True):
            micro_batch = forward_pass(policy, [completion], aggregation, max_new_tokens=16, temperature=1.0)
            ((batch, log_probs),) = micro_batch
            loss = -(own[k] * batch.token_weight * log_probs).sum()
            parts = torch.autograd.grad(loss, parameters)
            gradient += torch.cat([part.flatten() for part in parts]) / GPUS
        rows.append(gradient * min(1.0, max_grad_norm / gradient.norm().item()) if gradient.norm() > 0 else gradient)
    stacked = torch.stack(rows).double()
    return (stacked @ stacked.T).sum(dim=1)


@pytest.mark.parametrize("aggregation", ["token_mean", "sequence_mean", "constant"])
@pytest.mark.parametrize(("max_grad_norm", "way"), [(1e6, "exact"), (2.0, "exact"), (1e6, "directional")])
def test_influences_are_those_of_the_published_loop_over_micro_batches(
    *,
    policy: Policy,
    rollout: list[Completion],
    aggregation: str,
    max_grad_norm: float,
    way: str,
) -> None:
    values = torch.tensor([[1.0, -1.0, 0.5, -0.5], [0.2, 0.3, -0.5, 0.0], [0.0, 0.0, 0.0, 0.0]])
    advantages = values.repeat_interleave(torch.tensor([one.tokens for one in rollout]), dim=1)
    summed = {"accumulation": "published_sum", "micro_batch_completions": SIZE, "summed_micro_batches": OF_ONE_GPU}

    def influences(**settings: Any) -> Tensor:
        run = config(aggregation, max_grad_norm, influence=way, **settings)
        policy_pass = forward_pass(policy, rollout, aggregation, max_new_tokens=16, temperature=1.0)  # type: ignore[arg-type]
        return Probe(run, TrainedPolicy(policy)).influence(policy_pass, advantages, 9).values

    expected = published(policy, rollout, advantages, aggregation, max_grad_norm)
    torch.testing.assert_close(influences(**summed), expected, rtol=5e-3, atol=1e-3 * expected.abs().max().item())
    assert (influences() - expected).norm() > 0.05 * expected.norm()


def test_micro_batches_of_one_length_are_summed_to_so_many_times_their_mean() -> None:
    factors = published_factors(torch.full((512,), 100), "token_mean", GradientWeighting(accumulation="published_sum"))
    assert factors.tolist() == [8.0] * 512


def test_each_micro_batch_counts_the_same_however_many_tokens_it_has() -> None:
    lengths = torch.tensor([10, 30, 5, 5, 7])
    config = GradientWeighting(accumulation="published_sum", micro_batch_completions=2, summed_micro_batches=3)
    of_tokens = published_factors(lengths, "token_mean", config) / lengths.sum()
    assert [part.sum().item() for part in (of_tokens * lengths).split(2)] == pytest.approx([1, 1, 1])
    of_sequences = published_factors(lengths, "sequence_mean", config) / len(lengths)
    assert [part.sum().item() for part in of_sequences.split(2)] == pytest.approx([1, 1, 1])
