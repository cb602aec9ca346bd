"""Training processes that fork from one that has loaded torch: to load it for each takes seconds of processor time.

Everything else is as in ``paretoscope_worker.processes.prefork``: each is the leader of its own process group, waits
for an assignment on its input and ends by itself. The tests of ``paretoscope up`` start them as a worker does.
"""

import multiprocessing
import os
import sys
from multiprocessing.connection import Connection
from typing import Any, TextIO

from paretoscope_worker.processes import child
from paretoscope_worker.processes.prefork import ChildProcess

FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["paretoscope_worker.processes.launch"])


class ForkedChild(ChildProcess):
    """A training process, forked."""

    def __init__(self) -> None:
        self._process: Any = _Forked()


class _Forked:
    """What a ``ChildProcess`` uses of ``subprocess.Popen``."""

    def __init__(self) -> None:
        ours, theirs = FORKING.Pipe()
        self._process = FORKING.Process(target=_be_child, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        ours.recv_bytes()
        self.pid = self._process.pid
        self.stdin: TextIO = os.fdopen(os.dup(ours.fileno()), "w")
        ours.close()

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> None:
        self._process.join()


def _be_child(given: Connection) -> None:
    """Does what ``python -m paretoscope_worker.processes.child`` does in a new session."""
    os.setsid()
    given.send_bytes(b"leads a group")
    os.dup2(given.fileno(), 0)
    given.close()
    sys.stdin = os.fdopen(0)
    sys.argv = ["child", str(os.getppid())]
    child.main()
