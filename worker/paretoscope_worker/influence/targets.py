"""Chooses the target parameters, over which the objectives' gradients are compared."""

import re
from dataclasses import dataclass

from torch import nn

from paretoscope_worker.updates.trained_policy import TrainedPolicy

LAYER_NUMBER = re.compile(r"\.(?:layers|h|blocks|block)\.(\d+)\.")


@dataclass(frozen=True)
class Targets:
    """The trained parameters of a policy, and which of them are targets."""

    trained: list[nn.Parameter]
    """All trained parameters; those of the sharded module if the policy is sharded."""
    names: list[str]
    """Names of the target parameters."""
    places: list[int]
    """Indices of the target parameters in `trained`."""

    @property
    def counted(self) -> list[nn.Parameter]:
        """The target parameters."""
        return [self.trained[place] for place in self.places]


def targets_of(trained: TrainedPolicy, layers: tuple[int, int] | None) -> Targets:
    """Returns the trained parameters of a policy; see `target_names`.

    Raises:
        ValueError: the model does not have these layers.
    """
    names = [name for name, parameter in trained.policy.model.named_parameters() if parameter.requires_grad]
    parameters = [parameter for parameter in trained.model.parameters() if parameter.requires_grad]
    counted = target_names(trained.policy.model, layers)
    return Targets(parameters, counted, [names.index(name) for name in counted])


def target_names(model: nn.Module, layers: tuple[int, int] | None) -> list[str]:
    """Returns the names of the target parameters, in the order of `model.named_parameters()`.

    Args:
        model: the policy.
        layers: first and last transformer layer, both included; None chooses every trained parameter.

    Raises:
        ValueError: the model does not have these layers.
    """
    names = [name for name, parameter in model.named_parameters() if parameter.requires_grad]
    if layers is None:
        return names
    numbers = {name: int(found.group(1)) for name in names if (found := LAYER_NUMBER.search(f".{name}"))}
    chosen = [name for name, number in numbers.items() if layers[0] <= number <= layers[1]]
    if not chosen:
        known = f"has layers 0 to {max(numbers.values())}" if numbers else "has no numbered layers"
        raise ValueError(
            f"weighting.target_layers is {list(layers)}, but this policy {known}. "
            "Choose layers that it has, or leave target_layers out to use every parameter."
        )
    return chosen
