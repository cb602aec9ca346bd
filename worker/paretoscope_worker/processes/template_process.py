"""The process from which training processes fork: ``python -m paretoscope_worker.processes.template_process PARENT``.

It imports the training code once. Its input is a socket. Each message there asks for a training process and brings one
end of a connection. On it, the process reads its assignment, and the worker is told the process id and later the exit
code. All of these processes end with the worker.
"""

import gc
import importlib
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Never

from paretoscope.processes.leash import die_with_parent
from paretoscope_worker.processes.assignment import Assignment
from paretoscope_worker.processes.child import Train, carry_out

LONGEST_BYTES = 4096
LATE_IMPORTS = ("scipy.stats", "transformers.models.qwen3.modeling_qwen3")
"""Modules that the training code imports when it needs them first, and most runs do."""


def main() -> None:
    """Forks a process for each request until the worker ends."""
    die_with_parent(int(sys.argv[1]))
    train = _load_training()
    gc.freeze()  # a collection in a forked process would copy the memory of all objects that exist by now
    Forks(train, _requests()).serve()


def _requests() -> socket.socket:
    """Takes the socket from the input, which becomes empty for this process and those that fork from it."""
    requests = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, sys.stdin.fileno())
    os.close(nothing)
    return requests


def _load_training() -> Train:
    """Imports the training code. If that fails, returns a function that raises the error when a run is trained."""
    try:
        from paretoscope_worker.processes.launch import attempt_together

        for name in LATE_IMPORTS:
            importlib.import_module(name)
    except Exception as error:
        return _failing_with(error)
    return attempt_together


def _failing_with(error: Exception) -> Train:
    def fail(*_: object, **__: object) -> Never:
        raise error

    return fail


class Forks:
    """Forks processes, and tells the worker of their beginning and end."""

    def __init__(self, train: Train, requests: socket.socket) -> None:
        self._train, self._requests = train, requests
        self._connections: dict[int, socket.socket] = {}
        self._woken, self._wake = socket.socketpair()
        self._wake.setblocking(False)
        signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        """Answers requests; returns when the worker has closed its end."""
        while True:
            ready, _, _ = select.select([self._requests, self._woken], [], [])
            if self._woken in ready:
                self._woken.recv(LONGEST_BYTES)
                self._tell_ends()
            if self._requests in ready:
                message, descriptors, _, _ = socket.recv_fds(self._requests, 1, 1)
                if not message:
                    return
                self._fork(socket.socket(fileno=descriptors[0]))

    def _fork(self, connection: socket.socket) -> None:
        template = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            traceback.print_exc()
            connection.close()
            return
        if pid == 0:
            _run_to_end(lambda: self._become_child(connection, template))
        with suppress(ProcessLookupError):
            os.setpgid(pid, pid)  # before the worker knows the process and may kill its group
        self._connections[pid] = connection
        _tell(connection, pid)

    def _become_child(self, connection: socket.socket, template: int) -> None:
        """Trains the run that comes in over the connection."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setpgid(0, 0)
        die_with_parent(template)
        for other in (self._requests, self._woken, self._wake, *self._connections.values()):
            other.close()
        with connection, connection.makefile(encoding="utf-8") as lines:
            line = lines.readline()
        if line:
            carry_out(Assignment.from_line(line), self._train)

    def _tell_ends(self) -> None:
        """Tells the exit codes of all processes that have ended."""
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                connection = self._connections.pop(ended[0], None)
                if connection is not None:
                    _tell(connection, os.waitstatus_to_exitcode(ended[1]))
                    connection.close()


def _run_to_end(carry_out: Callable[[], None]) -> Never:
    """Calls a function and ends the process, which must not go on as another template."""
    code = 1
    try:
        carry_out()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _tell(connection: socket.socket, number: int) -> None:
    """Sends a number to the worker, unless the worker is not interested any more."""
    with suppress(OSError):
        connection.sendall(f"{number}\n".encode())


if __name__ == "__main__":
    main()
