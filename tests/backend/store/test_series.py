"""Series in blocks, held against a plain dictionary of steps to values."""

import random
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from paretoscope.runs.lifecycle.transitions import create_run
from paretoscope.store import merging, series
from paretoscope.store.blocks import Points, numbers
from paretoscope.store.database import Database
from paretoscope.store.record_models import BlockRow, SeriesRow

from ..run_configs import run_config

Model = dict[str, dict[int, float | None]]


@pytest.fixture
def run_id(database: Database) -> str:
    """A run to hang series on."""
    with database.write() as session:
        return create_run(session, run_config(), datetime.now(UTC)).id


def points(values: dict[int, float | None]) -> Points:
    return Points.of(values.keys(), values.values())


def stored(session: Session, run_id: str, keys: list[str]) -> Model:
    found = series.read(session, run_id, keys)
    return {key: dict(zip(one.steps.tolist(), numbers(one.values), strict=True)) for key, one in found.items()}


def assert_summaries_fit(session: Session, run_id: str, model: Model) -> None:
    """What the series rows say of their points is what their points are, and blocks never overlap."""
    rows = {row.key: row for row in series.list_series(session, run_id)}
    assert rows.keys() == {key for key, values in model.items() if values}
    for key, row in rows.items():
        values = [value for value in model[key].values() if value is not None]
        last_step = max(model[key])
        assert (row.count, row.last_step, row.last) == (len(model[key]), last_step, model[key][last_step])
        assert (row.min, row.max) == (min(values, default=None), max(values, default=None))
        spans = session.execute(
            select(BlockRow.first_step, BlockRow.last_step)
            .where(BlockRow.series_id == row.id)
            .order_by(BlockRow.first_step)
        ).all()
        assert all(before.last_step < after.first_step for before, after in pairwise(spans))


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_writes_and_cuts_reads_as_a_dictionary_would(database: Database, run_id: str, seed: int) -> None:
    chance, model, step = random.Random(seed), {"a": {}, "b/c": {}}, 0
    for version in range(2, 120):
        with database.write() as session:
            if chance.random() < 0.04:
                kept = chance.randint(-1, step)
                series.cut(session, run_id, kept)
                model = {key: {at: v for at, v in values.items() if at <= kept} for key, values in model.items()}
                step = max(kept, 0)
                continue
            key = chance.choice(["a", "b/c"])
            start = step + 1 if chance.random() < 0.85 else chance.randint(0, step)
            count = chance.choice([1, 1, 1, 1, 1, 1, 1, 3, 3, 5000])
            new = {start + at: chance.choice([chance.gauss(0, 1), None]) for at in range(count)}
            series.append(session, run_id, version, {key: points(new)})
            model[key] |= new
            step = max(step, start + count - 1)

    with database.read() as session:
        expected = {key: dict(sorted(values.items())) for key, values in model.items() if values}
        assert stored(session, run_id, ["a", "b/c"]) == expected
        assert_summaries_fit(session, run_id, model)


def test_small_blocks_are_merged_as_they_come(database: Database, run_id: str) -> None:
    for step in range(1, 301):
        with database.write() as session:
            series.append(session, run_id, step + 1, {"a": points({step: float(step)})})

    with database.read() as session:
        blocks = session.scalar(select(func.count()).select_from(BlockRow)) or 0
        assert blocks <= merging.LOOSE_BLOCKS + 1
        assert stored(session, run_id, ["a"]) == {"a": {step: float(step) for step in range(1, 301)}}


def test_compacting_leaves_full_blocks_and_the_same_points(database: Database, run_id: str) -> None:
    values: dict[int, float | None] = {}
    with database.write() as session:
        for batch in range(3):
            new: dict[int, float | None] = {batch * 5000 + at: float(at) for at in range(5000)}
            series.append(session, run_id, batch + 2, {"a": points(new)})
            values |= new
        merging.compact(session, run_id)

    with database.read() as session:
        counts = session.scalars(select(BlockRow.count).order_by(BlockRow.first_step)).all()
        assert counts == [4096, 4096, 4096, 2712]
        assert stored(session, run_id, ["a"]) == {"a": values}


def test_a_client_that_lags_a_little_gets_exactly_the_points_it_lacks(database: Database, run_id: str) -> None:
    for step in range(1, 301):
        with database.write() as session:
            series.append(session, run_id, step + 1, {"a": points({step: float(step)}), "b": points({step: None})})

    with database.read() as session:
        for lag in range(merging.KEPT_LOOSE):
            reset, new = series.read_after(session, run_id, 301 - lag, limit=1000)
            assert reset is None
            assert {key: one.steps.tolist() for key, one in new.items()} == (
                {key: list(range(301 - lag, 301)) for key in ("a", "b")} if lag else {}
            )


def test_a_client_that_lags_a_lot_is_told_from_where_to_read_again(database: Database, run_id: str) -> None:
    for step in range(1, 301):
        with database.write() as session:
            series.append(session, run_id, step + 1, {"a": points({step: float(step)})})

    with database.read() as session:
        reset, new = series.read_after(session, run_id, 150, limit=1000)
        assert new == {}
        assert reset is not None
        assert reset < 150

        assert series.read_after(session, run_id, 290, limit=5) == (289, {})


def test_a_replaced_point_makes_clients_that_saw_it_read_again(database: Database, run_id: str) -> None:
    with database.write() as session:
        series.append(session, run_id, 2, {"a": points({1: 1.0, 2: 2.0})})
        series.append(session, run_id, 3, {"a": points({2: 9.0, 3: 3.0})})

    with database.read() as session:
        assert stored(session, run_id, ["a"]) == {"a": {1: 1.0, 2: 9.0, 3: 3.0}}
        assert series.read_after(session, run_id, 2, limit=1000) == (0, {})
        reset, new = series.read_after(session, run_id, 1, limit=1000)
        assert (reset, new["a"].steps.tolist()) == (None, [1, 2, 3])


def test_reading_a_range_reads_only_that_range(database: Database, run_id: str) -> None:
    with database.write() as session:
        series.append(session, run_id, 2, {"a": points({step: float(step) for step in range(10_000)})})

    with database.read() as session:
        assert series.read(session, run_id, ["a"], 4090, 4100)["a"].steps.tolist() == list(range(4090, 4101))
        assert series.read(session, run_id, ["a"], 20_000) == {}


def test_a_run_cannot_have_endless_metric_keys(
    database: Database, run_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(series, "MAX_SERIES", 3)
    with database.write() as session:
        series.append(session, run_id, 2, {f"key/{number}": points({1: 0.0}) for number in range(3)})

    with pytest.raises(series.TooManySeriesError), database.write() as session:
        series.append(session, run_id, 3, {"one/more": points({1: 0.0})})

    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(SeriesRow)) == 3
