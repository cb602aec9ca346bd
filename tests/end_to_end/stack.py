"""``paretoscope up`` as a test sees it: a command, and the processes it has started."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from paretoscope.client import Client, UnreachableError
from paretoscope.schema.answers.run import Run
from paretoscope_worker.processes.assignment import LOCK
from paretoscope_worker.processes.fencing import Holder

from ..services.api_server import QUICK_LEASES
from ..services.processes import free_port

PARETOSCOPE = [sys.executable, "-c", "from paretoscope.cli import main; main()"]
TINY = {
    "policy": {"model": "arithmetic-small", "device": "cpu"},
    "task": {"type": "arithmetic", "validation_prompts": 8, "test_prompts": 8},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
    "algorithm": {"type": "grpo", "group_size": 2},
    "rollout": {"max_new_tokens": 8},
    "budget": {"steps": 12, "prompts_per_step": 2},
    "evaluation": {"every": 50},
    "checkpoints": {"every": 5},
}
"""A run of the embedded task whose steps take some 50 ms."""


def wait_for(condition: Callable[[], bool], what: str, patience_seconds: float = 60.0) -> None:
    """Waits until something is so."""
    deadline = time.monotonic() + patience_seconds
    while not condition():
        assert time.monotonic() < deadline, f"no {what} within {patience_seconds:g} s"
        time.sleep(0.2)


class Stack:
    """One home folder and port, and the ``paretoscope up`` that serves them."""

    def __init__(self, home: Path, slots: int = 1, **environment: str) -> None:
        self.home, self.port, self.slots = home, free_port(), slots
        place = {"PARETOSCOPE_HOME": str(home), "PARETOSCOPE_PORT": str(self.port)}
        self.environment = {**os.environ, **QUICK_LEASES, "HF_HUB_OFFLINE": "1", **place, **environment}
        self.client = Client(f"http://127.0.0.1:{self.port}")
        self.up: subprocess.Popen[str] | None = None
        self._seen: dict[int, psutil.Process] = {}

    def start(self) -> None:
        """Starts it and waits until the server answers."""
        command = [*PARETOSCOPE, "up", "--workers", str(self.slots)]
        self.up = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        wait_for(lambda: self._answers() or self._has_ended(), "answer of the server")
        assert not self._has_ended(), self.output()

    def run_command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs another ``paretoscope`` command to its end."""
        command = [*PARETOSCOPE, *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=180, check=False)

    def create(self, **sections: Any) -> str:
        """Queues a tiny run; keyword arguments replace sections."""
        return self.client.create_run(TINY | sections).id

    def wait_for_step(self, run_id: str, step: int, attempt: int = 1) -> Run:
        """Waits until an attempt has reported a step."""

        def is_there() -> bool:
            run = self.client.run(run_id)
            assert not run.finished, run.error
            return run.attempt >= attempt and (run.step or 0) >= step and run.stage == "training"

        wait_for(is_there, f"step {step} of attempt {attempt}")
        return self.client.run(run_id)

    def process(self, module: str) -> int:
        """Returns the id of the process below ``up`` that runs a module."""
        found = [process.pid for process in self.processes() if module in process.cmdline()]
        assert found, f"no {module} among {[process.cmdline() for process in self.processes()]}"
        return found[-1]

    def training_process(self, run_id: str) -> int:
        """Returns the id of the process that trains a run, or trained it last."""
        holder = Holder.read(self.home / "runs" / run_id / LOCK)
        assert holder is not None
        return holder.pid

    def processes(self) -> list[psutil.Process]:
        """Returns all living processes that ``up`` has started, also those it lost since it was last asked."""
        if self.up is not None:
            with suppress(psutil.NoSuchProcess):
                root = psutil.Process(self.up.pid)
                self._seen |= {process.pid: process for process in [root, *root.children(recursive=True)]}
        return [process for process in self._seen.values() if _lives(process)]

    def interrupt(self, number: signal.Signals = signal.SIGINT) -> int:
        """Sends ``up`` a signal and returns its exit code."""
        assert self.up is not None
        self.processes()
        self.up.send_signal(number)
        return self.up.wait(timeout=90)

    def output(self) -> str:
        """Returns what an ``up`` that has ended wrote."""
        assert self.up is not None
        assert self.up.stdout is not None
        return self.up.stdout.read()

    def kill_all(self) -> None:
        """Kills everything that still lives."""
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):
                process.kill()
        if self.up is not None:
            self.up.wait()
        self.client.close()

    def wait_until_answering(self) -> None:
        """Waits until the server answers, after it was killed."""
        wait_for(self._answers, "answer of the server")

    def wait_until_gone(self, pid: int) -> None:
        """Waits until a process has ended."""
        wait_for(lambda: not psutil.pid_exists(pid), f"end of process {pid}", patience_seconds=10)

    def _answers(self) -> bool:
        with suppress(UnreachableError):
            self.client.health()
            return True
        return False

    def _has_ended(self) -> bool:
        return self.up is None or self.up.poll() is not None


def _lives(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
