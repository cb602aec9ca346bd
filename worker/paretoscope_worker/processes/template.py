"""Training processes that fork from one process, the template, because loading torch and transformers takes seconds."""

import logging
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress

from paretoscope_worker.processes.assignment import Assignment

RETRY_SECONDS = 5.0

logger = logging.getLogger(__name__)


class StartError(Exception):
    """No training process could be started."""


class ChildProcess:
    """A training process, which is the leader of its own process group.

    Args:
        connection: gives the process its assignment, and tells its id and its exit code, as lines.

    Raises:
        StartError: the connection was closed before it told a process id.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._told = connection, b""
        self._code: int | None = None
        if not self._hear(lines=1):
            connection.close()
            raise StartError(
                "The process from which training processes fork has ended or could not fork. The worker's log says why."
            )
        self.pid = self._line(0)
        """Its process id."""

    def assign(self, assignment: Assignment) -> None:
        """Gives the process its run. It does nothing if the process is dead."""
        with suppress(OSError):
            self._connection.sendall(assignment.to_line().encode())

    def poll(self) -> int | None:
        """Returns the exit code, or the negative signal number if a signal ended the process; None while it runs."""
        if self._code is None and select.select([self._connection], [], [], 0)[0]:
            self._wait()
        return self._code

    def kill(self) -> None:
        """Kills the process and all processes that it started, and waits until it has ended."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        if self._code is None:
            self._wait()
        self._connection.close()

    def _wait(self) -> None:
        """Waits for the exit code. If the connection is closed instead, the kernel has killed the process."""
        self._code = self._line(1) if self._hear(lines=2) else -signal.SIGKILL

    def _hear(self, lines: int) -> bool:
        """Waits until so many lines have been told; returns False if the connection was closed before."""
        while self._told.count(b"\n") < lines:
            heard = self._receive()
            if not heard:
                return False
            self._told += heard
        return True

    def _receive(self) -> bytes:
        with suppress(ConnectionResetError):
            return self._connection.recv(64)
        return b""

    def _line(self, number: int) -> int:
        return int(self._told.splitlines()[number])


class Template(threading.Thread):
    """Keeps one process that has loaded the training code, and forks training processes from it.

    This thread starts it and lives as long as the worker, because a process dies with the thread that started it.
    """

    def __init__(self) -> None:
        super().__init__(name="template", daemon=True)
        self._is_up = threading.Event()
        self._requests: socket.socket

    def run(self) -> None:
        """Starts the process, and again if it ends."""
        while True:
            try:
                process, self._requests = _start_process()
            except OSError as error:
                logger.error("No process to fork from could be started; it is tried again: %s", error)
            else:
                self._is_up.set()
                code = process.wait()
                self._is_up.clear()
                logger.error("The process from which training processes fork ended with code %d; it is replaced.", code)
            time.sleep(RETRY_SECONDS)

    def fork(self) -> ChildProcess:
        """Returns a training process that waits for its assignment. It waits until the training code is loaded.

        Raises:
            StartError: the process that should fork has ended, or could not fork.
        """
        self._is_up.wait()
        ours, theirs = socket.socketpair()
        with theirs, suppress(OSError):
            socket.send_fds(self._requests, [b"\n"], [theirs.fileno()])
        return ChildProcess(ours)


def _start_process() -> tuple["subprocess.Popen[bytes]", socket.socket]:
    """Starts the process to fork from, and returns it with the socket that takes requests."""
    ours, theirs = socket.socketpair()
    with theirs:
        command = [sys.executable, "-m", "paretoscope_worker.processes.template_process", str(os.getpid())]
        return subprocess.Popen(command, stdin=theirs.fileno(), start_new_session=True, env=_environment()), ours


def _environment() -> dict[str, str]:
    """Returns the environment of a training process: one thread per pool, unless the operator sets another number.

    On a machine with other work, several busy torch threads slow each other down by orders of magnitude. torch is also
    told to look for GPUs without CUDA, because the GPUs of a process are chosen only after torch is loaded, and because
    CUDA works in no process that forks after it has begun.
    """
    threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    settled = {"PYTORCH_NVML_BASED_CUDA_CHECK": "1", "TOKENIZERS_PARALLELISM": "false", "PYTHONUNBUFFERED": "1"}
    return {**threads, **os.environ, **settled}
