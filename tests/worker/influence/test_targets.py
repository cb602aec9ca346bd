import pytest
from torch import nn

from paretoscope_worker.influence.targets import target_names
from paretoscope_worker.policy.loading import Policy


def test_target_layers_name_the_parameters_of_those_layers(policy: Policy) -> None:
    names = [name for name, _ in policy.model.named_parameters()]
    assert target_names(policy.model, (0, 0)) == [name for name in names if ".layers.0." in name]
    assert target_names(policy.model, (0, 1)) == [name for name in names if ".layers." in name]
    assert target_names(policy.model, None) == names


def test_parameters_that_are_not_trained_do_not_count(policy: Policy) -> None:
    frozen, *_ = target_names(policy.model, (1, 1))
    policy.model.get_parameter(frozen).requires_grad_(False)
    assert frozen not in target_names(policy.model, (1, 1))
    assert frozen not in target_names(policy.model, None)


def test_layers_the_policy_lacks_are_refused_with_those_it_has(policy: Policy) -> None:
    with pytest.raises(ValueError, match=r"\[10, 25\].*layers 0 to 1"):
        target_names(policy.model, (10, 25))


def test_a_model_without_numbered_layers_is_refused() -> None:
    with pytest.raises(ValueError, match="no numbered layers"):
        target_names(nn.Linear(2, 2), (0, 1))
