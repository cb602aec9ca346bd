"""A run waits for the worker that has its checkpoint, but not for ever, and says from where it really went on."""

from datetime import timedelta

import pytest

from paretoscope.runs.lifecycle.leases import claim_run
from paretoscope.runs.lifecycle.transitions import create_run, finish_attempt
from paretoscope.runs.lifecycle.workers import hear_of_worker, register_worker
from paretoscope.runs.read.reading import read_events
from paretoscope.runs.refusals import ConflictError
from paretoscope.schema.control import Claim, Finish, WorkerRegistration
from paretoscope.store.database import Database

from ...run_configs import run_config
from ..reports import START, checkpoint, metrics, queued_run, report, resume, running_run, settings

HERE, THERE = "a" * 32, "b" * 32


def register(database: Database, worker_id: str, storage: str, seconds: float = 0.0) -> None:
    worker = WorkerRegistration(id=worker_id, hostname="h", pid=1, slots=1, storage=storage)
    with database.write() as session:
        register_worker(session, worker, START + timedelta(seconds=seconds))


def crashed_run(database: Database, *, shared: bool = False, storage: str = HERE) -> str:
    """Makes a run that crashed on worker w1 after a checkpoint at step 60."""
    register(database, "w1", HERE)
    register(database, "w2", THERE)
    run_id = running_run(database)
    report(database, run_id, 1, metrics(70, w=1.0), checkpoint(60, storage=storage, shared=shared))
    with database.write() as session:
        finish_attempt(session, run_id, Finish(attempt=1, outcome="crashed"), 3, START)
    return run_id


def claim(database: Database, run_id: str, worker_id: str, seconds: float = 0.0) -> Claim:
    with database.write() as session:
        return claim_run(session, run_id, worker_id, settings(), START + timedelta(seconds=seconds))


def test_only_the_worker_that_has_the_checkpoint_may_claim_the_run_at_first(database: Database) -> None:
    run_id = crashed_run(database)

    with pytest.raises(ConflictError, match="Worker w1 has the checkpoint of step 60"):
        claim(database, run_id, "w2")
    assert claim(database, run_id, "w1").checkpoint is not None


def test_another_worker_on_the_same_disk_may_claim_it(database: Database) -> None:
    run_id = crashed_run(database)
    register(database, "w3", HERE)

    assert claim(database, run_id, "w3").attempt == 2


def test_after_the_time_limit_any_worker_may_claim_it(database: Database) -> None:
    run_id = crashed_run(database)
    register(database, "w1", HERE, seconds=119)
    with pytest.raises(ConflictError):
        claim(database, run_id, "w2", seconds=119)
    assert claim(database, run_id, "w2", seconds=121).attempt == 2


def test_a_worker_that_is_gone_or_takes_no_runs_is_not_waited_for(database: Database) -> None:
    run_id = crashed_run(database)
    assert claim(database, run_id, "w2", seconds=31).attempt == 2

    run_id = crashed_run(database)
    with database.write() as session:
        hear_of_worker(session, "w1", "The disk is full.", START)
    assert claim(database, run_id, "w2").attempt == 2


@pytest.mark.parametrize(("shared", "storage"), [(True, HERE), (False, "")])
def test_a_copy_for_all_or_a_disk_that_is_not_known_keeps_nobody_waiting(
    database: Database, shared: bool, storage: str
) -> None:
    assert claim(database, crashed_run(database, shared=shared, storage=storage), "w2").attempt == 2


def test_a_run_without_a_checkpoint_waits_for_nobody(database: Database) -> None:
    register(database, "w1", HERE)
    assert claim(database, queued_run(database), "w2").attempt == 1


def test_a_fork_waits_for_the_worker_that_has_its_start(database: Database) -> None:
    parent = crashed_run(database)
    claim(database, parent, "w1")
    with database.write() as session:
        finish_attempt(session, parent, Finish(attempt=2, outcome="stopped"), 3, START)
        fork = create_run(session, run_config(fork={"run_id": parent, "step": 60}), START).id

    with pytest.raises(ConflictError, match="Worker w1 has the checkpoint of step 60"):
        claim(database, fork, "w2")
    found = claim(database, fork, "w1").fork
    assert found is not None
    assert (found.storage, found.shared) == (HERE, False)


@pytest.mark.parametrize(
    ("step", "message", "level"),
    [
        (60, "The run goes on from the checkpoint of step 60. Steps 61 to 70 are trained again.", "info"),
        (
            0,
            "The run goes on from the beginning, because its worker does not have the checkpoint of step 60. "
            "Steps 1 to 70 are trained again.",
            "warning",
        ),
    ],
)
def test_the_event_says_from_where_the_run_really_went_on(
    database: Database, step: int, message: str, level: str
) -> None:
    run_id = crashed_run(database)
    claim(database, run_id, "w1")
    report(database, run_id, 1, resume(step), metrics(step + 1, w=1.0), attempt=2)

    with database.read() as session:
        events = {event.kind: event for event in read_events(session, run_id)}
    assert (events["attempt_resumed"].message, events["attempt_resumed"].level) == (message, level)
    assert "checkpoint" not in events["run_claimed"].message
