"""Low-rank adapters for a frozen model (LoRA, arXiv 2106.09685), and 4-bit parameters (QLoRA, arXiv 2305.14314)."""

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
    """Adapters cannot be created. The message says what is wrong, why, and what to do instead."""


def add_adapters(model: PreTrainedModel, config: schema.Lora, saved: Path | None, seed: int) -> None:
    """Freezes a model and adds adapters to its layers. New adapters do not change the output.

    Args:
        model: the model, changed in place.
        config: size of the adapters, and the layers that get them.
        saved: folder to load the adapters from; if left out, they are new.
        seed: seed of new adapters.

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
    """Switches the adapters off inside the block, so that the model computes as it did before training."""
    adapted = cast(Any, model)
    adapted.disable_adapters()
    try:
        yield
    finally:
        adapted.enable_adapters()


def adapter_dropouts(model: nn.Module) -> list[nn.Module]:
    """Returns the dropout layers of the adapters."""
    return [
        module for name, module in model.named_modules() if ".lora_dropout." in name and isinstance(module, nn.Dropout)
    ]


def four_bits(device: torch.device, dtype: torch.dtype) -> BitsAndBytesConfig:
    """Returns the settings with which transformers loads 4-bit NormalFloat parameters and computes in `dtype`.

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
