"""Server processes of a test session: on a free port, dead at the latest when the session is."""

import ctypes
import os
import pwd
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

PARENT_DEATH_SIGNAL = 1
PATIENCE_SECONDS = 60.0
PORTS = range(10_000, 32_000)
"""The kernel gives none of these to outgoing connections, which could take a port before its server does."""


def free_port() -> int:
    """Returns a TCP port of this machine that nobody listens on; chosen by chance, as other processes choose too."""
    chance = random.SystemRandom()
    while True:
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", chance.choice(PORTS)))
            return int(listener.getsockname()[1])


def start(command: list[str], log: Path, **options: Any) -> subprocess.Popen[bytes]:
    """Starts a process that dies with this one; what it writes goes to ``log``."""
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=_die_with_parent,
            **options,
        )


def stop(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM) -> None:
    """Ends a process, by force if it does not end by itself."""
    process.send_signal(how)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until_up(process: subprocess.Popen[bytes], log: Path, is_up: Callable[[], bool]) -> None:
    """Waits until a server answers.

    Raises:
        RuntimeError: it ended, or did not answer in time; the message has its log.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if is_up():
            return
        time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"{process.args!r} did not come up:\n{log.read_text(errors='replace')}")


def other_user() -> Mapping[str, Any]:
    """Returns how ``subprocess`` runs a program that refuses root; as any other user, nothing changes."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("Postgres refuses to run as root, and there is neither a user 'postgres' nor 'nobody'.")


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
