"""Transactions: writers take turns, readers see one moment, and what does not fit the schema is refused."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from paretoscope.runs.lifecycle.transitions import create_run
from paretoscope.store.database import Database
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EventRow

from ..run_configs import run_config


def make_run(database: Database) -> str:
    with database.write() as session:
        return create_run(session, run_config(), datetime.now(UTC)).id


def test_no_change_is_lost_between_threads_that_write_at_once(database: Database) -> None:
    run_id = make_run(database)

    def count_up() -> None:
        for _ in range(25):
            with database.write() as session:
                run = session.scalars(select(RunRow).where(RunRow.id == run_id).with_for_update()).one()
                run.step += 1

    threads = [threading.Thread(target=count_up) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.read() as session:
        assert session.get_one(RunRow, run_id).step == 200


def test_two_processes_can_write_the_same_sqlite_file(sqlite_url: str) -> None:
    first, second = Database(sqlite_url), Database(sqlite_url)
    run_id = make_run(first)

    def count_up(database: Database) -> None:
        for _ in range(50):
            with database.write() as session:
                session.get_one(RunRow, run_id).step += 1

    threads = [threading.Thread(target=count_up, args=[database]) for database in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with first.read() as session:
        assert session.get_one(RunRow, run_id).step == 100


def test_a_reader_sees_one_moment_however_long_it_reads(database: Database) -> None:
    run_id = make_run(database)
    with database.read() as reader:
        assert reader.scalar(select(RunRow.step).where(RunRow.id == run_id)) == 0
        with database.write() as session:
            session.get_one(RunRow, run_id).step = 7
        assert reader.scalar(select(RunRow.step).where(RunRow.id == run_id)) == 0

    with database.read() as reader:
        assert reader.scalar(select(RunRow.step).where(RunRow.id == run_id)) == 7


def test_a_block_that_raises_changes_nothing(database: Database) -> None:
    run_id = make_run(database)
    with pytest.raises(RuntimeError, match="after all"), database.write() as session:
        session.get_one(RunRow, run_id).step = 7
        session.flush()
        raise RuntimeError("after all")

    with database.read() as session:
        assert session.get_one(RunRow, run_id).step == 0


def event(run_id: str, **columns: object) -> EventRow:
    return EventRow(
        **{
            "run_id": run_id,
            "step": None,
            "time": datetime.now(UTC),
            "level": "info",
            "kind": "test",
            "message": "",
            "data": {},
            "source": "server",
            "version": 1,
            **columns,
        }
    )


def test_rows_of_a_run_that_does_not_exist_are_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(event("nobody"))


def test_deleting_a_run_deletes_what_it_reported(database: Database) -> None:
    run_id = make_run(database)
    with database.write() as session:
        session.add(event(run_id))
    with database.write() as session:
        session.delete(session.get_one(RunRow, run_id))

    with database.read() as session:
        assert session.scalars(select(EventRow)).all() == []


def test_moments_come_back_in_utc_whatever_zone_they_were_written_in(database: Database) -> None:
    run_id, noon = make_run(database), datetime(2026, 6, 1, 12, 0, 0, 123456, tzinfo=UTC)
    with database.write() as session:
        session.add(event(run_id, time=noon.astimezone(timezone(timedelta(hours=5)))))

    with database.read() as session:
        read = session.scalars(select(EventRow.time)).one()
        assert (read, read.utcoffset()) == (noon, timedelta(0))


def test_nan_and_infinity_in_data_are_stored_as_null(database: Database) -> None:
    run_id = make_run(database)
    with database.write() as session:
        session.add(event(run_id, data={"loss": float("nan"), "deep": [float("inf"), {"fine": 1.5}]}))

    with database.read() as session:
        assert session.scalars(select(EventRow.data)).one() == {"loss": None, "deep": [None, {"fine": 1.5}]}
