"""Where vLLM runs."""

from collections.abc import Iterable
from typing import Protocol

from torch import Tensor

from paretoscope_worker.rollouts.vllm_core import Drawn, Request
from paretoscope_worker.text.engine_error import EngineError


class VllmHost(Protocol):
    """A vLLM engine, in this process or another. Every call ends in time or raises an `EngineError`."""

    def generate(self, request: Request) -> list[Drawn]:
        """Samples completions; see `VllmCore`."""
        ...

    def load(self, weights: Iterable[tuple[str, Tensor]]) -> None:
        """Takes new weights and forgets what was computed with the old ones; see `VllmCore`."""
        ...

    def rest(self) -> None:
        """Frees memory of the device until the next `load`."""
        ...


def took_too_long(doing: str, seconds: float) -> EngineError:
    """Returns the error for a call that hangs."""
    return EngineError(
        f"vLLM was {doing} for more than {seconds:g} seconds and seems to hang. Look for its last message in the log; "
        "if it was only slow, raise rollout.timeout_seconds, or lower rollout.max_new_tokens or "
        "budget.prompts_per_step."
    )


def has_failed(doing: str, reason: str) -> EngineError:
    """Returns the error for a call that vLLM did not carry out; the reason is a sentence."""
    return EngineError(
        f"vLLM failed while {doing}: {reason.rstrip('.')}. The log says more. Mend that, or set rollout.engine to "
        "'transformers'."
    )
