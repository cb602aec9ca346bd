"""What can be done with a run that has ended, from the command line through a real server and worker."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from .stack import Stack

Launch = Callable[..., Stack]
KEY = "policy/loss"


def test_a_run_is_resumed_forked_and_retried_from_the_command_line(launch: Launch) -> None:
    stack = launch(PARETOSCOPE_MAX_ATTEMPTS="1")
    run_id = stack.create(budget={"steps": 200, "prompts_per_step": 2}, checkpoints={"every": 1000}, name="parent")
    stack.wait_for_step(run_id, 5)
    running = stack.run_command("fork", f"{run_id}@5")
    assert (running.returncode, "is running" in running.stderr) == (1, True)
    stack.run_command("stop", run_id)
    stopped = stack.client.wait(run_id, timeout_seconds=60)

    resumed = stack.run_command("resume", run_id)
    assert resumed.returncode == 0, resumed.stderr
    stack.wait_for_step(run_id, (stopped.step or 0) + 2, attempt=2)
    os.kill(stack.training_process(run_id), signal.SIGKILL)
    assert stack.client.wait(run_id, timeout_seconds=60).status == "crashed"

    retried = stack.run_command("retry", run_id, "--wait")
    assert retried.returncode == 0, retried.stdout + retried.stderr
    assert stack.client.series(run_id, [KEY], points=5000)[KEY].steps == list(range(1, 201))

    forked = stack.run_command(
        "fork", f"{run_id}@200", "--set", "budget.steps=3", "--set", "weighting={type: gradient}", "--wait"
    )
    assert forked.returncode == 0, forked.stdout + forked.stderr
    fork = next(stack.client.all_runs(sort="-created_at"))
    assert (fork.name, fork.method, fork.parent_run_id) == ("fork of parent at 200", "gradient", run_id)

    wrong = stack.run_command("fork", f"{run_id}@7")
    assert wrong.returncode == 1
    assert "no checkpoint of step 7 on disk, only of:" in wrong.stderr


@pytest.mark.parametrize("given", ["budget.steps", "=3", ".steps=3", "budget..steps=3", "seed=[", "budget=3"])
def test_a_change_that_is_none_is_refused(tmp_path: Path, given: str) -> None:
    done = Stack(tmp_path / "home").run_command("fork", "abc@5", "--set", given, "--set", "budget.steps=3")

    assert done.returncode == 2
    assert f"--set {given}" in done.stderr or "--set budget.steps=3" in done.stderr
    assert "Traceback" not in done.stderr
