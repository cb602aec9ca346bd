"""Low-rank adapters beside a frozen model, and its parameters in 4 bits (LoRA, arXiv 2106.09685; QLoRA, 2305.14314)."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import torch
from peft import LoraConfig
from torch import nn
from transformers import BitsAndBytesConfig, PreTrainedModel

from paretoscope.schema import training as schema


class AdapterError(Exception):
    """Adapters that cannot be made: what is wrong, why, and what to do instead."""


def add_adapters(model: PreTrainedModel, config: schema.Lora, saved: Path | None, seed: int) -> None:
    """Freezes a model and puts adapters beside its layers, which at first add nothing.

    Args:
        model: the model, changed in place.
        config: their size and place.
        saved: folder to take them from; left out, they are new.
        seed: draws the new ones.

    Raises:
        AdapterError: the model has no such layers.
    """
    if saved is not None:
        cast(Any, model).load_adapter(str(saved), is_trainable=True)
        return
    settings = LoraConfig(
        r=config.rank,
        lora_alpha=cast(int, config.alpha),
        lora_dropout=config.dropout,
        target_modules=config.target_modules or "all-linear",
        bias="none",
        task_type="CAUSAL_LM",
    )
    try:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            cast(Any, model).add_adapter(settings)
    except ValueError as error:
        known = sorted({name.rpartition(".")[2] for name, module in model.named_modules() if type(module) is nn.Linear})
        raise AdapterError(
            f"policy.lora.target_modules is {config.target_modules}, but this policy has no such layers. "
            f"Its linear layers are {', '.join(known)}; leave target_modules out for all of them."
        ) from error


@contextmanager
def without_adapters(model: PreTrainedModel) -> Iterator[None]:
    """Makes the model compute what it did before adapters were trained."""
    adapted = cast(Any, model)
    adapted.disable_adapters()
    try:
        yield
    finally:
        adapted.enable_adapters()


def adapter_dropouts(model: nn.Module) -> list[nn.Module]:
    """Returns the layers that leave out some of the adapters' inputs."""
    return [
        module for name, module in model.named_modules() if ".lora_dropout." in name and isinstance(module, nn.Dropout)
    ]


def four_bits(device: torch.device, dtype: torch.dtype) -> BitsAndBytesConfig:
    """Returns how transformers loads parameters in 4-bit NormalFloat, computing in `dtype`.

    Raises:
        AdapterError: there is no GPU, or bitsandbytes is not installed.
    """
    if device.type != "cuda":
        raise AdapterError(
            "policy.quantize is 'nf4', which computes on a CUDA device, and this worker sees none. "
            "Set policy.quantize to 'none', or start a worker on a machine with a GPU."
        )
    if find_spec("bitsandbytes") is None:
        raise AdapterError(
            "policy.quantize is 'nf4', but bitsandbytes is not installed on this worker. "
            "Install it there with: pip install 'paretoscope[quantize]', or set policy.quantize to 'none'."
        )
    make: Any = BitsAndBytesConfig
    return cast(
        BitsAndBytesConfig,
        make(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_compute_dtype=dtype,
            bnb_4bit_use_double_quant=True,
        ),
    )
