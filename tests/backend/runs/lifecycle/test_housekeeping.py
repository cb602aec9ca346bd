"""What the server looks for: silent workers, lost messages, old workers and small blocks."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from paretoscope.runs.lifecycle.housekeeping import Sweeper, wait_seconds
from paretoscope.runs.lifecycle.leases import claim_run
from paretoscope.runs.lifecycle.transitions import finish_attempt
from paretoscope.runs.lifecycle.workers import register_worker
from paretoscope.runs.read.reading import read_series
from paretoscope.schema.control import Finish, WorkerRegistration
from paretoscope.store.database import Database
from paretoscope.store.record_models import BlockRow
from paretoscope.store.server_models import WorkerRow

from ..reports import START, get_run, metrics, queued_run, report, running_run, settings


@dataclass
class Swept:
    """A sweeper and what it asked for."""

    database: Database
    enqueued: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sweeper = Sweeper(settings(), self.database, self.enqueued.append, self.published.append)


@pytest.fixture
def swept(database: Database) -> Swept:
    return Swept(database)


def after(**time: float) -> datetime:
    return START + timedelta(**time)


def add_worker(database: Database, worker_id: str, slots: int, seen_at: datetime) -> None:
    with database.write() as session:
        worker = WorkerRegistration(id=worker_id, hostname="here", pid=1, slots=slots)
        register_worker(session, worker, seen_at)


def test_a_run_of_a_silent_worker_is_queued_again_and_its_message_sent(swept: Swept) -> None:
    silent, heard = running_run(swept.database), running_run(swept.database, after(seconds=20))

    swept.sweeper.expire_leases(after(seconds=31))

    assert (get_run(swept.database, silent).status, get_run(swept.database, heard).status) == ("queued", "running")
    assert (swept.enqueued, swept.published) == ([silent], [silent])


def test_a_run_given_up_is_not_sent_again(database: Database) -> None:
    swept = Swept(database)
    swept.sweeper = Sweeper(settings(max_attempts=1), database, swept.enqueued.append, swept.published.append)
    run_id = running_run(database)

    swept.sweeper.expire_leases(after(seconds=31))

    assert get_run(database, run_id).status == "crashed"
    assert (swept.enqueued, swept.published) == ([], [run_id])


def test_leases_get_a_full_period_after_the_server_starts(swept: Swept) -> None:
    started = datetime.now(UTC)
    run_id = running_run(swept.database, started - timedelta(hours=1))

    for seconds in range(5, 30, 5):
        swept.sweeper.sweep(started + timedelta(seconds=seconds))
    assert get_run(swept.database, run_id).status == "running"

    swept.sweeper.sweep(started + timedelta(seconds=31))
    assert get_run(swept.database, run_id).status == "queued"


def test_leases_get_a_full_period_after_the_machine_slept(swept: Swept) -> None:
    started = datetime.now(UTC)
    for seconds in range(5, 40, 5):
        swept.sweeper.sweep(started + timedelta(seconds=seconds))
    run_id = running_run(swept.database, started + timedelta(seconds=35))
    woken = started + timedelta(hours=8)

    swept.sweeper.sweep(woken)
    assert get_run(swept.database, run_id).status == "running"

    for seconds in range(5, 40, 5):
        swept.sweeper.sweep(woken + timedelta(seconds=seconds))
    assert get_run(swept.database, run_id).status == "queued"


def test_a_lost_message_is_sent_again_while_a_slot_is_free(swept: Swept) -> None:
    run_id = queued_run(swept.database)
    add_worker(swept.database, "w1", 1, after(seconds=9))

    swept.sweeper.send_lost_messages(after(seconds=9))
    assert swept.enqueued == []
    swept.sweeper.send_lost_messages(after(seconds=11))
    assert swept.enqueued == [run_id]
    swept.sweeper.send_lost_messages(after(seconds=12))
    assert swept.enqueued == [run_id]


def test_each_message_is_given_longer_than_the_one_before() -> None:
    waits = [wait_seconds(times) for times in range(1, 9)]

    assert waits == [10, 20, 40, 80, 160, 300, 300, 300]


@pytest.mark.parametrize("slots", [1, 2, 5])
def test_no_more_messages_are_sent_than_slots_are_free_and_the_oldest_run_comes_first(swept: Swept, slots: int) -> None:
    add_worker(swept.database, "w1", slots + 1, after(seconds=60))
    running_run(swept.database, after(seconds=60))
    waiting = [queued_run(swept.database, after(seconds=number)) for number in range(3)]

    swept.sweeper.send_lost_messages(after(seconds=60))

    assert swept.enqueued == waiting[:slots]


@pytest.mark.parametrize(
    "prepare",
    [
        lambda database: None,
        lambda database: add_worker(database, "w1", 4, START - timedelta(minutes=5)),
        lambda database: (add_worker(database, "w1", 1, after(minutes=1)), running_run(database)),
    ],
    ids=["no worker", "a silent worker", "a busy worker"],
)
def test_no_message_is_sent_again_while_nobody_could_take_it(
    swept: Swept, prepare: Callable[[Database], object]
) -> None:
    prepare(swept.database)
    queued_run(swept.database)

    swept.sweeper.send_lost_messages(after(minutes=1))

    assert swept.enqueued == []


def test_a_claimed_run_is_not_sent_again(swept: Swept) -> None:
    run_id = queued_run(swept.database)
    add_worker(swept.database, "w2", 1, after(minutes=1))
    with swept.database.write() as session:
        claim_run(session, run_id, "w1", settings(), START)

    swept.sweeper.send_lost_messages(after(minutes=1))

    assert swept.enqueued == []


def test_workers_silent_for_a_day_are_forgotten(swept: Swept) -> None:
    add_worker(swept.database, "old", 1, START - timedelta(days=1, seconds=1))
    add_worker(swept.database, "new", 1, START - timedelta(hours=23))

    swept.sweeper.tidy(START)

    with swept.database.read() as session:
        assert session.scalars(select(WorkerRow.id)).all() == ["new"]


def test_the_blocks_of_ended_runs_are_merged(swept: Swept) -> None:
    ended, running = running_run(swept.database), running_run(swept.database)
    for run_id in (ended, running):
        for step in range(1, 11):
            report(swept.database, run_id, step, metrics(step, w=float(step)))
    with swept.database.write() as session:
        finish_attempt(session, ended, Finish(attempt=1, outcome="completed"), 3, START)

    swept.sweeper.tidy(after(minutes=2))

    with swept.database.read() as session:
        blocks = dict(session.execute(select(BlockRow.run_id, func.count()).group_by(BlockRow.run_id)).all())
        assert blocks == {ended: 1, running: 10}
        [series] = read_series(session, get_run(swept.database, ended), ["w"], 100).series
        assert series.last == [float(step) for step in range(1, 11)]


def test_a_sweep_that_fails_does_not_end_the_sweeper(database: Database) -> None:
    sent: list[str] = []

    def enqueue(run_id: str) -> None:
        sent.append(run_id)
        if len(sent) == 1:
            raise RuntimeError("the broker is on fire")

    now = datetime.now(UTC)
    first = queued_run(database, now - timedelta(minutes=10))
    add_worker(database, "w1", 5, now + timedelta(minutes=1))
    sweeper = Sweeper(settings(sweep_seconds=0.02), database, enqueue, sent.append)
    sweeper.start()
    try:
        wait_until(lambda: sent == [first])
        second = queued_run(database, now - timedelta(minutes=10))
        wait_until(lambda: sent == [first, second])
    finally:
        sweeper.stop()


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)
