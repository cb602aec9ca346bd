"""Workers that take no runs say why, and queued runs are sent to them again once they do."""

from datetime import timedelta

from paretoscope.runs.lifecycle.housekeeping import Sweeper
from paretoscope.runs.lifecycle.leases import claim_run
from paretoscope.runs.lifecycle.transitions import finish_attempt
from paretoscope.runs.lifecycle.workers import hear_of_worker, list_workers, register_worker
from paretoscope.runs.read.reading import read_events
from paretoscope.schema.control import Finish, RunError, WorkerRegistration
from paretoscope.store.database import Database

from ..reports import START, get_run, queued_run, running_run, settings

FULL = "The disk is full. Make room there."


def register(database: Database, worker_id: str = "w1") -> None:
    with database.write() as session:
        register_worker(session, WorkerRegistration(id=worker_id, hostname="here", pid=1, slots=4), START)


def hear(database: Database, problem: str | None, seconds: float = 0.0) -> None:
    with database.write() as session:
        hear_of_worker(session, "w1", problem, START + timedelta(seconds=seconds))


def problem(database: Database) -> str | None:
    with database.read() as session:
        return list_workers(session, 30.0, START).workers[0].problem


def test_a_worker_shows_what_keeps_it_from_taking_runs_for_as_long_as_it_does(database: Database) -> None:
    register(database)
    assert problem(database) is None
    hear(database, FULL)
    assert problem(database) == FULL
    hear(database, None)
    assert problem(database) is None


def test_queued_runs_are_sent_again_at_once_when_the_problem_is_over(database: Database) -> None:
    """However often their messages were dropped meanwhile."""
    sent: list[str] = []
    sweeper = Sweeper(settings(), database, sent.append, lambda _: None)
    register(database)
    run_id = queued_run(database)
    hear(database, FULL)
    for seconds in (11, 32, 73):
        hear(database, FULL, seconds)
        sweeper.send_lost_messages(START + timedelta(seconds=seconds))
    assert sent == [run_id] * 3

    hear(database, FULL, 80)
    sweeper.send_lost_messages(START + timedelta(seconds=80))
    assert len(sent) == 3
    hear(database, None, 81)
    sweeper.send_lost_messages(START + timedelta(seconds=82))
    assert len(sent) == 4


def test_a_run_that_a_worker_without_room_gives_back_has_lost_no_attempt(database: Database) -> None:
    run_id = running_run(database)
    error = RunError(type="disk", message=FULL)
    for attempt in range(1, 6):
        with database.write() as session:
            finish = Finish(attempt=attempt, outcome="released", error=error)
            assert finish_attempt(session, run_id, finish, 1, START).status == "queued"
            claim_run(session, run_id, "w2", settings(), START)

    assert get_run(database, run_id).crashes == 0
    with database.read() as session:
        told = [event for event in read_events(session, run_id) if event.kind == "attempt_released"]
    assert told[0].level == "warning"
    assert told[0].message == (f"Attempt 1 was given back by worker w1: {FULL} The run will go on from the beginning.")
