"""Replaces the weights of a loaded policy by saved ones. Everything that holds the policy then uses the new weights."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import torch
from peft import load_peft_weights, set_peft_model_state_dict
from safetensors import SafetensorError
from torch import Tensor

from paretoscope.schema import training as schema
from paretoscope_worker.policy.loading import Policy, PolicyError, load_policy

State = Mapping[str, Tensor]


def saved_state(config: schema.Policy, source: Path | None) -> dict[str, Tensor]:
    """Returns the parameters and buffers of a saved policy in CPU memory, or those of its adapters if it has any.

    Args:
        config: policy of the run that saved it.
        source: folder with the saved policy; None for the model of the config.

    Raises:
        PolicyError: it cannot be loaded.
    """
    if config.lora is not None:
        return {} if source is None else _adapters(source)
    on_cpu = config.model_copy(update={"device": "cpu", "gradient_checkpointing": False})
    return state_of(load_policy(on_cpu, source).model.state_dict())


def state_of(state: State) -> dict[str, Tensor]:
    """Returns a copy of tensors in CPU memory."""
    return {name: tensor.detach().to("cpu", copy=True) for name, tensor in state.items()}


@torch.no_grad()
def reload(policy: Policy, config: schema.Policy, source: Path | None) -> None:
    """Gives a policy the weights of a saved one; the rollout engine must be given them too.

    Args:
        policy: the policy, changed in place.
        config: its config.
        source: folder with the saved policy; None for the model of the config.

    Raises:
        PolicyError: the weights cannot be loaded or do not fit.
    """
    state = saved_state(config, source)
    try:
        if config.lora is None:
            policy.model.load_state_dict(state)
        elif state:
            set_peft_model_state_dict(cast(Any, policy.model), state)
        else:
            _clear_adapters(policy)
    except (RuntimeError, ValueError) as error:
        raise PolicyError(
            f"The weights in {source or config.model} do not fit the policy '{config.model}': {error}. "
            "Choose a checkpoint of a run with the same model."
        ) from error


def _adapters(source: Path) -> dict[str, Tensor]:
    try:
        return cast(dict[str, Tensor], load_peft_weights(str(source), device="cpu"))
    except (OSError, ValueError, SafetensorError) as error:
        raise PolicyError(f"The adapters in {source} cannot be loaded: {error}. Choose another checkpoint.") from error


def _clear_adapters(policy: Policy) -> None:
    """Sets the second matrix of each adapter to zero, as it is before training."""
    for name, parameter in policy.model.named_parameters():
        if ".lora_B." in name:
            parameter.zero_()
