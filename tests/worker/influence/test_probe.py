"""What the config says decides how influence is computed, over which parameters, and what is compared."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from paretoscope.schema.algorithms import Grpo
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope.schema.weighting import MgdaWeighting
from paretoscope_worker.influence import probe as probe_module
from paretoscope_worker.influence import separation
from paretoscope_worker.influence.backward import objective_gradients
from paretoscope_worker.influence.gramian import gramian_of
from paretoscope_worker.influence.probe import Influence, Probe
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates.losses import Known, token_losses
from paretoscope_worker.updates.micro_batches import PolicyPass, forward_pass
from paretoscope_worker.updates.optimization import PolicyOptimizer
from paretoscope_worker.updates.trained_policy import TrainedPolicy
from paretoscope_worker.updates.unit_pass import UnitPass, unit_pass
from paretoscope_worker.updates.update import update_policy

MakePass = Callable[..., PolicyPass]
TOKENS_OF_TWO = 60
"""Room for two completions of a rollout."""


def config(max_grad_norm: float = 1e6, **weighting: Any) -> RunConfig:
    return RunConfig.model_validate(
        {
            "policy": {"model": "arithmetic-small"},
            "task": {"type": "arithmetic"},
            "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
            "weighting": {"type": "gradient", "influence": "exact"} | weighting,
            "optimizer": {"max_grad_norm": max_grad_norm},
        }
    )


@pytest.fixture
def influence(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, advantages: torch.Tensor
) -> Callable[..., Influence]:
    def compute(step: int = 1, max_grad_norm: float = 1e6, **weighting: Any) -> Influence:
        probe = Probe(config(max_grad_norm, **weighting), TrainedPolicy(policy))
        return probe.influence(pass_over(rollout), advantages, step)

    return compute


def error(found: torch.Tensor, expected: torch.Tensor) -> float:
    return float((found - expected).norm() / expected.norm())


def test_exact_influences_are_the_row_sums_of_clipped_inner_products(influence: Callable[..., Influence]) -> None:
    free, clipped = influence(), influence(max_grad_norm=0.5)
    assert free.gramian is not None
    torch.testing.assert_close(free.values, free.gramian.inner_products.sum(dim=1))
    torch.testing.assert_close(clipped.values, free.gramian.clipped(0.5).sum(dim=1))
    assert clipped.values[0] < free.values[0] / 2
    assert free.comparison is None


@pytest.mark.parametrize("way", ["exact", "directional"])
@pytest.mark.parametrize("tokens_at_once", [None, 1])
def test_tokens_of_an_engine_of_its_own_count_as_in_the_policy_loss(
    *,
    policy: Policy,
    rollout: list[Completion],
    pass_over: MakePass,
    advantages: torch.Tensor,
    way: str,
    tokens_at_once: int | None,
) -> None:
    """Gradients are those of the loss an update backpropagates, truncated importance weights included."""
    generator = torch.Generator().manual_seed(8)
    known = pass_over(rollout).log_prob_row() + 0.7 * torch.randn(advantages.shape[1], generator=generator)
    rows = known.split([completion.tokens for completion in rollout])
    sampled = [replace(one, log_probs=tuple(row.tolist())) for one, row in zip(rollout, rows, strict=True)]
    gradients = []
    for own in advantages:
        policy_pass = pass_over(sampled)
        ((micro_batch, outputs),) = policy_pass.outputs()
        tokens = token_losses(outputs, Known(own, None, None, known).at(micro_batch.places), Grpo())
        parts = torch.autograd.grad((micro_batch.token_weight * tokens.losses).sum(), list(policy.model.parameters()))
        gradients.append(torch.cat([part.flatten() for part in parts]).double())
    stacked = torch.stack(gradients)
    expected = (stacked @ stacked.T).sum(dim=1)
    probe = Probe(config(influence=way), TrainedPolicy(policy))
    found = probe.influence(pass_over(sampled, tokens_at_once), advantages, 9).values
    assert error(found, expected) < 5e-3
    assert error(probe.influence(pass_over(rollout), advantages, 9).values, expected) > 0.05


def test_cheaper_ways_are_compared_with_the_exact_one_on_the_first_steps_and_at_intervals(
    influence: Callable[..., Influence],
) -> None:
    settings = {"influence": "directional", "compared_steps": 2, "compare_every": 7}
    for step in (2, 7, 140):
        compared = influence(step=step, **settings).comparison
        assert compared is not None
        assert error(compared.found, compared.exact) < 5e-3
    for step, changes in ((3, {}), (8, {}), (140, {"compare_every": 0})):
        assert influence(step=step, **settings | changes).comparison is None


def test_comparisons_take_turns_over_parts_of_the_rollout(
    influence: Callable[..., Influence], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe_module, "LEAST_COMPARED", 2)
    settings = {"influence": "directional", "compared_steps": 9}
    first, other, again = (influence(step=step, **settings).comparison for step in (1, 2, 3))
    assert first is not None
    assert other is not None
    assert again is not None
    assert error(first.exact, other.exact) > 0.1
    assert error(first.exact, again.exact) < 1e-5


def test_a_disagreement_that_begins_late_in_a_run_is_seen_with_the_settings_left_out(
    influence: Callable[..., Influence],
) -> None:
    """With token advantages only the sum is clipped, which differs once some gradients are longer than allowed."""
    found = [influence(step, 0.3, influence="directional").comparison for step in range(4, 151)]
    late = [one for one in found if one is not None]
    assert len(late) >= 5
    assert min(torch.nn.functional.cosine_similarity(one.found, one.exact, dim=0) for one in late) < 0.99


@pytest.mark.parametrize("way", ["exact", "directional"])
def test_target_layers_restrict_every_way(influence: Callable[..., Influence], way: str) -> None:
    restricted = influence(step=9, influence=way, target_layers=[1, 1]).values
    exact = influence(target_layers=[1, 1]).values
    assert error(restricted, exact) < 5e-3
    assert error(influence().values, exact) > 0.1


def test_target_layers_the_policy_lacks_are_refused(influence: Callable[..., Influence]) -> None:
    with pytest.raises(ValueError, match="layers 0 to 1"):
        influence(target_layers=[10, 25])


@pytest.fixture
def of_completions(rollout: list[Completion]) -> torch.Tensor:
    """Advantages [3, N] that all tokens of a completion share."""
    values = torch.tensor([[1.0, -1.0, 0.5, -0.5], [0.2, 0.3, -0.5, 0.0], [0.0, 0.0, 0.0, 0.0]])
    return values.repeat_interleave(torch.tensor([c.tokens for c in rollout]), dim=1)


@pytest.mark.parametrize("max_grad_norm", [1e6, 0.5])
@pytest.mark.parametrize("target_layers", [None, [1, 1]])
@pytest.mark.parametrize("tokens_at_once", [None, TOKENS_OF_TWO])
def test_sketched_influences_are_right_on_average_and_each_is_near(
    *,
    policy: Policy,
    rollout: list[Completion],
    pass_over: MakePass,
    of_completions: torch.Tensor,
    max_grad_norm: float,
    target_layers: list[int] | None,
    tokens_at_once: int | None,
) -> None:
    settings = config(max_grad_norm, influence="sketched", target_layers=target_layers, compared_steps=0)
    probe = Probe(settings, TrainedPolicy(policy))
    found = [probe.influence(pass_over(rollout, tokens_at_once), of_completions, step).values for step in range(40, 60)]
    judge = Probe(config(max_grad_norm, target_layers=target_layers), TrainedPolicy(policy))
    exact = judge.influence(pass_over(rollout), of_completions, 1).values
    assert min(torch.nn.functional.cosine_similarity(one, exact, dim=0) for one in found) > 0.95
    assert error(torch.stack(found).mean(dim=0), exact) < 0.08


def test_a_sketched_gramian_is_that_of_the_gradients_on_average(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, of_completions: torch.Tensor
) -> None:
    settings = config().model_copy(update={"weighting": MgdaWeighting()})
    probe = Probe(settings, TrainedPolicy(policy))
    parameters = list(policy.model.parameters())
    expected = gramian_of(objective_gradients(pass_over(rollout), of_completions, parameters), range(len(parameters)))
    found = [probe.gramian(pass_over(rollout), of_completions, step).inner_products for step in range(60)]
    assert error(torch.stack(found).mean(dim=0), expected.inner_products) < 0.05
    exactly = Probe(config().model_copy(update={"weighting": MgdaWeighting(gradients="exact")}), TrainedPolicy(policy))
    same = exactly.gramian(pass_over(rollout), of_completions, 1)
    torch.testing.assert_close(same.inner_products, expected.inner_products)
    assert exactly.take(pass_over(rollout)) is None


def test_one_forward_pass_serves_influences_and_update(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, of_completions: torch.Tensor
) -> None:
    probe = Probe(config(influence="sketched", compared_steps=0), TrainedPolicy(policy))
    probe.influence(pass_over(rollout), of_completions, 9)
    policy_pass, calls = pass_over(rollout), []
    policy.model.base_model.register_forward_hook(lambda *_: calls.append(1))
    probe.influence(policy_pass, of_completions, 9)
    prompts_and_completions = 2
    assert len(calls) == prompts_and_completions
    kept = probe.take(policy_pass)
    assert kept is not None
    settings = config()
    optimizer = PolicyOptimizer(policy.model, settings.optimizer)
    assert update_policy(policy_pass, of_completions[0], settings.algorithm, optimizer, 0.0, units=kept).applied
    assert len(calls) == prompts_and_completions
    assert probe.take(policy_pass) is None
    other = pass_over(rollout)
    probe.influence(other, of_completions, 9)
    assert probe.take(policy_pass) is None


def test_factors_that_do_not_fit_are_not_kept(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, of_completions: torch.Tensor
) -> None:
    probe, policy_pass = Probe(config(influence="sketched"), TrainedPolicy(policy)), pass_over(rollout, TOKENS_OF_TWO)
    assert probe.influence(policy_pass, of_completions, 9).gramian is not None
    assert probe.take(policy_pass) is None


def test_the_passes_of_an_update_find_the_same_sketches(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, of_completions: torch.Tensor
) -> None:
    probe = Probe(config(influence="sketched", compared_steps=0), TrainedPolicy(policy))
    expected = probe.influence(pass_over(rollout), of_completions, 9)
    passes = probe.during_update(pass_over(rollout), of_completions, 9)
    assert passes is not None
    assert len(list(passes)) == 1
    torch.testing.assert_close(probe.influence_of(passes.gramian()).values, expected.values)


def test_advantages_that_differ_within_a_completion_take_a_directional_derivative(
    influence: Callable[..., Influence],
) -> None:
    found = influence(step=9, influence="sketched")
    assert found.gramian is None
    assert torch.equal(found.values, influence(step=9, influence="directional").values)


class Reused(torch.nn.Module):
    """A head whose parameters the model uses once more behind its back."""

    def __init__(self, body: torch.nn.Module, shared: torch.nn.Linear) -> None:
        super().__init__()
        self.body = body
        self.weight_of = lambda: shared.weight

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return self.body(values) + values @ self.weight_of()[: values.shape[-1]]


def test_a_policy_whose_layers_are_used_otherwise_is_noticed_and_differentiated_the_long_way(
    policy: Policy,
    rollout: list[Completion],
    pass_over: MakePass,
    of_completions: torch.Tensor,
    caplog: pytest.LogCaptureFixture,
) -> None:
    layer = policy.model.get_submodule("model.layers.0")
    layer.mlp = Reused(layer.mlp, layer.self_attn.q_proj).eval()
    settings = config().model_copy(update={"weighting": MgdaWeighting()})
    probe = Probe(settings, TrainedPolicy(policy))
    for step in range(2):
        policy_pass = pass_over(rollout)
        found = probe.gramian(policy_pass, of_completions, step)
        assert probe.take(policy_pass) is None
    assert caplog.text.count("do not sum to that of all") == 1
    assert all(parameter.grad is None for parameter in policy.model.parameters())
    parameters = list(policy.model.parameters())
    expected = gramian_of(objective_gradients(pass_over(rollout), of_completions, parameters), range(len(parameters)))
    torch.testing.assert_close(found.inner_products, expected.inner_products)


def test_a_gradient_taken_for_that_of_another_completion_is_noticed(
    *,
    policy: Policy,
    rollout: list[Completion],
    pass_over: MakePass,
    of_completions: torch.Tensor,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def mistaken(*arguments: Any) -> UnitPass:
        found = unit_pass(*arguments)
        batch = replace(found.micro_batch, completions=found.micro_batch.completions.roll(1))
        return replace(found, micro_batch=batch)

    monkeypatch.setattr(separation, "unit_pass", mistaken)
    probe, policy_pass = Probe(config(influence="sketched"), TrainedPolicy(policy)), pass_over(rollout)
    assert probe.influence(policy_pass, of_completions, 9).gramian is None
    assert probe.take(policy_pass) is None
    assert "do not sum to that of all" in caplog.text


def test_the_check_of_a_bfloat16_policy_allows_its_rounding(
    policy_folder: Path, rollout: list[Completion], of_completions: torch.Tensor
) -> None:
    halved = load_policy(PolicyConfig(model=str(policy_folder), device="cpu", precision="bfloat16"))
    policy_pass = forward_pass(halved, rollout, "token_mean", max_new_tokens=16, temperature=1.0)
    probe = Probe(config(influence="sketched", compared_steps=0), TrainedPolicy(halved))
    assert probe.influence(policy_pass, of_completions, 9).gramian is not None
    assert probe.take(policy_pass) is not None


def test_gradients_that_are_not_finite_settle_nothing_for_the_rollouts_that_follow(
    *,
    policy: Policy,
    rollout: list[Completion],
    pass_over: MakePass,
    of_completions: torch.Tensor,
    caplog: pytest.LogCaptureFixture,
) -> None:
    probe = Probe(config(influence="sketched", compared_steps=0), TrainedPolicy(policy))
    weight = policy.model.get_parameter("model.norm.weight")
    before = weight.detach().clone()
    with torch.no_grad():
        weight[0] = torch.nan
    assert probe.influence(pass_over(rollout), of_completions, 1).values.isnan().any()
    with torch.no_grad():
        weight.copy_(before)
    policy_pass = pass_over(rollout)
    assert probe.influence(policy_pass, of_completions, 2).values.isfinite().all()
    assert probe.take(policy_pass) is not None
    assert caplog.text == ""
