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
from paretoscope_worker.influence import completions as completions_module
from paretoscope_worker.influence.backward import objective_gradients
from paretoscope_worker.influence.gramian import gramian_of
from paretoscope_worker.influence.probe import Influence, Probe
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates.completion_gradients import CompletionGradients, completion_gradients
from paretoscope_worker.updates.losses import Known, token_losses
from paretoscope_worker.updates.micro_batches import PolicyPass, forward_pass
from paretoscope_worker.updates.trained_policy import TrainedPolicy

MakePass = Callable[..., PolicyPass]
TOKENS_OF_TWO = 60
"""Room for two completions of a rollout."""


def config(max_grad_norm: float = 1e6, **weighting: Any) -> RunConfig:
    return RunConfig.model_validate(
        {
            "policy": {"model": "arithmetic-small"},
            "task": {"type": "arithmetic"},
            "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
            "weighting": {"type": "gradient"} | weighting,
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
    assert free.exact is None


@pytest.mark.parametrize("way", ["exact", "directional", "jvp"])
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


@pytest.mark.parametrize("way", ["directional", "jvp"])
def test_cheaper_ways_are_compared_with_the_exact_one_on_the_first_steps_and_at_intervals(
    influence: Callable[..., Influence], way: str
) -> None:
    settings = {"influence": way, "compared_steps": 2, "compare_every": 7}
    for step in (2, 7, 140):
        compared = influence(step=step, **settings)
        assert compared.exact is not None
        assert compared.gramian is not None
        torch.testing.assert_close(compared.exact, influence().values)
        assert error(compared.values, compared.exact) < 5e-3
    for step, changes in ((3, {}), (8, {}), (140, {"compare_every": 0})):
        alone = influence(step=step, **settings | changes)
        assert alone.exact is None
        assert alone.gramian is None
        torch.testing.assert_close(alone.values, compared.values, rtol=1e-3, atol=1e-6)


def test_a_disagreement_that_begins_late_in_a_run_is_seen_with_the_settings_left_out(
    influence: Callable[..., Influence],
) -> None:
    """With token advantages only the sum is clipped, which differs once some gradients are longer than allowed."""
    steps = [step for step in range(4, 151) if influence(step, 0.5, influence="directional").exact is not None]
    assert len(steps) >= 5
    late = influence(steps[-1], 0.5, influence="directional")
    assert late.exact is not None
    assert torch.nn.functional.cosine_similarity(late.values, late.exact, dim=0) < 0.99


@pytest.mark.parametrize("way", ["exact", "directional", "jvp"])
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


@pytest.mark.parametrize("way", ["exact", "directional"])
@pytest.mark.parametrize("max_grad_norm", [1e6, 0.5])
@pytest.mark.parametrize("target_layers", [None, [1, 1]])
def test_one_backward_pass_gives_what_one_per_objective_gives_each_gradient_clipped(
    *,
    policy: Policy,
    rollout: list[Completion],
    pass_over: MakePass,
    of_completions: torch.Tensor,
    way: str,
    max_grad_norm: float,
    target_layers: list[int] | None,
) -> None:
    probe = Probe(config(max_grad_norm, influence=way, target_layers=target_layers), TrainedPolicy(policy))
    probe.influence(pass_over(rollout), of_completions, 9)
    policy_pass, calls = pass_over(rollout), []
    policy.model.base_model.register_forward_hook(lambda *_: calls.append(1))
    found = probe.influence(policy_pass, of_completions, 9)
    assert len(calls) == 1
    gradients = probe.take(policy_pass)
    assert gradients is not None
    assert probe.take(policy_pass) is None
    names = [name for name, _ in policy.model.named_parameters()]
    targets = [i for i, name in enumerate(names) if target_layers is None or ".layers.1." in name]
    parameters = list(policy.model.parameters())
    exact = gramian_of(objective_gradients(pass_over(rollout), of_completions, parameters), targets)
    assert error(found.values, exact.clipped(max_grad_norm).sum(dim=1)) < 1e-3


def test_directional_influences_from_completions_agree_with_the_exact_ones_though_some_gradients_are_clipped(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, of_completions: torch.Tensor
) -> None:
    limit = 0.5
    exact = Probe(config(limit), TrainedPolicy(policy)).influence(pass_over(rollout), of_completions, 1)
    assert exact.gramian is not None
    assert exact.gramian.norms[0] > limit > exact.gramian.norms[2]
    probe = Probe(config(limit, influence="directional"), TrainedPolicy(policy))
    compared = probe.influence(pass_over(rollout), of_completions, 1)
    assert torch.equal(compared.values, exact.values)
    assert compared.exact is not None
    assert torch.equal(compared.exact, exact.values)


def test_the_gramian_is_the_same_from_one_backward_pass(
    policy: Policy, rollout: list[Completion], pass_over: MakePass, of_completions: torch.Tensor
) -> None:
    policy_pass = pass_over(rollout, 40)
    probe = Probe(config(), TrainedPolicy(policy))
    found = probe.gramian(policy_pass, of_completions)
    assert probe.take(policy_pass) is not None
    parameters = list(policy.model.parameters())
    expected = gramian_of(objective_gradients(pass_over(rollout), of_completions, parameters), range(len(parameters)))
    torch.testing.assert_close(found.inner_products, expected.inner_products, rtol=1e-3, atol=1e-7)
    torch.testing.assert_close(found.norms, expected.norms, rtol=1e-3, atol=1e-7)


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
    probe = Probe(config(), TrainedPolicy(policy))
    for _ in range(2):
        policy_pass = pass_over(rollout)
        found = probe.gramian(policy_pass, of_completions)
        assert probe.take(policy_pass) is None
    assert caplog.text.count("do not sum to that of the whole rollout") == 1
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
    def mistaken(*arguments: Any) -> CompletionGradients | None:
        found = completion_gradients(*arguments)
        assert found is not None
        found._blocks[:] = [replace(block, completions=block.completions.roll(1)) for block in found._blocks]
        return found

    monkeypatch.setattr(completions_module, "completion_gradients", mistaken)
    probe, policy_pass = Probe(config(), TrainedPolicy(policy)), pass_over(rollout)
    probe.gramian(policy_pass, of_completions)
    assert probe.take(policy_pass) is None
    assert "do not sum to that of the whole rollout" in caplog.text


def test_the_check_of_a_bfloat16_policy_allows_its_rounding_in_several_micro_batches_too(
    policy_folder: Path, rollout: list[Completion], of_completions: torch.Tensor
) -> None:
    halved = load_policy(PolicyConfig(model=str(policy_folder), device="cpu", precision="bfloat16"))
    policy_pass = forward_pass(
        halved, rollout, "token_mean", max_new_tokens=16, temperature=1.0, tokens_at_once=TOKENS_OF_TWO
    )
    assert len(policy_pass.micro_batches) > 1
    probe = Probe(config(), TrainedPolicy(halved))
    probe.gramian(policy_pass, of_completions)
    assert probe.take(policy_pass) is not None


def test_gradients_that_are_not_finite_settle_nothing_for_the_rollouts_that_follow(
    *,
    policy: Policy,
    rollout: list[Completion],
    pass_over: MakePass,
    of_completions: torch.Tensor,
    caplog: pytest.LogCaptureFixture,
) -> None:
    probe, weight = Probe(config(), TrainedPolicy(policy)), policy.model.get_parameter("model.norm.weight")
    before = weight.detach().clone()
    with torch.no_grad():
        weight[0] = torch.nan
    assert probe.gramian(pass_over(rollout), of_completions).norms.isnan().any()
    with torch.no_grad():
        weight.copy_(before)
    policy_pass = pass_over(rollout)
    assert probe.gramian(policy_pass, of_completions).norms.isfinite().all()
    assert probe.take(policy_pass) is not None
    assert caplog.text == ""
