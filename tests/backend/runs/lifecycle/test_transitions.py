"""A run's life from the form to the end."""

from datetime import timedelta
from typing import Any

import pytest

from paretoscope.runs.lifecycle.labelling import rename_run
from paretoscope.runs.lifecycle.leases import claim_run
from paretoscope.runs.lifecycle.naming import default_name
from paretoscope.runs.lifecycle.transitions import create_run, delete_run, finish_attempt, request_stop
from paretoscope.runs.read.describing import describe
from paretoscope.runs.read.reading import read_events
from paretoscope.runs.refusals import ConflictError, NotFoundError
from paretoscope.schema.control import Finish, RunError
from paretoscope.store.database import Database
from paretoscope.store.models import RunRow
from paretoscope.store.server_models import DeletedRunRow

from ...run_configs import run_config
from ..reports import START, evaluation, event, get_run, metrics, queued_run, report, running_run, settings


def finish(database: Database, run_id: str, outcome: Any, attempt: int = 1, error: RunError | None = None) -> RunRow:
    with database.write() as session:
        return finish_attempt(session, run_id, Finish(attempt=attempt, outcome=outcome, error=error), 3, START)


def kinds(database: Database, run_id: str) -> list[str]:
    with database.read() as session:
        return [told.kind for told in read_events(session, run_id)]


def test_a_new_run_is_queued_with_its_config_filled_in(database: Database) -> None:
    run_id = queued_run(database, weighting={"type": "fixed", "weights": {"accuracy": 0.75, "conciseness": 0.25}})

    run = describe(get_run(database, run_id), START)
    assert (run.status, run.stage, run.step, run.attempt, run.total_steps) == ("queued", "queued", 0, 0, 150)
    assert (run.method, run.estimator) == ("fixed", "grpo")
    assert run.preference == {"accuracy": 0.75, "conciseness": 0.25}
    assert [(one.name, one.unit, one.direction) for one in run.objectives] == [
        ("accuracy", "fraction", "maximize"),
        ("conciseness", "tokens", "minimize"),
    ]
    assert run.config["optimizer"]["schedule"] == "constant"
    assert (run.latest, run.eta_seconds, run.duration_seconds) == (None, None, None)
    assert run.checks.trained_equals_plotted is None


@pytest.mark.parametrize(
    ("weighting", "name"),
    [
        ({"type": "fixed"}, "fixed, balanced"),
        ({"type": "gradient", "initial": {"accuracy": 0.505, "conciseness": 0.495}}, "gradient, balanced"),
        ({"type": "hypervolume", "weights": {"accuracy": 0.875, "conciseness": 0.125}}, "hypervolume, 0.875/0.125"),
    ],
)
def test_a_run_without_a_name_gets_one_from_its_weighting(weighting: dict[str, Any], name: str) -> None:
    assert default_name(run_config(weighting=weighting)) == name


def test_a_run_keeps_the_name_it_was_given(database: Database) -> None:
    assert get_run(database, queued_run(database, name="mine")).name == "mine"


def test_ids_differ(database: Database) -> None:
    assert len({queued_run(database) for _ in range(20)}) == 20


@pytest.mark.parametrize("outcome", ["completed", "stopped", "failed"])
def test_a_worker_ends_a_run(database: Database, outcome: str) -> None:
    run_id = running_run(database)
    error = RunError(type="ValueError", message="no such model") if outcome == "failed" else None
    finish(database, run_id, outcome, error=error)

    run = get_run(database, run_id)
    assert (run.status, run.stage, run.finished_at, run.lease_expires_at) == (outcome, None, START, None)
    assert (run.error or {}).get("message") == (error.message if error else None)
    assert kinds(database, run_id)[-1] == f"run_{outcome}"


def test_ending_a_run_twice_changes_nothing(database: Database) -> None:
    run_id = running_run(database)
    finish(database, run_id, "completed")
    version = get_run(database, run_id).version

    assert finish(database, run_id, "completed").status == "completed"
    assert get_run(database, run_id).version == version


def test_a_crashed_attempt_is_queued_again_and_saying_so_twice_changes_nothing(database: Database) -> None:
    run_id = running_run(database)
    error = RunError(type="signal", message="killed by signal 9")
    assert finish(database, run_id, "crashed", error=error).status == "queued"
    assert finish(database, run_id, "crashed", error=error).status == "queued"

    assert kinds(database, run_id).count("attempt_crashed") == 1


def test_attempts_that_a_worker_released_do_not_use_up_the_run(database: Database) -> None:
    run_id = running_run(database)
    for attempt in range(1, 10):
        assert finish(database, run_id, "released", attempt=attempt).status == "queued"
        assert finish(database, run_id, "released", attempt=attempt).status == "queued"
        with database.write() as session:
            claim_run(session, run_id, "w1", settings(), START)

    assert kinds(database, run_id).count("attempt_released") == 9
    assert finish(database, run_id, "crashed", attempt=10).status == "queued"


def test_a_released_run_that_was_asked_to_stop_is_stopped(database: Database) -> None:
    run_id = running_run(database)
    with database.write() as session:
        request_stop(session, run_id, START)

    assert finish(database, run_id, "released").status == "stopped"


def test_an_attempt_whose_worker_was_shut_down_does_not_count_as_a_crash(database: Database) -> None:
    run_id = running_run(database)
    for attempt in range(1, 6):
        assert finish(database, run_id, "released", attempt).status == "queued"
        assert finish(database, run_id, "released", attempt).status == "queued"
        with database.write() as session:
            claim_run(session, run_id, "w2", settings(), START)
    assert kinds(database, run_id).count("attempt_released") == 5

    statuses = []
    for attempt in (6, 7, 8):
        statuses.append(finish(database, run_id, "crashed", attempt).status)
        if statuses[-1] == "queued":
            with database.write() as session:
                claim_run(session, run_id, "w2", settings(), START)
    assert statuses == ["queued", "queued", "crashed"]


def test_a_released_run_that_should_stop_is_stopped(database: Database) -> None:
    run_id = running_run(database)
    with database.write() as session:
        request_stop(session, run_id, START)

    assert finish(database, run_id, "released").status == "stopped"


def test_an_attempt_that_lost_the_run_cannot_end_it(database: Database) -> None:
    run_id = running_run(database)
    finish(database, run_id, "crashed")
    with database.write() as session:
        claim_run(session, run_id, "w2", settings(), START)

    with pytest.raises(ConflictError, match="attempt 2"):
        finish(database, run_id, "completed", attempt=1)
    assert get_run(database, run_id).status == "running"


def test_a_run_that_has_ended_one_way_cannot_end_another(database: Database) -> None:
    run_id = running_run(database)
    finish(database, run_id, "completed")

    with pytest.raises(ConflictError):
        finish(database, run_id, "failed")


def test_a_queued_run_stops_at_once(database: Database) -> None:
    run_id = queued_run(database)
    with database.write() as session:
        assert request_stop(session, run_id, START).status == "stopped"

    assert get_run(database, run_id).finished_at == START
    with pytest.raises(ConflictError), database.write() as session:
        claim_run(session, run_id, "w1", settings(), START)


def test_a_running_run_is_asked_to_stop_once(database: Database) -> None:
    run_id = running_run(database)
    for _ in range(2):
        with database.write() as session:
            run = request_stop(session, run_id, START)
    assert (run.status, run.stop_requested) == ("running", True)
    assert kinds(database, run_id).count("stop_requested") == 1


def test_stopping_a_run_that_has_ended_leaves_it_as_it_is(database: Database) -> None:
    run_id = running_run(database)
    finish(database, run_id, "completed")
    with database.write() as session:
        assert request_stop(session, run_id, START).status == "completed"
    assert not get_run(database, run_id).stop_requested


def test_a_run_that_interpolates_is_named_and_measured_by_its_points(database: Database) -> None:
    with database.write() as session:
        run = create_run(session, run_config(interpolation={"other": "gpt2", "points": 7}), START)
        assert (run.name, run.method, run.total_steps) == ("interpolation, 7 points", "interpolation", 6)


def test_renaming_leaves_an_event_with_both_names(database: Database) -> None:
    run_id = queued_run(database, name="before")
    with database.write() as session:
        rename_run(session, run_id, "after", "some notes", START)

    run = get_run(database, run_id)
    assert (run.name, run.notes) == ("after", "some notes")
    with database.read() as session:
        told = {one.kind: one.data for one in read_events(session, run_id)}
    assert told == {"run_renamed": {"before": "before", "after": "after"}, "notes_changed": {"before": ""}}


def test_renaming_to_the_same_name_is_no_change(database: Database) -> None:
    run_id = queued_run(database, name="same")
    version = get_run(database, run_id).version
    with database.write() as session:
        rename_run(session, run_id, "same", "", START)

    assert get_run(database, run_id).version == version
    assert kinds(database, run_id) == []


def test_deleting_a_run_leaves_only_that_it_was_there(database: Database) -> None:
    run_id = running_run(database, name="gone")
    report(database, run_id, 1, metrics(1, w=1.0), evaluation(1, 0.5, 30), event(1), {"type": "log", "text": "x"})
    finish(database, run_id, "completed")
    with database.write() as session:
        delete_run(session, run_id, START)

    with database.read() as session:
        assert session.get(RunRow, run_id) is None
        left = session.get_one(DeletedRunRow, run_id)
        assert (left.name, left.deleted_at) == ("gone", START)
    with pytest.raises(NotFoundError):
        report(database, run_id, 2, metrics(2, w=1.0))


def test_a_running_run_cannot_be_deleted(database: Database) -> None:
    run_id = running_run(database)
    with pytest.raises(ConflictError, match="Stop it"), database.write() as session:
        delete_run(session, run_id, START)
    assert get_run(database, run_id).status == "running"


def test_a_run_trained_elsewhere_runs_from_the_start_and_ends_by_finish(database: Database) -> None:
    with database.write() as session:
        run_id = create_run(session, run_config(), START, external=True).id
    report(database, run_id, 1, metrics(1, w=1.0))

    assert finish(database, run_id, "crashed").status == "crashed"


def test_the_time_left_follows_the_pace_of_this_attempt(database: Database) -> None:
    run_id = running_run(database, budget={"steps": 100})
    assert describe(get_run(database, run_id), START).eta_seconds is None
    report(database, run_id, 1, metrics(10, w=1.0), now=START + timedelta(seconds=50))
    report(database, run_id, 2, metrics(20, w=1.0), now=START + timedelta(seconds=55))

    run = describe(get_run(database, run_id), START + timedelta(seconds=60))
    assert run.eta_seconds == pytest.approx(80 * 0.5)
    assert run.duration_seconds == 60


def test_the_badge_says_whether_the_plotted_reward_was_the_trained_one(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(1, check__reward_difference=2e-6))
    assert describe(get_run(database, run_id), START).checks.trained_equals_plotted is True

    report(database, run_id, 2, metrics(2, check__reward_difference=0.01))
    assert describe(get_run(database, run_id), START).checks.trained_equals_plotted is False
