"""Allows only one attempt at a time in a run's folder, on this machine and on others that share its disk.

The newest attempt writes its number into the folder. A process of an earlier attempt sees the number within a second
and ends, on whichever machine it runs. Only the process that holds a lock works in the folder. It is a lock of the
operating system, which is released when its process ends. A process that holds the lock and does not end is killed, but
only on this machine, and only if it is the same process that took the lock.
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
POLL_SECONDS = 1.0
SAME_START_SECONDS = 2.0
"""Largest difference between two readings of a process's start, because adjusting the system clock changes them."""


class SupersededError(Exception):
    """A later attempt at the run has started."""


@dataclass(frozen=True)
class Holder:
    """The process that holds the lock of a folder, as described in the lock file."""

    machine: str
    pid: int
    started: float
    """Start of the process, in seconds since the epoch."""

    @classmethod
    def this_process(cls) -> Self:
        """Returns the description of this process."""
        return cls(_this_machine(), os.getpid(), psutil.Process().create_time())

    @classmethod
    def read(cls, lock: Path) -> Self | None:
        """Reads which process holds a lock; returns None if the lock file does not say."""
        try:
            return cls(**json.loads(lock.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, lock: Path) -> None:
        """Writes the description into a lock file, without taking the lock."""
        lock.write_text(json.dumps(asdict(self)), encoding="utf-8")

    def kill(self) -> None:
        """Kills the process and its group if it runs on this machine, but not another process that now has its id."""
        if self.machine == _this_machine() and self._is_itself():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)

    def _is_itself(self) -> bool:
        try:
            return abs(psutil.Process(self.pid).create_time() - self.started) < SAME_START_SECONDS
        except psutil.NoSuchProcess:
            return True  # other processes of its group may still run and hold the lock


def announce(folder: Path, attempt: int) -> None:
    """Makes the processes of earlier attempts end.

    Raises:
        SupersededError: a later attempt has started.
        OSError: the folder cannot be written.
    """
    newest = _newest_attempt(folder)
    if newest > attempt:
        raise SupersededError(
            f"Attempt {newest} of this run has started, so attempt {attempt} ends. If there is no such attempt, delete "
            f"{folder / ATTEMPT}."
        )
    write_atomically(folder / ATTEMPT, str(attempt))


@contextmanager
def sole_owner(folder: Path, attempt: int) -> Iterator[None]:
    """Locks a run's folder until the block or the process ends. This process is killed when a later attempt starts.

    Raises:
        SupersededError: a later attempt has started.
        TimeoutError: a process of another attempt has the lock and does not end.
        OSError: the folder cannot be written.
    """
    announce(folder, attempt)
    with _locked(folder):
        announce(folder, attempt)  # a later attempt may have started while this one waited
        Holder.this_process().write(folder / LOCK)
        left = threading.Event()
        threading.Thread(target=_end_when_superseded, args=(folder, attempt, left), name="fence", daemon=True).start()
        try:
            yield
        finally:
            left.set()


def _locked(folder: Path) -> AcquireReturnProxy[FileLock]:
    """Takes the lock; kills the process that holds it if necessary."""
    lock, deadline = FileLock(folder / LOCK, fallback_to_soft=False), time.monotonic() + LOCK_SECONDS
    while True:
        try:
            return lock.acquire(timeout=0.1)
        except Timeout:
            holder = Holder.read(folder / LOCK)
        if holder is not None:
            holder.kill()
        if time.monotonic() > deadline:
            who = f"process {holder.pid} on {holder.machine}" if holder else "an unknown process"
            raise TimeoutError(f"An earlier attempt still trains in {folder}: {who}. End that process.")


def _end_when_superseded(folder: Path, attempt: int, left: threading.Event) -> None:
    """Ends this process and its group when a later attempt has started; returns when the folder has been unlocked."""
    while _newest_attempt(folder) <= attempt:
        if left.wait(POLL_SECONDS):
            return
    sys.stdout.write(f"--- a later attempt has started, so attempt {attempt} ends\n")
    sys.stdout.flush()
    with suppress(ProcessLookupError):
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def _newest_attempt(folder: Path) -> int:
    """Returns the number of the newest announced attempt; 0 if there is none or it cannot be read."""
    try:
        return int((folder / ATTEMPT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0


def _this_machine() -> str:
    """Returns a name for the range in which a process id is unique: host, boot, and namespace of process ids."""
    parts = [socket.gethostname()]
    with suppress(OSError):
        parts.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip())
        parts.append(str(Path("/proc/self/ns/pid").readlink()))
    return " ".join(parts)
