"""Claims, heartbeats and what becomes of a run whose worker falls silent."""

import threading
from datetime import timedelta

import pytest

from paretoscope.runs.lifecycle.leases import claim_run, expire_lease, expired_runs, renew_lease
from paretoscope.runs.lifecycle.transitions import create_run, finish_attempt, request_stop
from paretoscope.runs.lifecycle.workers import register_worker
from paretoscope.runs.read.reading import read_events
from paretoscope.runs.refusals import ConflictError, NotFoundError
from paretoscope.schema.control import CheckpointPlace, Claim, Finish, Heartbeat, WorkerRegistration
from paretoscope.store.database import Database
from paretoscope.store.server_models import WorkerRow

from ...run_configs import run_config
from ..reports import START, checkpoint, get_run, metrics, queued_run, report, running_run, settings

LATER = START + timedelta(seconds=31)


def test_of_workers_that_claim_a_run_at_once_one_gets_it(database: Database) -> None:
    run_id = queued_run(database)
    claims: list[Claim] = []
    refused: list[ConflictError] = []

    def claim(worker_id: str) -> None:
        try:
            with database.write() as session:
                claims.append(claim_run(session, run_id, worker_id, settings(), START))
        except ConflictError as error:
            refused.append(error)

    threads = [threading.Thread(target=claim, args=[f"w{number}"]) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(claims), len(refused)) == (1, 11)
    assert get_run(database, run_id).attempt == claims[0].attempt == 1


def test_a_claim_carries_config_attempt_and_the_newest_checkpoint(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, checkpoint(25), checkpoint(50), checkpoint(75, deleted=True))
    with database.write() as session:
        finish_attempt(session, run_id, Finish(attempt=1, outcome="crashed"), 3, START)
        claim = claim_run(session, run_id, "w2", settings(lease_seconds=40), START)

    assert (claim.attempt, claim.lease_seconds) == (2, 40)
    assert claim.checkpoint == CheckpointPlace(run_id=run_id, step=50, path="/runs/step-000050")
    assert claim.config == run_config().model_dump(mode="json")


@pytest.mark.parametrize("outcome", ["completed", "stopped", "failed"])
def test_a_run_that_has_ended_cannot_be_claimed(database: Database, outcome: str) -> None:
    run_id = running_run(database)
    with database.write() as session:
        finish_attempt(session, run_id, Finish(attempt=1, outcome=outcome), 3, START)

    with pytest.raises(ConflictError, match=outcome), database.write() as session:
        claim_run(session, run_id, "w2", settings(), START)


def test_a_run_trained_elsewhere_cannot_be_claimed(database: Database) -> None:
    with database.write() as session:
        run_id = create_run(session, run_config(), START, external=True).id

    with pytest.raises(ConflictError), database.write() as session:
        claim_run(session, run_id, "w1", settings(), START)


def test_heartbeats_keep_the_run(database: Database) -> None:
    run_id = running_run(database)
    for seconds in (20, 40, 60):
        with database.write() as session:
            at = START + timedelta(seconds=seconds)
            assert renew_lease(session, run_id, Heartbeat(attempt=1), settings(), at).action == "continue"

    with database.read() as session:
        assert expired_runs(session, START + timedelta(seconds=89)) == []
        assert expired_runs(session, START + timedelta(seconds=91)) == [run_id]


def test_a_heartbeat_tells_the_stage(database: Database) -> None:
    run_id = running_run(database)
    version = get_run(database, run_id).version
    with database.write() as session:
        renew_lease(session, run_id, Heartbeat(attempt=1, stage="loading policy"), settings(), START)
    assert (get_run(database, run_id).stage, get_run(database, run_id).version) == ("loading policy", version + 1)

    with database.write() as session:
        renew_lease(session, run_id, Heartbeat(attempt=1, stage="loading policy"), settings(), START)
    assert get_run(database, run_id).version == version + 1


def test_a_heartbeat_shows_that_the_worker_is_alive(database: Database) -> None:
    with database.write() as session:
        register_worker(session, WorkerRegistration(id="w1", hostname="here", pid=1, slots=1), START)
    run_id = running_run(database)
    with database.write() as session:
        renew_lease(session, run_id, Heartbeat(attempt=1), settings(), LATER)

    with database.read() as session:
        assert session.get_one(WorkerRow, "w1").seen_at == LATER


def test_a_heartbeat_of_an_earlier_attempt_is_told_that_the_run_is_lost(database: Database) -> None:
    run_id = running_run(database)
    with database.write() as session:
        assert expire_lease(session, run_id, settings(), LATER)
        claim_run(session, run_id, "w2", settings(), LATER)

    with pytest.raises(ConflictError, match="attempt 2"), database.write() as session:
        renew_lease(session, run_id, Heartbeat(attempt=1), settings(), LATER)


def test_a_heartbeat_passes_the_wish_to_stop_on(database: Database) -> None:
    run_id = running_run(database)
    with database.write() as session:
        request_stop(session, run_id, START)
        assert renew_lease(session, run_id, Heartbeat(attempt=1), settings(), START).action == "stop"


def test_an_expired_lease_queues_the_run_again_with_what_it_reported(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(7, w=1.0), checkpoint(5))
    with database.write() as session:
        assert expire_lease(session, run_id, settings(), LATER)

    run = get_run(database, run_id)
    assert (run.status, run.worker_id, run.lease_expires_at, run.step) == ("queued", None, None, 7)
    with database.read() as session:
        told = read_events(session, run_id)[-1]
    assert (told.kind, told.level) == ("attempt_crashed", "warning")
    assert "w1 was not heard of for 31 s" in told.message


def test_a_heartbeat_that_comes_just_in_time_wins(database: Database) -> None:
    run_id = running_run(database)
    with database.write() as session:
        renew_lease(session, run_id, Heartbeat(attempt=1), settings(), LATER)
    with database.write() as session:
        assert not expire_lease(session, run_id, settings(), LATER)

    assert get_run(database, run_id).status == "running"


def test_a_run_that_crashes_too_often_is_given_up(database: Database) -> None:
    run_id = queued_run(database)
    now = START
    for attempt in range(1, 4):
        with database.write() as session:
            assert claim_run(session, run_id, "w1", settings(), now).attempt == attempt
        now += timedelta(seconds=31)
        with database.write() as session:
            expire_lease(session, run_id, settings(max_attempts=3), now)

    run = get_run(database, run_id)
    assert (run.status, run.finished_at) == ("crashed", now)
    assert run.error is not None
    assert run.error["type"] == "LeaseExpired"


def test_a_silent_worker_of_a_run_that_should_stop_leaves_it_stopped(database: Database) -> None:
    run_id = running_run(database)
    with database.write() as session:
        request_stop(session, run_id, START)
        expire_lease(session, run_id, settings(), LATER)

    assert get_run(database, run_id).status == "stopped"


def test_a_run_that_does_not_exist_cannot_be_claimed(database: Database) -> None:
    with pytest.raises(NotFoundError), database.write() as session:
        claim_run(session, "nobody", "w1", settings(), START)
