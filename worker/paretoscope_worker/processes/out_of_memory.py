"""Explains a lack of memory: how much the run needs, how much there is, and which settings would fit."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.checkpoints.layout import last_good
from paretoscope_worker.policy.loading import choose_device
from paretoscope_worker.processes.memory_estimate import GIB, capacity_bytes, estimate, settings_that_fit, shape_of
from paretoscope_worker.runtime.reporting import SafeReporter

CPU_ALLOCATOR = "DefaultCPUAllocator"
"""Text in the error that torch raises when CPU memory runs out; it has no separate exception for that."""

logger = logging.getLogger(__name__)


class RunOutOfMemoryError(Exception):
    """The run needs more memory than there is. The message says how much, and which settings would fit."""


@contextmanager
def explained_out_of_memory(config: RunConfig, checkpoints: Path, reporter: SafeReporter) -> Iterator[None]:
    """Turns a lack of memory inside the block into an event and an error that say what would fit.

    Args:
        config: the run.
        checkpoints: folder of its checkpoints; the message names the last good one.
        reporter: takes the event.

    Raises:
        RunOutOfMemoryError: memory ran out. Other exceptions are not changed.
    """
    try:
        yield
    except Exception as error:
        cause = _lack_of_memory(error)
        if cause is None:
            raise
        # Frees the tensors that the failed step still holds, because the next lines need memory too.
        traceback.clear_frames(error.__traceback__)
        explanation, data = _explain(config)
        message = (
            f"Memory ran out after step {reporter.step} ({_first_line(cause)}). {explanation} {last_good(checkpoints)}"
        )
        reporter.event(reporter.step, "error", "out_of_memory", message, **data)
        raise RunOutOfMemoryError(message) from error


def _lack_of_memory(error: BaseException | None) -> BaseException | None:
    """Returns the out-of-memory error that the exception is or was caused by; None if there is none."""
    while error is not None:
        is_of_torch = isinstance(error, RuntimeError) and CPU_ALLOCATOR in str(error)
        if is_of_torch or isinstance(error, MemoryError | torch.OutOfMemoryError):
            return error
        error = error.__cause__
    return None


def _explain(config: RunConfig) -> tuple[str, dict[str, Any]]:
    """Returns the estimate and the settings that would fit, as text and as numbers; only text without an estimate."""
    try:
        device = choose_device(config.policy.device)
        shape, capacity = shape_of(config.policy.model), capacity_bytes(device)
        need, settings = estimate(config, shape, device), settings_that_fit(config, shape, device, capacity)
    except Exception:
        logger.exception("The memory need of the run could not be estimated.")
        return "Lower rollout.max_new_tokens, algorithm.group_size or budget.prompts_per_step.", {}
    message = (
        f"By estimate the run needs {need.total_bytes / GIB:.3g} GiB of {device.type.upper()} memory: "
        f"{need.state_bytes / GIB:.3g} GiB for {shape.parameters / 1e6:,.3g} million parameters with gradients and "
        f"optimizer, and {need.work_bytes / GIB:.3g} GiB for the longest forward and backward pass. "
        f"{capacity / GIB:.3g} GiB are available. Each of these changes would make it fit: {'; '.join(settings)}."
    )
    data = {
        "need_gib": need.total_bytes / GIB,
        "state_gib": need.state_bytes / GIB,
        "work_gib": need.work_bytes / GIB,
        "capacity_gib": capacity / GIB,
        "settings": settings,
    }
    return message, data


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}"[:300] if lines else type(error).__name__
