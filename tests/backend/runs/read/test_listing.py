"""Lists of runs: every run once, in order, and in a fixed number of queries."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import get_args

import pytest
from sqlalchemy import event

from paretoscope.runs.lifecycle.transitions import create_run, request_stop
from paretoscope.runs.read.cursors import read_cursor, write_cursor
from paretoscope.runs.read.listing import RunFilter, Sort, list_runs
from paretoscope.runs.refusals import InvalidError
from paretoscope.store.database import Database
from paretoscope.store.models import RunRow

from ...run_configs import run_config
from ..reports import START, evaluation, external_run, queued_run, report


def page_through(database: Database, sort: Sort, limit: int, **chosen: object) -> list[str]:
    ids: list[str] = []
    cursor: str | None = None
    while True:
        with database.read() as session:
            page = list_runs(session, RunFilter(**chosen), sort, START, limit=limit, cursor=cursor)  # type: ignore[arg-type]
        ids += [run.id for run in page.runs]
        cursor = page.next_cursor
        if cursor is None:
            return ids


@contextmanager
def counted_queries(database: Database) -> Iterator[list[str]]:
    statements: list[str] = []

    def count(_: object, __: object, statement: str, *___: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "after_cursor_execute", count)
    yield statements
    event.remove(database.engine, "after_cursor_execute", count)


@pytest.mark.parametrize("sort", [sort for sort in get_args(Sort) if "queue" not in sort])
def test_paging_shows_every_run_once_and_in_order(database: Database, sort: Sort) -> None:
    chance = random.Random(0)
    with database.write() as session:
        for number in range(25):
            created = START + timedelta(seconds=chance.randint(0, 5))
            run = create_run(session, run_config(name=chance.choice("abc")), created)
            run.step, run.status = chance.randint(0, 3), chance.choice(["queued", "running", "failed"])
            run.hypervolume = chance.choice([None, 0.25, 0.5, number / 100])

    ids = page_through(database, sort, limit=4)

    key, descending = sort.removeprefix("-"), sort.startswith("-")
    with database.read() as session:
        rows = [session.get_one(RunRow, run_id) for run_id in ids]
    values = [getattr(row, key) if getattr(row, key) is not None else -1.0 for row in rows]
    places = list(zip(values, ids, strict=True))
    assert len(set(ids)) == 25
    assert places == sorted(places, reverse=descending)


def test_hypervolumes_are_sorted_only_where_they_compare(database: Database) -> None:
    axes = {"mine": {"accuracy": 0.4, "conciseness": 33.0}, "other": {"accuracy": 0.0, "conciseness": 60.0}}
    made = {}
    for name, volume in (("mine a", 0.2), ("mine b", 0.3), ("other", 0.1)):
        made[name] = external_run(database, name=name)
        point = evaluation(0, 0.5, 30.0, hypervolume=volume, reference_point=axes[name.split()[0]])
        report(database, made[name], 1, point)

    with pytest.raises(InvalidError, match="2 different reference points or scales") as refused:
        page_through(database, "-hypervolume", 9)
    assert refused.value.field == "sort"
    assert page_through(database, "-hypervolume", 1, search="mine") == [made["mine b"], made["mine a"]]
    with database.read() as session:
        pages = [
            list_runs(session, RunFilter(search=text), "name", START, limit=1, cursor=None) for text in ("", "mine")
        ]
    assert [page.hypervolumes_compare for page in pages] == [False, True]


def test_hypervolumes_of_unknown_axes_do_not_compare(database: Database) -> None:
    for _ in range(2):
        run_id = external_run(database)
        report(database, run_id, 1, evaluation(0, 0.5, 30.0, hypervolume=0.1, reference_point={}, scale={}))

    with pytest.raises(InvalidError):
        page_through(database, "hypervolume", 9)


def test_a_run_made_while_paging_shifts_nothing(database: Database) -> None:
    first = [queued_run(database, START + timedelta(seconds=number)) for number in range(6)]
    with database.read() as session:
        page = list_runs(session, RunFilter(), "-created_at", START, limit=3, cursor=None)
    queued_run(database, START + timedelta(hours=1))
    with database.read() as session:
        rest = list_runs(session, RunFilter(), "-created_at", START, limit=9, cursor=page.next_cursor)

    assert [run.id for run in (*page.runs, *rest.runs)] == first[::-1]


def test_runs_are_found_by_status(database: Database) -> None:
    queued, stopped = queued_run(database), queued_run(database)
    with database.write() as session:
        request_stop(session, stopped, START)

    assert page_through(database, "created_at", 9, statuses=["stopped"]) == [stopped]
    assert set(page_through(database, "created_at", 9, statuses=["stopped", "queued"])) == {queued, stopped}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ALPHA", {"Alpha 100%"}),
        ("100%", {"Alpha 100%"}),
        ("_", {"beta_2"}),
        ("fixed", {"Alpha 100%", "beta_2"}),
        ("nothing", set()),
    ],
)
def test_runs_are_found_by_part_of_their_name_or_method(database: Database, search: str, found: set[str]) -> None:
    names = {queued_run(database, name=name): name for name in ("Alpha 100%", "beta_2")}

    assert {names[run_id] for run_id in page_through(database, "name", 9, search=search)} == found


def test_three_thousand_runs_are_listed_in_four_queries(database: Database) -> None:
    with database.write() as session:
        for number in range(3000):
            create_run(session, run_config(), START + timedelta(seconds=number))

    with counted_queries(database) as statements, database.read() as session:
        page = list_runs(session, RunFilter(), "-created_at", START, limit=100, cursor=None)

    assert (len(page.runs), page.total) == (100, 3000)
    assert len([one for one in statements if one.startswith("SELECT")]) == 4


def test_a_list_without_configs_reads_none(database: Database) -> None:
    queued_run(database)

    with counted_queries(database) as statements, database.read() as session:
        [run] = list_runs(session, RunFilter(), "name", START, limit=9, cursor=None, configs=False).runs

    assert run.config == {}
    assert not any("runs.config," in one for one in statements)


@pytest.mark.parametrize(
    "cursor", ["", "x", "e30", "bnVsbA", "W10", write_cursor(1, "a"), write_cursor("never", "a"), "é", "=" * 9]
)
def test_a_cursor_that_no_list_gave_is_refused(database: Database, cursor: str) -> None:
    with pytest.raises(InvalidError) as refused, database.read() as session:
        list_runs(session, RunFilter(), "created_at", START, limit=3, cursor=cursor)

    assert refused.value.field == "cursor"


def test_a_cursor_carries_its_place() -> None:
    assert read_cursor(write_cursor("é", 3, 0.5), str, int, (int, float)) == ["é", 3, 0.5]
