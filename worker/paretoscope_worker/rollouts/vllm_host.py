"""The interface of the places where vLLM can run, and their errors."""

from collections.abc import Iterable
from typing import Protocol

from torch import Tensor

from paretoscope_worker.rollouts.vllm_core import Drawn, Request
from paretoscope_worker.text.engine_error import EngineError


class VllmHost(Protocol):
    """A vLLM engine in this process or another. Every call ends within the time limit or raises an `EngineError`."""

    def generate(self, request: Request) -> list[Drawn]:
        """Samples completions; see `VllmCore`."""
        ...

    def load(self, weights: Iterable[tuple[str, Tensor]]) -> None:
        """Loads new weights and drops what was computed with the old weights; see `VllmCore`."""
        ...

    def rest(self) -> None:
        """Frees memory on the device until the next `load`."""
        ...


def took_too_long(doing: str, seconds: float) -> EngineError:
    """Returns the error for a call that hangs."""
    return EngineError(
        f"vLLM was {doing} for more than {seconds:g} seconds and seems to hang. Look for its last message in the log. "
        "If it was only slow, raise rollout.timeout_seconds, or lower rollout.max_new_tokens or "
        "budget.prompts_per_step."
    )


def has_failed(doing: str, reason: str) -> EngineError:
    """Returns the error for a call that failed; the reason is a sentence."""
    return EngineError(
        f"vLLM failed while {doing}: {reason.rstrip('.')}. The log says more. Correct the cause, or set "
        "rollout.engine to 'transformers'."
    )
