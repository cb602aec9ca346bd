"""Estimates how much memory a run takes at its peak, and which settings would make it fit.

The estimate needs only the configs of the run and its policy, so that it can be made after a run ran out of memory.
"""

import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import psutil
import torch
from transformers import AutoConfig, AutoModelForCausalLM, PretrainedConfig

from paretoscope.schema.methods import method_of
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import FixedWeighting, GradientWeighting
from paretoscope_worker.policy.loading import choose_dtype, locate
from paretoscope_worker.policy.memory import (
    FACTORS_SHARE,
    rollout_row_bytes,
    rollout_rows,
    training_token_bytes,
    training_tokens,
)
from paretoscope_worker.updates.log_probs import CHUNK_ENTRIES

GIB = 2**30
FLOAT32_STATE = 4 + 4 + 8
"""Bytes per parameter: the parameter, its gradient and AdamW's two moments."""
BFLOAT16_STATE = 2 + 2 + 4 + 4 + 8
"""The same in bfloat16, with float32 copies of the parameter and its gradient."""
BFLOAT16_ALONE_STATE = 2 + 2 + 4
"""The same without the copies."""
NF4_BYTES = 0.53
"""Bytes per frozen 4-bit parameter, including its share of the scales."""
LOGIT_COPIES = 3
"""Float32 logits of a chunk, their softmax and its gradient."""
PROMPT_TOKENS = 256
"""Assumed length of the longest prompt if the task has no limit."""
USABLE_SHARE = 0.9
"""Share of the available memory that the suggestions use."""
LOWEST = {"rollout.max_new_tokens": 16, "budget.prompts_per_step": 1, "algorithm.group_size": 2}
"""Settings that can be lowered, and their lowest values."""
SMALLEST_STEP = ("budget.prompts_per_step", "algorithm.group_size")
SUGGESTIONS = 3


@dataclass(frozen=True)
class PolicyShape:
    """Number of parameters and config of a policy."""

    parameters: int
    config: PretrainedConfig


@dataclass(frozen=True)
class Need:
    """Memory at the peak of a run."""

    state_bytes: float
    """Memory for parameters, gradients and optimizer."""
    work_bytes: float
    """Memory for sampling or for one forward and backward pass, whichever is larger."""

    @property
    def total_bytes(self) -> float:
        """The sum of both."""
        return self.state_bytes + self.work_bytes


def shape_of(model: str) -> PolicyShape:
    """Counts a policy's parameters without loading them.

    Raises:
        Exception: the config cannot be found; each source of models has its own errors.
    """
    config = AutoConfig.from_pretrained(locate(model))
    make: Any = AutoModelForCausalLM.from_config
    with torch.device("meta"):
        policy = make(config)
    return PolicyShape(sum(parameter.numel() for parameter in policy.parameters()), config)


def estimate(config: RunConfig, shape: PolicyShape, device: torch.device) -> Need:
    """Estimates the peak memory of a run on a device, or on each of its GPUs. AdamW trains every parameter."""
    dtype = choose_dtype(config.policy.precision, device)
    longest = (getattr(config.task, "max_prompt_tokens", None) or PROMPT_TOKENS) + config.rollout.max_new_tokens
    sequences = -(-config.budget.prompts_per_step * config.algorithm.group_size // config.resources.gpus)
    recomputed = config.policy.gradient_checkpointing
    at_once = training_tokens(shape.config, dtype, device, recomputed=recomputed)
    tokens = max(longest, min(at_once, sequences * longest))
    vocabulary = shape.config.get_text_config(decoder=True).vocab_size
    logits = LOGIT_COPIES * 4 * min(tokens * vocabulary, max(CHUNK_ENTRIES, vocabulary))
    rows = min(sequences, rollout_rows(shape.config, dtype, device, longest))
    factors = FACTORS_SHARE if method_of(config.weighting).needs_gradients else 1.0
    update = factors * tokens * training_token_bytes(shape.config, dtype, recomputed=recomputed) + logits
    return Need(
        shape.parameters * _state_bytes(config, dtype),
        max(update, rows * rollout_row_bytes(shape.config, dtype, longest)),
    )


def capacity_bytes(device: torch.device) -> float:
    """Returns how much memory this process can have on a device, including what it already holds."""
    if device.type == "cuda":
        return float(torch.cuda.mem_get_info(device)[0] + torch.cuda.memory_reserved(device))
    allowed = resource.getrlimit(resource.RLIMIT_AS)[0]
    there = psutil.virtual_memory().available + psutil.Process().memory_info().rss
    return float(there if allowed == resource.RLIM_INFINITY else min(there, allowed))


def settings_that_fit(config: RunConfig, shape: PolicyShape, device: torch.device, capacity: float) -> list[str]:
    """Returns up to three changes, mildest first. By estimate, each of them alone makes the run fit.

    If the run fits by estimate although memory ran out, the estimate was too low. Then the changes halve the work
    memory.
    """
    need = estimate(config, shape, device)
    room = USABLE_SHARE * capacity if need.total_bytes > capacity else need.state_bytes + need.work_bytes / 2
    return list(islice(_changes(config, shape, device, room), SUGGESTIONS))


def _changes(config: RunConfig, shape: PolicyShape, device: torch.device, room: float) -> Iterator[str]:
    def fits(changed: RunConfig) -> bool:
        return estimate(changed, shape, device).total_bytes <= room

    for setting in LOWEST:
        value = _largest(config, setting, _lowest(config, setting), fits)
        if value is not None:
            yield f"{setting} {value}"
    for setting, choice in (("policy.precision", "bfloat16"), ("weighting.type", "fixed")):
        changed = _changed(config, setting, choice)
        if changed != config and fits(changed):
            yield f"{setting} {choice}"
    yield from _smallest_step(config, fits)
    need = estimate(config, shape, device)
    parameters = (room - need.work_bytes) / need.state_bytes * shape.parameters
    if parameters > 0:
        yield f"a policy.model of at most {parameters / 1e6:,.3g} million parameters"
    memory_gib = need.total_bytes / USABLE_SHARE / GIB
    yield f"a machine with {memory_gib:,.3g} GiB of {device.type.upper()} memory for this run"
    yield "fewer runs at a time on this machine (paretoscope up --workers)"


def _smallest_step(config: RunConfig, fits: Callable[[RunConfig], bool]) -> Iterator[str]:
    """Yields the smallest possible step if it fits, with shorter completions if necessary."""
    smallest = config
    for setting in SMALLEST_STEP:
        smallest = _changed(smallest, setting, _lowest(config, setting))
    step = " with ".join(f"{setting} {_lowest(config, setting)}" for setting in SMALLEST_STEP)
    value = _largest(smallest, "rollout.max_new_tokens", LOWEST["rollout.max_new_tokens"], fits)
    if fits(smallest):
        yield step
    elif value is not None:
        yield f"rollout.max_new_tokens {value} with {step}"


def _lowest(config: RunConfig, setting: str) -> int:
    """Returns the lowest value of a setting; each GPU needs a prompt."""
    return config.resources.gpus if setting == "budget.prompts_per_step" else LOWEST[setting]


def _largest(config: RunConfig, setting: str, least: int, fits: Callable[[RunConfig], bool]) -> int | None:
    """Returns the largest value below the current one with which the run fits; None if there is none."""
    section, field = setting.split(".")
    low, high = least, int(getattr(getattr(config, section), field)) - 1
    if low > high or not fits(_changed(config, setting, low)):
        return None
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(_changed(config, setting, middle)) else (low, middle - 1)
    return low


def _changed(config: RunConfig, setting: str, value: int | str) -> RunConfig:
    if setting == "weighting.type":
        needs_gradients = method_of(config.weighting).needs_gradients
        return config.model_copy(update={"weighting": FixedWeighting()}) if needs_gradients else config
    section, field = setting.split(".")
    return config.model_copy(update={section: getattr(config, section).model_copy(update={field: value})})


def _state_bytes(config: RunConfig, dtype: torch.dtype) -> float:
    """Returns the bytes per parameter, without the few bytes of adapters.

    A weighting by exact gradients also holds one per objective, and a KL penalty the reference policy. With FSDP,
    each GPU holds only its shard of what is trained, but also the whole parameters while it samples.
    """
    gpus = config.resources.gpus
    references = dtype.itemsize if config.algorithm.kl.coefficient > 0 and config.policy.lora is None else 0
    trained = _trained_bytes(config, dtype)
    is_shared = gpus > 1 and config.resources.sharding == "fsdp"
    return references + (trained / gpus + dtype.itemsize if is_shared else trained)


def _trained_bytes(config: RunConfig, dtype: torch.dtype) -> float:
    if config.policy.lora is not None:
        return NF4_BYTES if config.policy.quantize == "nf4" else dtype.itemsize
    if dtype == torch.float32:
        state = FLOAT32_STATE
    else:
        state = BFLOAT16_STATE if config.optimizer.master_weights else BFLOAT16_ALONE_STATE
    return state + _gradients_held(config) * dtype.itemsize


def _gradients_held(config: RunConfig) -> int:
    """Returns how many gradients of objectives are held at once: none if they are sketched."""
    weighting, is_sharded = config.weighting, config.resources.gpus > 1 and config.resources.sharding == "fsdp"
    way = getattr(weighting, "influence", getattr(weighting, "gradients", None))
    if way == "exact" or (way is not None and is_sharded and not isinstance(weighting, GradientWeighting)):
        return len(config.objective_names)
    return 1 if way == "directional" or (way is not None and is_sharded) else 0
