"""Processes die in the middle of a run: it goes on from its last checkpoint, and no step is lost or drawn twice."""

import os
import signal
from collections.abc import Callable

from .stack import Stack

Launch = Callable[..., Stack]
KEYS = ["policy/loss", "objective/accuracy/train", "weight/accuracy"]
STEPS = 250


def assert_nothing_lost_or_doubled(stack: Stack, run_id: str, steps: int) -> None:
    """Checks that every step of every metric is there once, and every evaluation and checkpoint."""
    for key, series in stack.client.series(run_id, KEYS, points=5000).items():
        first = 0 if key.startswith("weight/") else 1
        assert series.steps == list(range(first, steps + 1)), key
        assert series.total == len(series.steps)
    evaluated = [row.step for row in stack.client.evaluations(run_id, "validation").evaluations]
    assert evaluated == [*range(0, steps, 50), steps]
    assert stack.client.checkpoints(run_id)[-1].step == steps


def test_a_run_survives_the_death_of_its_process_its_server_and_its_worker(launch: Launch) -> None:
    stack = launch()
    run_id = stack.create(budget={"steps": STEPS, "prompts_per_step": 2})

    stack.wait_for_step(run_id, 10)
    training = stack.training_process(run_id)
    os.kill(training, signal.SIGKILL)
    run = stack.wait_for_step(run_id, 20, attempt=2)

    os.kill(stack.process("uvicorn"), signal.SIGKILL)
    stack.wait_until_answering()
    run = stack.wait_for_step(run_id, (run.step or 0) + 20, attempt=2)
    assert run.attempt == 2

    training = stack.training_process(run_id)
    os.kill(stack.process("celery"), signal.SIGKILL)
    stack.wait_until_gone(training)
    stack.wait_for_step(run_id, (run.step or 0) + 20, attempt=3)

    run = stack.client.wait(run_id, timeout_seconds=120)
    assert (run.status, run.attempt) == ("completed", 3)
    assert_nothing_lost_or_doubled(stack, run_id, STEPS)


def test_a_run_whose_process_dies_every_time_is_given_up(launch: Launch) -> None:
    stack = launch(PARETOSCOPE_MAX_ATTEMPTS="2")
    run_id = stack.create(budget={"steps": 100_000, "prompts_per_step": 2}, checkpoints={"every": 1000})
    for attempt in (1, 2):
        stack.wait_for_step(run_id, 2, attempt)
        os.kill(stack.training_process(run_id), signal.SIGKILL)

    run = stack.client.wait(run_id, timeout_seconds=60)

    assert run.status == "crashed"
    assert run.error is not None
    assert "SIGKILL" in run.error.message
    assert "--- attempt 2" in run.error.traceback


def test_a_stop_from_outside_saves_a_checkpoint(stack: Stack) -> None:
    run_id = stack.create(budget={"steps": 100_000, "prompts_per_step": 2}, checkpoints={"every": 1000})
    stack.wait_for_step(run_id, 3)

    assert "asked to stop" in stack.run_command("stop", run_id).stdout
    run = stack.client.wait(run_id, timeout_seconds=60)

    assert run.status == "stopped"
    assert [row.step for row in stack.client.checkpoints(run_id) if row.resumable] == [run.step]


def test_two_runs_one_slot_and_redis_as_the_broker(launch: Launch, redis_url: str) -> None:
    stack = launch(PARETOSCOPE_BROKER_URL=redis_url)
    runs = [stack.create(seed=seed) for seed in (0, 1)]

    ended = [stack.client.wait(run_id, timeout_seconds=90) for run_id in runs]

    assert [run.status for run in ended] == ["completed", "completed"]
    assert [run.attempt for run in ended] == [1, 1]
    for run_id in runs:
        assert stack.client.series(run_id, KEYS[:1])[KEYS[0]].total == 12
