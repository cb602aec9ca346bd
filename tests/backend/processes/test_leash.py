"""A leashed process ends with its parent, even if the parent is killed."""

import subprocess
import sys
import time
from pathlib import Path

import psutil

PARENT = """
import subprocess, sys, time
from paretoscope.processes.leash import leashed_command
child = subprocess.Popen(leashed_command("http.server", "0"), start_new_session=True)
print(child.pid, flush=True)
time.sleep(60)
"""


def is_gone(pid: int, patience_seconds: float = 30.0) -> bool:
    """Whether a process ends in time; one that nobody has waited for counts as ended."""
    deadline = time.monotonic() + patience_seconds
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


def test_a_child_in_a_session_of_its_own_dies_with_a_killed_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.5)
    assert psutil.pid_exists(child)

    parent.kill()
    parent.wait()

    assert is_gone(child)


def test_a_child_whose_parent_is_gone_already_ends_at_once() -> None:
    not_the_parent = "1"
    command = [sys.executable, "-m", "paretoscope.processes.leash", not_the_parent, "http.server", "0"]

    assert subprocess.run(command, timeout=60, check=False).returncode == 1


def test_the_module_sees_its_own_arguments(tmp_path: Path) -> None:
    (tmp_path / "show.py").write_text("import sys; print(__name__, sys.argv[1:])")
    launch = (
        "import subprocess; from paretoscope.processes.leash import leashed_command;"
        "subprocess.run(leashed_command('show', 'a', '--b'), check=True)"
    )
    done = subprocess.run([sys.executable, "-c", launch], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout.split(maxsplit=1) == ["__main__", "['a', '--b']\n"]
