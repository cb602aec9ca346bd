"""vLLM inside the training process, on the policy's device."""

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from paretoscope_worker.rollouts.deadline_thread import DeadlineThread
from paretoscope_worker.rollouts.vllm_core import Drawn, Request, VllmCore, VllmSettings
from paretoscope_worker.rollouts.vllm_host import has_failed, took_too_long

T = TypeVar("T")


class ColocatedVllm:
    """A vLLM engine in a thread of this process; see `VllmHost`."""

    def __init__(self, settings: VllmSettings, timeout_seconds: float) -> None:
        """Raises: EngineError, if vLLM does not start."""
        self._thread = DeadlineThread("vllm")
        self._timeout_seconds = timeout_seconds
        self._core = self._do("starting", lambda: VllmCore(settings))

    def generate(self, request: Request) -> list[Drawn]:
        """Samples completions; see `VllmCore`."""
        return self._do("sampling a rollout", lambda: self._core.generate(request))

    def load(self, weights: Iterable[tuple[str, Tensor]]) -> None:
        """Loads new weights, passed by reference; see `VllmCore`."""
        if torch.cuda.is_available():
            # vLLM needs the memory that torch keeps for later tensors to wake up.
            torch.cuda.empty_cache()
        self._do("taking new weights", lambda: self._core.load(weights))

    def rest(self) -> None:
        """Frees memory on the device until the next `load`."""
        self._do("going to sleep", self._core.rest)

    def _do(self, doing: str, call: Callable[[], T]) -> T:
        try:
            with _global_state_kept():
                return self._thread.run(call, self._timeout_seconds)
        except TimeoutError:
            raise took_too_long(doing, self._timeout_seconds) from None
        except Exception as error:
            raise has_failed(doing, f"{type(error).__name__}: {error}") from error


@contextmanager
def _global_state_kept() -> Iterator[None]:
    """Undoes the changes that vLLM makes to the whole process.

    vLLM seeds every generator when it starts and draws from torch's generator in every rollout, although completions
    have their own seeds. On a CPU it replaces `torch.set_num_threads` by a function that does nothing.
    """
    python, numpy, set_num_threads = random.getstate(), np.random.get_state(), torch.set_num_threads
    try:
        with torch.random.fork_rng():
            yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)
        torch.set_num_threads = set_num_threads
