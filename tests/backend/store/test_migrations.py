"""Migrations: the schema they make is the models', and a server that finds another one says what to do."""

import hashlib
import json
import threading
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from paretoscope.runs.lifecycle.labelling import archive_runs, change_tags
from paretoscope.runs.read.evaluations import read_evaluations
from paretoscope.schema.config_hash import as_before, config_hash
from paretoscope.store.database import Database
from paretoscope.store.migrate import (
    SchemaError,
    _config,
    current_revision,
    ensure_schema,
    head_revision,
    upgrade,
    upgrade_database,
)
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EvaluationRow
from paretoscope.store.tables import METADATA

from ...services.postgres import PostgresServer
from ..run_configs import run_config
from ..runs.reports import START, evaluation, external_run, get_run, metrics, report, running_run


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a schema."""
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        opened = Database(server.create(f"empty_{uuid.uuid4().hex}"))
    yield opened
    opened.close()


def test_migrations_make_exactly_the_schema_of_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_a_migrated_database_has_the_newest_revision(database: Database) -> None:
    assert current_revision(database) == head_revision()
    assert ensure_schema(database) == head_revision()


def test_sqlite_migrates_itself_at_start(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new' / 'home.db'}")
    assert current_revision(database) is None

    ensure_schema(database)

    assert "runs" in inspect(database.engine).get_table_names()


def test_postgres_refuses_to_start_on_an_old_schema_and_names_the_command(postgres_server: PostgresServer) -> None:
    url = postgres_server.create("not_migrated")
    database = Database(url)
    with pytest.raises(SchemaError, match="run `paretoscope migrate`"):
        ensure_schema(database)
    assert inspect(database.engine).get_table_names() == []

    upgrade(url)

    assert ensure_schema(database) == head_revision()
    database.close()


def test_a_schema_from_a_newer_version_is_refused_and_left_alone(empty_database: Database) -> None:
    database = empty_database
    upgrade_database(database)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))

    with pytest.raises(SchemaError, match="newer"):
        ensure_schema(database)
    with pytest.raises(SchemaError, match="newer"):
        upgrade_database(database)

    assert current_revision(database) == "from_the_future"


def test_of_servers_that_start_at_once_one_migrates_and_all_start(empty_database: Database) -> None:
    failures: list[Exception] = []

    def start() -> None:
        own = Database(empty_database.engine.url.render_as_string(hide_password=False))
        try:
            upgrade_database(own)
        except Exception as error:
            failures.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert current_revision(empty_database) == head_revision()


def test_a_migration_that_fails_half_way_leaves_no_trace(empty_database: Database) -> None:
    with pytest.raises(RuntimeError, match="half way"), empty_database.begin_schema_change() as connection:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        raise RuntimeError("half way")

    assert inspect(empty_database.engine).get_table_names() == []


def test_what_was_stored_before_knows_its_last_report_and_its_axes(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(0, loss=1.0), evaluation(0, 0.5, 30.0, hypervolume=0.1))
    before = get_run(database, run_id)
    with database.begin_schema_change() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0004")
    with database.engine.begin() as connection:
        (latest,) = connection.execute(text("SELECT latest FROM runs")).scalars()
    assert "scale" not in str(latest)

    upgrade_database(database)

    after = get_run(database, run_id)
    assert (after.latest, after.reported_at) == (before.latest, before.reported_at)


def test_evaluations_from_before_standard_errors_are_kept(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, evaluation(3, 0.5, 30))
    with database.begin_schema_change() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
    assert "standard_errors" not in {column["name"] for column in inspect(database.engine).get_columns("evaluations")}

    upgrade_database(database)

    with database.read() as session:
        [row] = read_evaluations(session, get_run(database, run_id)).evaluations
    assert row.objectives == {"accuracy": 0.5, "conciseness": 30}
    assert (row.standard_errors, row.contribution_error, row.hypervolume_interval) == ({}, None, None)


def test_external_runs_from_before_leases_were_last_heard_of_when_they_reported(database: Database) -> None:
    reported = START + timedelta(hours=1)
    external, silent, own = external_run(database), external_run(database), running_run(database)
    report(database, external, 1, evaluation(0, 0.5, 30.0, hypervolume=0.1), now=reported)
    report(database, own, 1, evaluation(0, 0.5, 30.0, hypervolume=0.2), now=reported)
    axes = get_run(database, external).hypervolume_axes
    with database.begin_schema_change() as connection:
        connection.execute(text("UPDATE runs SET status = 'lost' WHERE id = :id"), {"id": silent})
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0007")
    with database.engine.begin() as connection:
        assert set(connection.execute(text("SELECT status FROM runs")).scalars()) == {"running"}

    upgrade_database(database)

    heard = {run_id: get_run(database, run_id).heard_at for run_id in (external, silent, own)}
    assert heard == {external: reported, silent: START, own: None}
    assert axes is not None
    assert {get_run(database, run_id).hypervolume_axes for run_id in (external, own)} == {axes}
    assert get_run(database, silent).hypervolume_axes is None


def test_runs_from_before_sweeps_get_the_hash_of_their_config(database: Database) -> None:
    run_id = running_run(database)
    before = get_run(database, run_id).config_hash
    with database.write() as session:
        run = session.get_one(RunRow, run_id)
        run.config = as_before(run.config)
    with database.begin_schema_change() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0010")

    upgrade_database(database)

    after = get_run(database, run_id)
    assert after.config_hash == before == config_hash(run_config())
    assert (after.sweep_id, after.priority) == (None, 0)


def test_runs_and_sweeps_that_ask_for_forward_mode_take_a_directional_derivative(database: Database) -> None:
    run_id = running_run(database)
    with database.begin_schema_change() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0012")
        asked = {"type": "gradient", "influence": "jvp", "eta": 0.5}
        definition = {
            "base": {"weighting": asked},
            "axes": [{"field": "weighting.influence", "values": ["exact", "jvp", "directional"]}],
            "cells": [{"weighting.influence": "jvp", "seed": 1}],
        }
        values = {"id": run_id, "config": json.dumps({"name": "jvp", "weighting": asked, "seed": 0})}
        connection.execute(text("UPDATE runs SET config = :config WHERE id = :id"), values)
        connection.execute(
            text(
                "INSERT INTO sweeps (id, name, notes, definition, priority, paused, created_at) "
                "VALUES ('s', 's', '', :definition, 0, :no, :now)"
            ),
            {"definition": json.dumps(definition), "no": False, "now": START},
        )

    upgrade_database(database)

    with database.read() as session:
        stored, digest = session.execute(text("SELECT config, config_hash FROM runs")).one()
        kept = session.execute(text("SELECT definition FROM sweeps")).scalar_one()
    stored, kept = (json.loads(one) if isinstance(one, str) else one for one in (stored, kept))
    assert stored == {"name": "jvp", "weighting": asked | {"influence": "directional"}, "seed": 0}
    data = json.dumps({"weighting": stored["weighting"]}, sort_keys=True)
    assert digest == hashlib.sha256(data.encode()).hexdigest()[:16]
    assert kept["base"]["weighting"]["influence"] == "directional"
    assert kept["axes"][0]["values"] == ["exact", "directional"]
    assert kept["cells"] == [{"weighting.influence": "directional", "seed": 1}]


def test_going_back_drops_the_results_of_jobs_and_keeps_what_runs_reported(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, evaluation(0, 0.5, 30.0), evaluation(0, 0.4, 31.0, split="test"))
    with database.write() as session:
        place = {"run_id": run_id, "step": 0, "split": f"test@{'x' * 60}", "job_id": "job", "version": 1}
        values: dict[str, Any] = {"objectives": {"accuracy": 0.1}, "standard_errors": {}, "weights": {}}
        axes: dict[str, Any] = {"reference_point": {}, "scale": {}, "prompts": 1, "samples": 1, "created_at": START}
        session.add(EvaluationRow(**place, **values, **axes))
    with database.begin_schema_change() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0011")

    upgrade_database(database)

    with database.read() as session:
        rows = read_evaluations(session, get_run(database, run_id)).evaluations
    assert [(row.split, row.objectives["accuracy"], row.job_id) for row in rows] == [
        ("test", 0.4, None),
        ("validation", 0.5, None),
    ]


def test_going_back_forgets_tags_and_lists_archived_runs_again(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, evaluation(0, 0.5, 30.0))
    with database.write() as session:
        change_tags(session, [run_id], ["paper"], [], START)
        archive_runs(session, [run_id], archived=True, now=START)
    with database.begin_schema_change() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0012")
    assert "run_tags" not in inspect(database.engine).get_table_names()

    upgrade_database(database)

    with database.read() as session:
        run = session.get_one(RunRow, run_id)
        assert (run.tags, run.archived, len(read_evaluations(session, run).evaluations)) == ([], False, 1)
