"""Starts training processes in advance, because loading torch and transformers takes seconds."""

import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

from paretoscope_worker.processes.assignment import Assignment

PAUSE_SECONDS = 10.0
"""Seconds to wait before the next process is started, so that its loading does not slow the run that took the last."""
RETRY_SECONDS = 5.0

logger = logging.getLogger(__name__)


class ChildProcess:
    """A training process, which is the leader of its own process group."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "paretoscope_worker.processes.child", str(os.getpid())],
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=_environment(),
        )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def assign(self, assignment: Assignment) -> None:
        """Gives the process its run. It does nothing if the process is dead."""
        pipe = self._process.stdin
        with suppress(BrokenPipeError):
            if pipe is not None:
                pipe.write(assignment.to_line())
                pipe.close()

    def poll(self) -> int | None:
        """Returns the exit code, or the negative signal number if a signal ended the process; None while it runs."""
        return self._process.poll()

    def kill(self) -> None:
        """Kills the process and all processes that it started, and waits until it has ended."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


class PreforkPool(threading.Thread):
    """Keeps one idle training process ready.

    This thread starts all of them and lives as long as the worker, because a process dies with the thread that started
    it.
    """

    def __init__(self) -> None:
        super().__init__(name="prefork", daemon=True)
        self._ready: queue.Queue[ChildProcess] = queue.Queue()
        self._wanted, self._urgent = threading.Semaphore(1), threading.Event()

    def run(self) -> None:
        """Starts a new process each time the last one is taken."""
        self._urgent.set()
        while self._wanted.acquire():
            self._urgent.wait(PAUSE_SECONDS)
            self._urgent.clear()
            self._ready.put(self._start_one())

    def _start_one(self) -> ChildProcess:
        while True:
            try:
                return ChildProcess()
            except OSError as error:
                logger.error("A training process could not be started; it is tried again: %s", error)
                time.sleep(RETRY_SECONDS)

    def take(self) -> ChildProcess:
        """Returns a process that waits for its assignment."""
        try:
            child = self._ready.get_nowait()
        except queue.Empty:
            self._urgent.set()
            child = self._ready.get()
        self._wanted.release()
        return child if child.poll() is None else self.take()


def _environment() -> dict[str, str]:
    """Returns the environment of a training process: one thread per pool, unless the operator sets another number.

    On a machine with other work, several busy torch threads slow each other down by orders of magnitude. torch is also
    told to look for GPUs without CUDA, because the GPUs of a process are chosen only after it has loaded torch.
    """
    threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    settled = {"PYTORCH_NVML_BASED_CUDA_CHECK": "1", "TOKENIZERS_PARALLELISM": "false", "PYTHONUNBUFFERED": "1"}
    return {**threads, **os.environ, **settled}
