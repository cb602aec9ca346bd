"""A Redis server of the test session's own."""

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from .processes import free_port, start, stop, wait_until_up
from .programs import redis_program


class RedisServer:
    """A Redis server on one port that keeps nothing on disk, through any number of deaths."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="paretoscope-redis-"))
        self._port = free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it, empty, and waits until it answers."""
        log, port = self._folder / "log", str(self._port)
        command = [
            str(redis_program()),
            "--bind",
            "127.0.0.1",
            "--port",
            port,
            "--save",
            "",
            "--dir",
            str(self._folder),
        ]
        self._process = start(command, log)
        wait_until_up(self._process, log, lambda: _is_up(self._port))

    def kill(self) -> None:
        """Kills it without a warning; all that it held is gone."""
        if self._process is not None:
            stop(self._process, signal.SIGKILL)
            self._process = None

    def remove(self) -> None:
        """Kills it and removes its folder."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def redis_server() -> Iterator[RedisServer]:
    """Runs a Redis server until the block ends; the block may kill and start it."""
    server = RedisServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@contextmanager
def run_redis() -> Iterator[str]:
    """Runs a Redis server until the block ends; yields its URL."""
    with redis_server() as server:
        yield server.url


def _is_up(port: int) -> bool:
    try:
        with redis.Redis(host="127.0.0.1", port=port) as client:
            client.ping()
    except redis.ConnectionError:
        return False
    return True
