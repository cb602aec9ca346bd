"""Time and tokens of a sweep are estimated from completed runs like its own."""

from datetime import timedelta
from typing import Any

import pytest

from paretoscope.runs.lifecycle.transitions import finish_attempt
from paretoscope.runs.lifecycle.workers import register_worker
from paretoscope.schema.control import Finish, WorkerRegistration
from paretoscope.store.database import Database
from paretoscope.sweeps.estimating import Estimate, estimate

from ..run_configs import run_config
from ..runs.reports import START, metrics, report, running_run

SECONDS, TOKENS = 100.0, 12.0
BUDGET = {"steps": 20, "prompts_per_step": 4}
ALGORITHM = {"type": "grpo", "group_size": 4}


def completed_run(database: Database, **sections: Any) -> None:
    """Makes a run of 20 steps with 16 completions each, which took 100 seconds."""
    run_id = running_run(database, **{"budget": BUDGET, "algorithm": ALGORITHM} | sections)
    points = [metrics(step, rollout__completion_tokens=TOKENS + step % 3 - 1) for step in range(1, 21)]
    report(database, run_id, 1, *points)
    with database.write() as session:
        finish_attempt(session, run_id, Finish(attempt=1, outcome="completed"), 3, START + timedelta(seconds=SECONDS))


def guess(database: Database, runs: int = 1, slots: int = 1, **sections: Any) -> Estimate:
    config = run_config(**{"budget": BUDGET, "algorithm": ALGORITHM} | sections)
    with database.write() as session:
        register_worker(session, WorkerRegistration(id="w1", hostname="h", pid=1, slots=slots), START)
        return estimate(session, [(config, runs)], 30.0, START)


def test_a_run_like_another_takes_as_long(database: Database) -> None:
    completed_run(database)
    found = guess(database)
    assert (found.seconds, found.compared_runs) == (pytest.approx(SECONDS), 1)
    assert found.tokens == pytest.approx(20 * 16 * TOKENS)


def test_more_completions_take_longer_and_more_slots_less_long(database: Database) -> None:
    completed_run(database)
    assert guess(database, algorithm={"type": "grpo", "group_size": 8}).seconds == pytest.approx(2 * SECONDS)
    assert guess(database, runs=6, slots=3).seconds == pytest.approx(2 * SECONDS)
    assert guess(database, runs=2, slots=8).seconds == pytest.approx(SECONDS)


@pytest.mark.parametrize(
    "sections", [{"algorithm": {"type": "rloo"}}, {"policy": {"model": "arithmetic-small", "device": "cuda"}}]
)
def test_without_runs_like_these_nothing_is_said(database: Database, sections: dict[str, Any]) -> None:
    completed_run(database)
    running_run(database, **sections)
    assert guess(database, **sections) == Estimate(None, None, 0)
