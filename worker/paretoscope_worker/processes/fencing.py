"""One attempt at a time in a run's folder, on this machine and on others that share its disk.

The newest attempt writes its number into the folder. A process of an earlier attempt sees that within a second and
ends, wherever it runs. Only the process that holds a lock works in the folder. The lock is the operating system's, so
it goes when its process does. A process that holds the lock and does not end is killed, but only on this machine, and
only if it is the very process that took the lock.
"""

import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import psutil
from filelock import AcquireReturnProxy, FileLock, Timeout

from paretoscope.processes.atomic_write import write_atomically
from paretoscope_worker.processes.assignment import ATTEMPT, LOCK

LOCK_SECONDS = 20.0
LOOK_SECONDS = 1.0
SAME_START_SECONDS = 2.0
"""How far apart two readings of a process's start may be: the system works them out from a clock that is set."""


class SupersededError(Exception):
    """A later attempt at the run has begun."""


@dataclass(frozen=True)
class Holder:
    """The process that holds the lock of a folder, as it says in the lock's file."""

    machine: str
    pid: int
    started: float
    """When it started, in seconds since the epoch."""

    @classmethod
    def this_process(cls) -> Self:
        """Describes this process."""
        return cls(_this_machine(), os.getpid(), psutil.Process().create_time())

    @classmethod
    def read(cls, lock: Path) -> Self | None:
        """Returns who holds a lock; None if its file does not say."""
        try:
            return cls(**json.loads(lock.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, lock: Path) -> None:
        """Writes into a lock's file, without taking the lock."""
        lock.write_text(json.dumps(asdict(self)), encoding="utf-8")

    def kill(self) -> None:
        """Kills the process with its group if it runs on this machine; a process that only has its id is left alone."""
        if self.machine == _this_machine() and self._is_itself():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)

    def _is_itself(self) -> bool:
        try:
            return abs(psutil.Process(self.pid).create_time() - self.started) < SAME_START_SECONDS
        except psutil.NoSuchProcess:
            return True  # its group may outlive it and still hold the lock


def announce(folder: Path, attempt: int) -> None:
    """Has the processes of earlier attempts end.

    Raises:
        SupersededError: a later attempt has begun.
        OSError: the folder cannot be written.
    """
    newest = _newest_attempt(folder)
    if newest > attempt:
        raise SupersededError(
            f"Attempt {newest} of this run has begun, so attempt {attempt} ends. If there is no such attempt, delete "
            f"{folder / ATTEMPT}."
        )
    write_atomically(folder / ATTEMPT, str(attempt))


@contextmanager
def sole_owner(folder: Path, attempt: int) -> Iterator[None]:
    """Holds a run's folder until the block or the process ends; this process is killed when a later attempt begins.

    Raises:
        SupersededError: a later attempt has begun.
        TimeoutError: a process of another attempt holds the folder and does not end.
        OSError: the folder cannot be written.
    """
    announce(folder, attempt)
    with _locked(folder):
        announce(folder, attempt)  # a later one may have begun while this one waited
        Holder.this_process().write(folder / LOCK)
        left = threading.Event()
        threading.Thread(target=_end_when_superseded, args=(folder, attempt, left), name="fence", daemon=True).start()
        try:
            yield
        finally:
            left.set()


def _locked(folder: Path) -> AcquireReturnProxy[FileLock]:
    """Takes the lock from whoever holds it."""
    lock, deadline = FileLock(folder / LOCK, fallback_to_soft=False), time.monotonic() + LOCK_SECONDS
    while True:
        try:
            return lock.acquire(timeout=0.1)
        except Timeout:
            holder = Holder.read(folder / LOCK)
        if holder is not None:
            holder.kill()
        if time.monotonic() > deadline:
            who = f"process {holder.pid} on {holder.machine}" if holder else "a process that does not say which it is"
            raise TimeoutError(f"An earlier attempt still trains in {folder}: {who}. End that process.")


def _end_when_superseded(folder: Path, attempt: int, left: threading.Event) -> None:
    """Ends this process and its group once a later attempt has begun; returns once the folder was left."""
    while _newest_attempt(folder) <= attempt:
        if left.wait(LOOK_SECONDS):
            return
    sys.stdout.write(f"--- a later attempt has begun, so attempt {attempt} ends\n")
    sys.stdout.flush()
    with suppress(ProcessLookupError):
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def _newest_attempt(folder: Path) -> int:
    """Returns the number of the newest attempt that was announced; 0 if there is none or it cannot be read."""
    try:
        return int((folder / ATTEMPT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0


def _this_machine() -> str:
    """Names the machine as far as process ids mean the same: its host, its boot, and the namespace of its ids."""
    parts = [socket.gethostname()]
    with suppress(OSError):
        parts.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip())
        parts.append(str(Path("/proc/self/ns/pid").readlink()))
    return " ".join(parts)
