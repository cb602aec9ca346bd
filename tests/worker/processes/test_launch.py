"""A run ends with what its other processes say, and how they died."""

from pathlib import Path

import psutil
import pytest

from paretoscope_worker.processes.assignment import Assignment
from paretoscope_worker.processes.launch import HelperProcesses, open_store
from paretoscope_worker.runtime.ranks import is_lost_connection


@pytest.fixture
def assignment(tmp_path: Path) -> Assignment:
    """A run whose folder holds no config, so that no process can begin it."""
    return Assignment("run", 1, str(tmp_path), "http://127.0.0.1:1", None, None, None, "", "", None)


def test_what_another_process_raises_is_why_the_run_ends(assignment: Assignment) -> None:
    store = open_store(2)
    helpers = HelperProcesses(assignment, 2, store.port, "cpu")

    error = helpers.wait_for_cause(60.0)

    assert error is not None
    assert error.outcome == "failed"
    assert error.error.type == "FileNotFoundError"
    assert "config.json" in error.error.message
    assert "helper_process.py" in error.error.traceback


def test_processes_meet_where_only_this_machine_comes() -> None:
    store = open_store(1)
    (address,) = {
        connection.laddr.ip
        for connection in psutil.Process().net_connections()
        if connection.laddr.port == store.port and connection.status == psutil.CONN_LISTEN
    }
    assert address == "127.0.0.1"


@pytest.mark.parametrize(
    ("message", "lost"),
    [
        ("[gloo/transport/tcp/pair.cc:537] Read error [127.0.0.1]:1: Connection reset by peer.", True),
        ("[gloo/transport/tcp/pair.cc:547] Connection closed by peer [127.0.0.1]:2", True),
        ("The model server answered: Connection reset by peer", False),
        ("gloo cannot add tensors of other shapes", False),
    ],
)
def test_a_lost_connection_is_known_from_an_error_of_its_own(message: str, lost: bool) -> None:
    assert is_lost_connection(RuntimeError(message)) == lost
