"""External runs that fall silent are lost, come back, and can be stopped and deleted."""

from datetime import UTC, datetime, timedelta

import pytest

from paretoscope.runs.lifecycle.continuing import resume_run, retry_run
from paretoscope.runs.lifecycle.external import lose_run, silent_runs
from paretoscope.runs.lifecycle.forking import find_source
from paretoscope.runs.lifecycle.housekeeping import Sweeper
from paretoscope.runs.lifecycle.leases import renew_lease
from paretoscope.runs.lifecycle.transitions import delete_run, finish_attempt, request_stop
from paretoscope.runs.read.describing import describe
from paretoscope.runs.read.reading import read_events
from paretoscope.runs.refusals import ConflictError, NotFoundError
from paretoscope.schema.control import Finish, Heartbeat, Instruction
from paretoscope.store.database import Database

from ...run_configs import run_config
from ..reports import START, external_run, get_run, metrics, report, running_run, settings

LEASE = timedelta(seconds=300)
SILENT = START + LEASE + timedelta(seconds=1)


def beat(database: Database, run_id: str, now: datetime) -> Instruction:
    with database.write() as session:
        return renew_lease(session, run_id, Heartbeat(attempt=1), settings(), now)


def lose(database: Database, run_id: str, now: datetime = SILENT) -> bool:
    with database.write() as session:
        return lose_run(session, run_id, settings(), now)


def stop(database: Database, run_id: str, now: datetime) -> None:
    with database.write() as session:
        request_stop(session, run_id, now)


def finish(database: Database, run_id: str, outcome: str, now: datetime) -> None:
    with database.write() as session:
        finish_attempt(session, run_id, Finish(attempt=1, outcome=outcome), 3, now)  # type: ignore[arg-type]


def events(database: Database, run_id: str, kind: str) -> list[str]:
    with database.read() as session:
        return [found.message for found in read_events(session, run_id) if found.kind == kind]


def duration(database: Database, run_id: str, now: datetime) -> float | None:
    return describe(get_run(database, run_id), now).duration_seconds


def test_a_silent_run_is_lost_and_an_event_says_since_when(database: Database) -> None:
    run_id = external_run(database)
    report(database, run_id, 1, metrics(3, loss=1.0))

    with database.read() as session:
        assert silent_runs(session, settings(), START + LEASE) == []
        assert silent_runs(session, settings(), SILENT) == [run_id]
    assert lose(database, run_id)

    assert get_run(database, run_id).status == "lost"
    assert events(database, run_id, "run_lost") == [
        "Nothing was heard of the run for 5 min, since 2026-06-01 12:00:00 UTC. "
        "It goes on as soon as it reports again; otherwise stop or delete it."
    ]
    assert not lose(database, run_id)


def test_a_run_of_a_worker_is_never_lost(database: Database) -> None:
    run_id = running_run(database)
    with database.read() as session:
        assert silent_runs(session, settings(), SILENT) == []
    assert not lose(database, run_id)


@pytest.mark.parametrize("sign", ["records", "heartbeat"])
def test_each_sign_of_life_renews_the_lease(database: Database, sign: str) -> None:
    run_id = external_run(database)
    heard = START + timedelta(seconds=200)
    if sign == "records":
        report(database, run_id, 1, metrics(1, loss=1.0), now=heard)
    else:
        assert beat(database, run_id, heard) == Instruction(action="continue", next_heartbeat_seconds=15.0)

    assert not lose(database, run_id)
    assert lose(database, run_id, heard + LEASE + timedelta(seconds=1))


@pytest.mark.parametrize("sign", ["records", "heartbeat"])
def test_a_lost_run_that_is_heard_of_goes_on_and_its_silence_does_not_count_as_training(
    database: Database, sign: str
) -> None:
    run_id = external_run(database)
    report(database, run_id, 1, metrics(1, loss=1.0), now=START + timedelta(seconds=100))
    lost_at, back = START + timedelta(seconds=401), START + timedelta(seconds=1540)
    assert lose(database, run_id, lost_at)
    assert duration(database, run_id, back) == 100

    if sign == "records":
        report(database, run_id, 2, metrics(2, loss=1.0), now=back)
    else:
        beat(database, run_id, back)

    run = get_run(database, run_id)
    assert (run.status, run.heard_at) == ("running", back)
    assert duration(database, run_id, back + timedelta(seconds=10)) == 110
    [message] = events(database, run_id, "run_heard_again")
    assert "after 24 min" in message
    assert run.pace_step == (2 if sign == "records" else None)


def test_a_stop_is_told_with_the_next_answer(database: Database) -> None:
    run_id = external_run(database)
    assert not report(database, run_id, 1, metrics(1, loss=1.0)).stop_requested
    stop(database, run_id, START)

    assert get_run(database, run_id).status == "running"
    assert report(database, run_id, 2, metrics(2, loss=1.0)).stop_requested
    assert report(database, run_id, 2, metrics(2, loss=1.0)).stop_requested
    assert beat(database, run_id, START).action == "stop"


def test_a_lost_run_stops_at_once_and_its_program_is_told_when_it_is_heard_of(database: Database) -> None:
    run_id = external_run(database)
    lose(database, run_id)
    stop(database, run_id, SILENT + timedelta(hours=1))

    run = get_run(database, run_id)
    assert (run.status, run.finished_at) == ("stopped", SILENT + timedelta(hours=1))
    assert duration(database, run_id, SILENT + timedelta(hours=2)) == 0
    assert beat(database, run_id, SILENT + timedelta(hours=2)).action == "stop"
    with pytest.raises(ConflictError, match="is stopped"):
        report(database, run_id, 1, metrics(1, loss=1.0))


def test_a_run_that_falls_silent_after_it_was_asked_to_stop_is_stopped(database: Database) -> None:
    run_id = external_run(database)
    stop(database, run_id, START)

    assert lose(database, run_id)

    assert get_run(database, run_id).status == "stopped"


def test_a_lost_run_can_be_deleted_and_a_running_one_cannot(database: Database) -> None:
    run_id = external_run(database)
    with pytest.raises(ConflictError, match="still trains"), database.write() as session:
        delete_run(session, run_id, START)
    lose(database, run_id)

    with database.write() as session:
        delete_run(session, run_id, SILENT)

    with pytest.raises(NotFoundError):
        beat(database, run_id, SILENT)


def test_a_lost_run_may_still_end_as_its_program_says(database: Database) -> None:
    run_id = external_run(database)
    lose(database, run_id)

    finish(database, run_id, "completed", SILENT)

    assert get_run(database, run_id).status == "completed"
    assert duration(database, run_id, SILENT) == 0
    with pytest.raises(ConflictError, match="is completed"):
        beat(database, run_id, SILENT)


def test_no_worker_continues_or_forks_a_lost_run(database: Database) -> None:
    run_id = external_run(database)
    lose(database, run_id)

    with pytest.raises(ConflictError, match="only reports here"), database.write() as session:
        resume_run(session, run_id, None, SILENT)
    with pytest.raises(ConflictError, match="only reports here"), database.write() as session:
        retry_run(session, run_id, SILENT)
    with pytest.raises(ConflictError, match="only reports here"), database.write() as session:
        find_source(session, run_config(fork={"run_id": run_id, "step": 0}))


def test_a_server_that_was_away_gives_external_runs_a_full_period(database: Database) -> None:
    started = datetime.now(UTC)
    run_id = external_run(database, started - timedelta(hours=1))
    published: list[str] = []
    sweeper = Sweeper(settings(), database, lambda _: None, published.append)

    for seconds in range(5, 300, 5):
        sweeper.sweep(started + timedelta(seconds=seconds))
    assert get_run(database, run_id).status == "running"

    sweeper.sweep(started + timedelta(seconds=302))
    assert (get_run(database, run_id).status, published) == ("lost", [run_id])
