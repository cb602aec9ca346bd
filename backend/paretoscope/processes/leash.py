"""Ends a process when its parent ends, no matter how the parent dies.

``python -m paretoscope.processes.leash PARENT MODULE [ARGUMENT ...]`` runs a module like ``python -m MODULE``, and ends
it when the process PARENT ends.
"""

import ctypes
import os
import runpy
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
WATCH_SECONDS = 1.0


def die_with_parent(parent: int) -> None:
    """Makes this process end when its parent ends. If the parent has already ended, this process ends at once.

    On Linux, the kernel kills the process when the *thread* that started it ends, so that thread must live as long as
    this process. On other systems, a thread checks for the parent once per second.

    Args:
        parent: process id of the parent, as seen by the parent itself.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    else:
        threading.Thread(target=_watch, args=(parent,), name="leash", daemon=True).start()
    if os.getppid() != parent:
        os._exit(1)


def leashed_command(module: str, *arguments: str) -> list[str]:
    """Returns the command line that runs a module which ends when the calling process ends."""
    return [sys.executable, "-m", "paretoscope.processes.leash", str(os.getpid()), module, *arguments]


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(1)


def main() -> None:
    """Runs the module named on the command line."""
    die_with_parent(int(sys.argv[1]))
    module = sys.argv[2]
    sys.argv = [module, *sys.argv[3:]]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
