"""Starts the helper processes of a run from its first process, and ends the run as soon as one of them ends.

The processes form one process group and communicate over the loopback interface. A helper process that fails leaves its
error in the run's folder, so that the run ends with that error and not with the lost connection that the first process
sees.
"""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch.distributed import TCPStore  # type: ignore[attr-defined]  # exported, but not by name

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.policy.loading import PolicyError
from paretoscope_worker.processes.assignment import Assignment, Result
from paretoscope_worker.processes.attempt import attempt
from paretoscope_worker.processes.exit_report import describe_exit
from paretoscope_worker.processes.helper_error import HelperError
from paretoscope_worker.processes.log_tail import last_lines
from paretoscope_worker.runtime.ranks import ALONE, Ranks, is_lost_connection, join

HOST = "127.0.0.1"
POLL_SECONDS = 0.2
CAUSE_SECONDS = 10.0
"""Seconds that the first process waits for the error of a helper process after a connection was lost."""


def attempt_together(
    config: RunConfig, assignment: Assignment, *, give_up: Callable[[Exception], object], **arguments: Any
) -> str:
    """Carries out a run with as many processes as its config asks for; `arguments` are those of `attempt`.

    Raises:
        HelperError: a helper process has ended.
        Exception: whatever `attempt` raises.
    """
    with _together(config, assignment, give_up) as ranks:
        return attempt(config, ranks=ranks, give_up=give_up, **arguments)


@contextmanager
def _together(config: RunConfig, assignment: Assignment, give_up: Callable[[Exception], object]) -> Iterator[Ranks]:
    """Starts the helper processes, connects to them and watches them."""
    size, device = config.resources.gpus, config.policy.device
    if size == 1:
        yield ALONE
        return
    _require_gpus(size, device)
    store = open_store(size)
    os.environ |= _environment(0, size, store.port, device)
    helpers = HelperProcesses(assignment, size, store.port, device)
    ended = threading.Event()
    threading.Thread(target=helpers.watch, args=(ended, give_up), name="helpers", daemon=True).start()
    try:
        yield join(device, store)
    except Exception as error:
        cause = helpers.wait_for_cause() if is_lost_connection(error) else None
        if cause is None:
            raise
        raise cause from None
    finally:
        ended.set()


class HelperProcesses:
    """All processes of a run except the first. They end only after an error or together with the first process."""

    def __init__(self, assignment: Assignment, size: int, port: int, device: str) -> None:
        self._folder, self._size = Path(assignment.folder), size
        self._processes: dict[int, subprocess.Popen[str]] = {}
        for rank in range(1, size):
            error_file(self._folder, rank).unlink(missing_ok=True)
            self._processes[rank] = _start(assignment, _environment(rank, size, port, device))

    def watch(self, ended: threading.Event, give_up: Callable[[Exception], object]) -> None:
        """Gives up the run when a helper has ended. It runs in its own thread, because training may wait forever."""
        while not ended.wait(POLL_SECONDS):
            error = self._cause()
            if error is not None and not ended.is_set():
                give_up(error)

    def wait_for_cause(self, timeout_seconds: float = CAUSE_SECONDS) -> HelperError | None:
        """Returns why a helper process has ended; None if none ends in time."""
        deadline = time.monotonic() + timeout_seconds
        while (error := self._cause()) is None and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        return error

    def _cause(self) -> HelperError | None:
        """Returns the error of the helper process that ended first, or how it died; None if none has ended."""
        ended = {rank: code for rank, process in self._processes.items() if (code := process.poll()) is not None}
        told = [path for rank in ended if (path := error_file(self._folder, rank)).exists()]
        if told:
            result = Result.read(min(told, key=lambda path: path.stat().st_mtime))
            if result is not None and result.error is not None:
                return HelperError(result.outcome, result.error)
        for rank, code in ended.items():
            who = f"Process {rank + 1} of {self._size} (rank {rank})"
            return HelperError("crashed", describe_exit(code, last_lines(self._folder), who))
        return None


def open_store(size: int) -> TCPStore:
    """Opens the store through which the processes find each other; torch by itself would listen on all interfaces."""
    listening = socket.create_server((HOST, 0))
    port = listening.getsockname()[1]
    return TCPStore(HOST, port, size, is_master=True, wait_for_workers=False, master_listen_fd=listening.detach())


def error_file(folder: Path, rank: int) -> Path:
    """Returns the file in which a helper process leaves its error."""
    return folder / f"rank-{rank}.json"


def _start(assignment: Assignment, environment: dict[str, str]) -> "subprocess.Popen[str]":
    """Starts a helper process with the output of this process."""
    command = [sys.executable, "-m", "paretoscope_worker.processes.helper_process", str(os.getpid())]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, env=os.environ | environment)
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    process.stdin.write(assignment.to_line())
    process.stdin.close()
    return process


def _environment(rank: int, size: int, port: int, device: str) -> dict[str, str]:
    """Returns the variables that torchrun would set, and one that keeps gloo on the loopback interface."""
    places = {"RANK": rank, "LOCAL_RANK": rank, "WORLD_SIZE": size, "LOCAL_WORLD_SIZE": size, "MASTER_PORT": port}
    loopback = {"GLOO_SOCKET_IFNAME": "lo"} if sys.platform == "linux" else {}
    hidden = {"CUDA_VISIBLE_DEVICES": ""} if device == "cpu" else {}
    return {**loopback, **hidden, "MASTER_ADDR": HOST, **{name: str(value) for name, value in places.items()}}


def _require_gpus(size: int, device: str) -> None:
    if device != "cpu" and torch.cuda.device_count() < size:
        raise PolicyError(
            f"resources.gpus is {size}, but this run sees {torch.cuda.device_count()} GPUs. Lower it, start a worker "
            "with more GPUs, or set policy.device to 'cpu' to train with that many processes on the CPU."
        )


def join_as_helper(config: RunConfig) -> Ranks:
    """Connects a helper process to the other processes of the run."""
    store = TCPStore(os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"]), config.resources.gpus, is_master=False)
    return join(config.policy.device, store)
