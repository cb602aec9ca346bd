"""Training processes fork from a real process that has loaded torch."""

import os
import signal
import time

import psutil
import pytest

from paretoscope_worker.processes import template as templates
from paretoscope_worker.processes.template import ChildProcess, StartError, Template

PATIENCE_SECONDS = 120.0


def exit_code(child: ChildProcess) -> int:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (code := child.poll()) is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return code


def test_a_process_leads_a_group_of_its_own_and_lives_until_it_is_killed(template: Template) -> None:
    child, other = template.fork(), template.fork()
    assert (os.getpgid(child.pid), os.getpgid(other.pid)) == (child.pid, other.pid)
    assert (child.poll(), other.poll()) == (None, None)

    child.kill()

    assert child.poll() == -signal.SIGKILL
    assert not psutil.pid_exists(child.pid)
    assert other.poll() is None
    other.kill()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_the_signal_that_ended_a_process_is_told(template: Template, number: signal.Signals) -> None:
    child = template.fork()
    os.kill(child.pid, number)
    assert exit_code(child) == -number


def test_a_process_whose_worker_lets_go_of_it_ends(template: Template) -> None:
    child = template.fork()
    child._connection.close()
    assert psutil.wait_procs([psutil.Process(child.pid)], timeout=PATIENCE_SECONDS)[1] == []


def test_processes_end_with_the_one_from_which_they_fork_and_that_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "RETRY_SECONDS", 0.0)
    own = Template()
    own.start()
    child = own.fork()
    process = psutil.Process(child.pid)
    os.kill(process.ppid(), signal.SIGKILL)
    assert exit_code(child) == -signal.SIGKILL
    assert psutil.wait_procs([process], timeout=PATIENCE_SECONDS)[1] == []

    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            again = own.fork()
            break
        except StartError:
            assert time.monotonic() < deadline
    assert again.poll() is None
    again.kill()
