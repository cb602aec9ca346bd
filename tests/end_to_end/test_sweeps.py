"""A sweep on a real worker: cell by cell, every run once, whatever dies."""

import os
import signal
from collections.abc import Callable

from paretoscope.schema.answers.run import Run
from paretoscope.schema.answers.sweep import Sweep

from ..services.redis_server import redis_server
from .stack import TINY, Stack, wait_for

Launch = Callable[..., Stack]
STEPS = 30
METHODS = {"field": "weighting.type", "values": ["fixed", "hypervolume", "gradient"]}


def create(stack: Stack, steps: int = STEPS, seeds: int = 3) -> Sweep:
    base = TINY | {"budget": {"steps": steps, "prompts_per_step": 2}}
    return stack.client.create_sweep({"name": "methods", "base": base, "axes": [METHODS], "seeds": list(range(seeds))})


def test_nine_runs_on_two_slots_are_trained_once_each_though_the_worker_dies(launch: Launch) -> None:
    stack = launch(slots=2)
    sweep = create(stack)
    wait_for(lambda: stack.client.sweep(sweep.id).finished >= 2, "two finished runs", 120)
    wait_for(lambda: stack.client.sweep(sweep.id).counts.get("running", 0) == 2, "two training runs", 120)

    os.kill(stack.process("celery"), signal.SIGKILL)

    wait_for(lambda: stack.client.sweep(sweep.id).finished == 9, "nine finished runs", 240)
    runs = [stack.client.run(run_id) for run_id in sweep.runs]
    assert [run.status for run in runs] == ["completed"] * 9
    for run in runs:
        assert_trained_once(stack, run)
    assert 1 <= sum(run.attempt - 1 for run in runs) <= 2
    started = [run.started_at for run in runs]
    assert started == sorted(started, key=str)


def test_each_run_completes_once_though_broker_and_worker_die(launch: Launch) -> None:
    with redis_server() as broker:
        stack = launch(slots=2, PARETOSCOPE_BROKER_URL=broker.url)
        sweep = create(stack, seeds=2)
        wait_for(lambda: stack.client.sweep(sweep.id).finished >= 1, "a finished run", 120)
        wait_for(lambda: stack.client.sweep(sweep.id).counts.get("running", 0) == 2, "two training runs", 120)

        broker.kill()
        os.kill(stack.process("celery"), signal.SIGKILL)
        wait_for(lambda: stack.client.health().broker == "unreachable", "server that misses its broker", 60)
        assert stack.client.sweep(sweep.id).finished < 6
        broker.start()

        wait_for(lambda: stack.client.sweep(sweep.id).finished == 6, "six finished runs", 240)
        runs = [stack.client.run(run_id) for run_id in sweep.runs]
        assert [run.status for run in runs] == ["completed"] * 6
        for run in runs:
            assert_trained_once(stack, run)
        assert sum(run.attempt - 1 for run in runs) <= 2


def assert_trained_once(stack: Stack, run: Run) -> None:
    """Checks that a run has every step once, was claimed once per attempt, and ended once."""
    series = stack.client.series(run.id, ["policy/loss"], points=5000)["policy/loss"]
    assert series.steps == list(range(1, STEPS + 1))
    kinds = [event.kind for event in stack.client.events(run.id)]
    assert (kinds.count("run_claimed"), kinds.count("run_completed")) == (run.attempt, 1)


def test_a_paused_sweep_goes_on_when_it_is_continued(stack: Stack) -> None:
    sweep = create(stack, steps=12)
    stack.client.change_sweep(sweep.id, paused=True)
    wait_for(lambda: "running" not in stack.client.sweep(sweep.id).counts, "end of the training run", 120)
    before = stack.client.sweep(sweep.id)
    assert before.counts["queued"] >= 7
    alone = stack.create()
    assert stack.client.wait(alone, timeout_seconds=120).status == "completed"
    assert stack.client.sweep(sweep.id).counts == before.counts

    stack.client.change_sweep(sweep.id, paused=False)

    wait_for(lambda: stack.client.sweep(sweep.id).counts == {"completed": 9}, "nine completed runs", 240)
    assert [stack.client.run(run_id).attempt for run_id in sweep.runs] == [1] * 9
