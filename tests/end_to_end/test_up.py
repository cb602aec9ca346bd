"""One command serves and trains, refuses to be in its own way, and leaves nothing behind."""

import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from .stack import TINY, Stack, wait_for

Launch = Callable[..., Stack]
KEY = "policy/loss"


def test_a_run_from_the_command_line_completes_and_ctrl_c_leaves_no_process(launch: Launch, tmp_path: Path) -> None:
    stack = launch()
    config = tmp_path / "run.yaml"
    config.write_text(yaml.safe_dump(TINY | {"name": "from a file"}))

    done = stack.run_command("run", str(config), "--wait")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "completed" in done.stdout
    run = next(stack.client.all_runs())
    assert (run.name, run.status, run.attempt) == ("from a file", "completed", 1)
    assert stack.client.series(run.id, [KEY])[KEY].steps == list(range(1, 13))
    assert "from a file" in stack.run_command("runs").stdout
    assert stack.interrupt() == 0
    assert stack.processes() == []


def test_ctrl_c_saves_the_running_run_and_the_next_start_goes_on(launch: Launch) -> None:
    stack = launch()
    run_id = stack.create(budget={"steps": 60, "prompts_per_step": 2}, checkpoints={"every": 1000})
    stack.wait_for_step(run_id, 5)
    assert stack.interrupt(signal.SIGTERM) == 0
    assert stack.processes() == []

    stack.start()
    run = stack.client.wait(run_id, timeout_seconds=90)

    assert (run.status, run.attempt) == ("completed", 2)
    assert stack.client.series(run_id, [KEY])[KEY].steps == list(range(1, 61))


def test_killing_the_command_leaves_no_process(launch: Launch) -> None:
    stack = launch()
    run_id = stack.create(budget={"steps": 100_000, "prompts_per_step": 2})
    stack.wait_for_step(run_id, 2)
    assert len(stack.processes()) >= 4

    stack.interrupt(signal.SIGKILL)

    wait_for(lambda: stack.processes() == [], "end of all processes", patience_seconds=10)


def test_a_home_in_use_is_refused_with_the_address_of_the_other(stack: Stack) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    done = stack.run_command("up", "--port", str(port))

    assert done.returncode == 1
    assert f"127.0.0.1:{stack.port}" in done.stderr
    assert "--home" in done.stderr


def test_a_taken_port_is_refused(tmp_path: Path) -> None:
    stack = Stack(tmp_path / "home")
    with socket.create_server(("127.0.0.1", stack.port)):
        done = stack.run_command("up")

    assert done.returncode == 1
    assert "--port" in done.stderr


def test_a_host_beyond_this_machine_needs_a_token(tmp_path: Path) -> None:
    done = Stack(tmp_path / "home").run_command("up", "--host", "192.0.2.7")

    assert done.returncode == 2
    assert "PARETOSCOPE_TOKEN" in done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [("- a list", "not a run config"), ("policy: [", "not valid YAML"), ("name: nothing else", "policy")],
)
def test_a_file_that_is_no_run_config_is_refused(stack: Stack, tmp_path: Path, text: str, message: str) -> None:
    config = tmp_path / "run.yaml"
    config.write_text(text)

    done = stack.run_command("run", str(config))

    assert done.returncode != 0
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_commands_without_a_server_say_how_to_start_one(tmp_path: Path) -> None:
    done = Stack(tmp_path / "home").run_command("runs")

    assert done.returncode == 1
    assert "paretoscope up" in done.stderr


def test_doctor_finds_nothing_to_mend_beside_a_running_stack(stack: Stack) -> None:
    done = stack.run_command("doctor")

    assert done.returncode == 0, done.stdout
    assert "torch" in done.stdout


def test_doctor_names_what_mends_a_broken_broker(tmp_path: Path) -> None:
    stack = Stack(tmp_path / "home", PARETOSCOPE_BROKER_URL="redis://127.0.0.1:1/0")

    done = stack.run_command("doctor")

    assert done.returncode == 1
    assert "PARETOSCOPE_BROKER_URL" in done.stdout
