"""vLLM in a separate process, on the policy's device or on others.

The two processes communicate through a pipe, which no other process can access. The weights go through shared memory.
"""

import contextlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from torch import Tensor

from paretoscope.processes.leash import leashed_command
from paretoscope_worker.rollouts.vllm_core import Drawn, Request, VllmSettings
from paretoscope_worker.rollouts.vllm_host import has_failed, took_too_long
from paretoscope_worker.rollouts.weight_memory import WeightMemory
from paretoscope_worker.text.engine_error import EngineError

PROCESS = "paretoscope_worker.rollouts.vllm_process"


class SeparateVllm:
    """A vLLM engine in another process; see `VllmHost`. That process ends with this object or this process."""

    def __init__(
        self, settings: VllmSettings, weights: Mapping[str, Tensor], devices: str | None, timeout_seconds: float
    ) -> None:
        """Starts the process.

        Args:
            settings: settings of vLLM.
            weights: the policy's weights; only their shapes are used.
            devices: GPUs for vLLM, as numbered among those of this process; None lets it see the same GPUs.
            timeout_seconds: longest time for one call.

        Raises:
            EngineError: vLLM does not start.
        """
        self._timeout_seconds = timeout_seconds
        self._memory = WeightMemory.like(weights)
        self._connection, its_end = Pipe()
        self._process = _start(its_end, devices)
        its_end.close()
        self._ask("starting", settings)

    def generate(self, request: Request) -> list[Drawn]:
        """Samples completions; see `VllmCore`."""
        answer: list[Drawn] = self._ask("sampling a rollout", request)
        return answer

    def load(self, weights: Iterable[tuple[str, Tensor]]) -> None:
        """Loads new weights through shared memory; see `VllmCore`."""
        self._memory.write(dict(weights))
        self._ask("taking new weights", self._memory.shared)

    def rest(self) -> None:
        """Frees memory on the device until the next `load`."""
        self._ask("going to sleep", None)

    def _ask(self, doing: str, message: Any) -> Any:
        try:
            self._connection.send(message)
            if not self._connection.poll(self._timeout_seconds):
                self._process.kill()
                raise took_too_long(doing, self._timeout_seconds)
            is_answer, content = self._connection.recv()
        except (EOFError, OSError):
            code = self._process.wait()
            raise has_failed(doing, f"its process ended with exit code {code}") from None
        if not is_answer:
            raise has_failed(doing, content)
        return content

    def __del__(self) -> None:
        """Ends the process."""
        with contextlib.suppress(AttributeError):
            self._process.kill()
            self._process.wait()


def _start(connection: Connection, devices: str | None) -> "subprocess.Popen[bytes]":
    descriptor = connection.fileno()
    environment = dict(os.environ)
    if devices is not None:
        environment["CUDA_VISIBLE_DEVICES"] = visible_devices(devices, os.environ.get("CUDA_VISIBLE_DEVICES"))
    return subprocess.Popen(
        leashed_command(PROCESS, str(descriptor)), pass_fds=[descriptor], env=environment, stdin=subprocess.DEVNULL
    )


def visible_devices(devices: str, seen: str | None) -> str:
    """Returns the value of ``CUDA_VISIBLE_DEVICES`` for some of the GPUs of this process.

    Args:
        devices: numbers of the GPUs among those that this process sees.
        seen: ``CUDA_VISIBLE_DEVICES`` of this process; if it is empty, the numbers are the names.

    Raises:
        EngineError: this process does not see that many GPUs.
    """
    places = [int(place) for place in devices.split(",")]
    names = seen.split(",") if seen else [str(place) for place in range(max(places) + 1)]
    if max(places) >= len(names):
        raise EngineError(
            f"rollout.devices is '{devices}', counted from 0, but this run sees {len(names)} GPUs. Choose other GPUs, "
            "or leave rollout.devices out to share the policy's GPU."
        )
    return ",".join(names[place] for place in places)
