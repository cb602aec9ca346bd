"""A run's processes: the first starts the others in its process group, and ends the run as soon as one of them ends.

They meet on the loopback interface. Each other process leaves what it raised in the run's folder, so that the run ends
with that, and not with what the first one says of a connection that was lost.
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
from paretoscope_worker.processes.helper_error import RankError
from paretoscope_worker.processes.log_tail import last_lines
from paretoscope_worker.runtime.ranks import ALONE, Ranks, is_of_lost_rank, join

HOST = "127.0.0.1"
LOOK_SECONDS = 0.2
CAUSE_SECONDS = 10.0
"""How long the first process waits for what another one has to say on a lost connection."""


def attempt_together(
    config: RunConfig, assignment: Assignment, *, give_up: Callable[[Exception], object], **arguments: Any
) -> str:
    """Carries a run out with as many processes as it asks for; `arguments` are those of `attempt`.

    Raises:
        RankError: another process has ended.
        Exception: whatever `attempt` raises.
    """
    with _together(config, assignment, give_up) as ranks:
        return attempt(config, ranks=ranks, give_up=give_up, **arguments)


@contextmanager
def _together(config: RunConfig, assignment: Assignment, give_up: Callable[[Exception], object]) -> Iterator[Ranks]:
    """Starts the other processes, waits for them and watches them."""
    size, device = config.resources.gpus, config.policy.device
    if size == 1:
        yield ALONE
        return
    _require_gpus(size, device)
    store = meeting_place(size)
    os.environ |= _environment(0, size, store.port, device)
    others = Others(assignment, size, store.port, device)
    ended = threading.Event()
    threading.Thread(target=others.watch, args=(ended, give_up), name="ranks", daemon=True).start()
    try:
        yield join(device, store)
    except Exception as error:
        cause = others.wait_for_cause() if is_of_lost_rank(error) else None
        if cause is None:
            raise
        raise cause from None
    finally:
        ended.set()


class Others:
    """All processes of a run but the first. They never end by themselves but for an error; they die with the first."""

    def __init__(self, assignment: Assignment, size: int, port: int, device: str) -> None:
        self._folder, self._size = Path(assignment.folder), size
        self._processes: dict[int, subprocess.Popen[str]] = {}
        for rank in range(1, size):
            error_file(self._folder, rank).unlink(missing_ok=True)
            self._processes[rank] = _start(assignment, _environment(rank, size, port, device))

    def watch(self, ended: threading.Event, give_up: Callable[[Exception], object]) -> None:
        """Gives the run up from a thread of its own once one of them has ended: the first may wait for it for good."""
        while not ended.wait(LOOK_SECONDS):
            error = self._cause()
            if error is not None and not ended.is_set():
                give_up(error)

    def wait_for_cause(self, patience_seconds: float = CAUSE_SECONDS) -> RankError | None:
        """Returns why one of them has ended; None if none does in time."""
        deadline = time.monotonic() + patience_seconds
        while (error := self._cause()) is None and time.monotonic() < deadline:
            time.sleep(LOOK_SECONDS)
        return error

    def _cause(self) -> RankError | None:
        """Returns what the one that ended first has left, or how it died."""
        ended = {rank: code for rank, process in self._processes.items() if (code := process.poll()) is not None}
        told = [path for rank in ended if (path := error_file(self._folder, rank)).exists()]
        if told:
            result = Result.read(min(told, key=lambda path: path.stat().st_mtime))
            if result is not None and result.error is not None:
                return RankError(result.outcome, result.error)
        for rank, code in ended.items():
            who = f"Process {rank + 1} of {self._size} (rank {rank})"
            return RankError("crashed", describe_exit(code, last_lines(self._folder), who))
        return None


def meeting_place(size: int) -> TCPStore:
    """Opens the store where the processes find each other; torch by itself would listen on every interface."""
    listening = socket.create_server((HOST, 0))
    port = listening.getsockname()[1]
    return TCPStore(HOST, port, size, is_master=True, wait_for_workers=False, master_listen_fd=listening.detach())


def error_file(folder: Path, rank: int) -> Path:
    """Returns where a process other than the first leaves what it raised."""
    return folder / f"rank-{rank}.json"


def _start(assignment: Assignment, environment: dict[str, str]) -> "subprocess.Popen[str]":
    """Starts a process, whose output goes where that of this one goes."""
    command = [sys.executable, "-m", "paretoscope_worker.processes.helper_process", str(os.getpid())]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, env=os.environ | environment)
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    process.stdin.write(assignment.to_line())
    process.stdin.close()
    return process


def _environment(rank: int, size: int, port: int, device: str) -> dict[str, str]:
    """Returns what torchrun would set, and that gloo shall not look for a network."""
    places = {"RANK": rank, "LOCAL_RANK": rank, "WORLD_SIZE": size, "LOCAL_WORLD_SIZE": size, "MASTER_PORT": port}
    loopback = {"GLOO_SOCKET_IFNAME": "lo"} if sys.platform == "linux" else {}
    hidden = {"CUDA_VISIBLE_DEVICES": ""} if device == "cpu" else {}
    return {**loopback, **hidden, "MASTER_ADDR": HOST, **{name: str(value) for name, value in places.items()}}


def _require_gpus(size: int, device: str) -> None:
    if device != "cpu" and torch.cuda.device_count() < size:
        raise PolicyError(
            f"resources.gpus is {size}, but this run sees {torch.cuda.device_count()} GPUs. Lower it, start a worker "
            "with more, or set policy.device to 'cpu' for so many processes on the processor."
        )


def meet(config: RunConfig) -> Ranks:
    """Meets the others, in a process that the first has started."""
    store = TCPStore(os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"]), config.resources.gpus, is_master=False)
    return join(config.policy.device, store)
