"""Which queued run is next: by priority, then cell by cell, then by age; never one of a paused sweep."""

from datetime import timedelta
from typing import Any

import pytest

from paretoscope.runs.lifecycle.choosing import next_run
from paretoscope.runs.lifecycle.housekeeping import _lost_runs
from paretoscope.runs.lifecycle.leases import claim_run
from paretoscope.runs.lifecycle.transitions import change_priority, finish_attempt
from paretoscope.runs.lifecycle.workers import register_worker
from paretoscope.runs.read.listing import RunFilter, list_runs
from paretoscope.runs.refusals import ConflictError
from paretoscope.schema.answers.worker import NextRun
from paretoscope.schema.control import Finish, WorkerRegistration
from paretoscope.schema.sweeps import SweepChanges, SweepExtension, SweepRequest
from paretoscope.store.database import Database
from paretoscope.sweeps.cells import overrides_of
from paretoscope.sweeps.controlling import change_sweep
from paretoscope.sweeps.creating import create_sweep
from paretoscope.sweeps.extending import extend_sweep
from paretoscope.sweeps.planning import plan_cells
from paretoscope.sweeps.rows import run_ids

from ...run_configs import MINIMAL
from ..reports import START, checkpoint, get_run, queued_run, report, settings

HERE, THERE = "a" * 32, "b" * 32


def make_sweep(database: Database, seconds: float = 0.0, **parts: Any) -> tuple[str, list[str]]:
    """Makes a sweep of two methods and two seeds; returns its id and its runs."""
    axis = {"field": "weighting.type", "values": ["fixed", "gradient"]}
    request = SweepRequest.model_validate({"name": "s", "base": MINIMAL, "axes": [axis], "seeds": [0, 1]} | parts)
    cells = plan_cells(request.base, overrides_of(request), settings())
    with database.write() as session:
        sweep = create_sweep(session, request, cells, START + timedelta(seconds=seconds))
        return sweep.id, run_ids(session, sweep.id)


def change(database: Database, sweep_id: str, **changes: Any) -> list[str]:
    with database.write() as session:
        return change_sweep(session, sweep_id, SweepChanges(**changes), START)


def ask(database: Database, worker_id: str = "w1", *left: str) -> NextRun:
    with database.read() as session:
        return next_run(session, worker_id, left, settings(), START)


def drain(database: Database) -> list[str]:
    """Claims the next run until there is none, and returns the runs in this order."""
    claimed = []
    while (run := ask(database).run) is not None:
        claimed.append(run.id)
        with database.write() as session:
            claim_run(session, run.id, "w1", settings(), START)
    return claimed


def test_runs_come_by_priority_then_by_age_of_the_sweep_then_cell_by_cell(database: Database) -> None:
    _, first = make_sweep(database, 10)
    alone = queued_run(database, START + timedelta(seconds=20))
    _, second = make_sweep(database, 30)
    oldest = queued_run(database, START)
    _, urgent = make_sweep(database, 40, priority=1)
    with database.write() as session:
        change_priority(session, second[3], 2, START)
        change_priority(session, oldest, -1, START)

    assert drain(database) == [second[3], *urgent, *first, alone, *second[:3], oldest]


def test_seeds_that_are_added_finish_the_cells_that_come_first(database: Database) -> None:
    sweep_id, runs = make_sweep(database)
    with database.write() as session:
        later = START + timedelta(seconds=60)
        _, added = extend_sweep(session, sweep_id, SweepExtension(seeds=[2]), settings(), later)

    assert drain(database) == [runs[0], runs[1], added[0].id, runs[2], runs[3], added[1].id]


def test_a_run_that_crashed_is_next_again(database: Database) -> None:
    _, runs = make_sweep(database)
    with database.write() as session:
        claim_run(session, runs[0], "w1", settings(), START)
    assert ask(database).run is not None
    assert ask(database).run.id == runs[1]  # type: ignore[union-attr]
    with database.write() as session:
        finish_attempt(session, runs[0], Finish(attempt=1, outcome="crashed"), 3, START + timedelta(seconds=5))

    assert drain(database) == runs


def test_queued_runs_of_a_paused_sweep_are_not_claimed_until_it_is_continued(database: Database) -> None:
    sweep_id, runs = make_sweep(database)
    alone = queued_run(database, START + timedelta(seconds=20))
    with database.write() as session:
        claim_run(session, runs[0], "w1", settings(), START)
    assert change(database, sweep_id, paused=True) == []

    assert drain(database) == [alone]
    with pytest.raises(ConflictError, match="paused"), database.write() as session:
        claim_run(session, runs[1], "w1", settings(), START)
    assert get_run(database, runs[0]).status == "running"

    assert change(database, sweep_id, paused=False) == runs[1:]
    assert drain(database) == runs[1:]


def test_no_messages_are_sent_again_for_a_paused_sweep(database: Database) -> None:
    sweep_id, _ = make_sweep(database, priority=5)
    alone = queued_run(database)
    change(database, sweep_id, paused=True)
    with database.write() as session:
        now = START + timedelta(seconds=25)
        register_worker(session, WorkerRegistration(id="w1", hostname="h", pid=1, slots=2), now)
        assert _lost_runs(session, settings(), now) == [alone]


def test_a_run_that_waits_for_the_worker_with_its_checkpoint_is_passed_over(database: Database) -> None:
    for worker_id, storage in (("w1", HERE), ("w2", THERE)):
        with database.write() as session:
            worker = WorkerRegistration(id=worker_id, hostname="h", pid=1, slots=1, storage=storage)
            register_worker(session, worker, START)
    first, second = queued_run(database), queued_run(database, START + timedelta(seconds=1))
    with database.write() as session:
        claim_run(session, first, "w1", settings(), START)
    report(database, first, 1, checkpoint(60, storage=HERE))
    with database.write() as session:
        finish_attempt(session, first, Finish(attempt=1, outcome="crashed"), 3, START)

    def asked(worker_id: str, *left: str) -> tuple[str | None, bool]:
        turn = ask(database, worker_id, *left)
        return (turn.run.id if turn.run else None, turn.waits_for_others)

    assert asked("w1") == (first, False)
    assert asked("w2") == (second, True)
    assert asked("w2", second) == (None, True)
    assert asked("w1", first) == (second, False)


def test_the_queue_is_listed_in_its_order_page_by_page(database: Database) -> None:
    alone = queued_run(database, START)
    sweep_id, runs = make_sweep(database, 10)
    paused_id, waiting = make_sweep(database, 20, priority=9)
    change(database, paused_id, paused=True)
    order = [alone, *runs, *waiting]

    found, cursor = [], None
    while True:
        with database.read() as session:
            page = list_runs(session, RunFilter(), "queue_position", START, limit=2, cursor=cursor)
        found += page.runs
        assert page.total == 9
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert [run.id for run in found] == order
    assert [run.queue_position for run in found] == [1, 2, 3, 4, 5, None, None, None, None]
    with database.read() as session:
        turned = list_runs(session, RunFilter(), "-queue_position", START, limit=10, cursor=None)
        assert [run.id for run in turned.runs] == order[::-1]
        chosen = RunFilter(sweep_id=sweep_id)
        mine = list_runs(session, chosen, "queue_position", START, limit=10, cursor=None)
    assert [run.queue_position for run in mine.runs] == [2, 3, 4, 5]
