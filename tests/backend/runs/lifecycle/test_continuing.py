"""Stopped runs are resumed, failed ones retried, and crashes count only without progress in between."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from paretoscope.runs.lifecycle.continuing import resume_run, retry_run
from paretoscope.runs.lifecycle.leases import claim_run
from paretoscope.runs.lifecycle.transitions import create_run, finish_attempt, request_stop
from paretoscope.runs.read.describing import describe
from paretoscope.runs.read.reading import read_events
from paretoscope.runs.refusals import ConflictError, InvalidError, NotFoundError
from paretoscope.schema.control import Claim, Finish, RunError
from paretoscope.store.database import Database
from paretoscope.store.models import RunRow

from ...run_configs import run_config
from ..reports import START, checkpoint, get_run, metrics, queued_run, report, running_run, settings

LATER = START + timedelta(hours=10)


def finish(database: Database, run_id: str, outcome: Any, attempt: int = 1, max_attempts: int = 3) -> RunRow:
    error = RunError(type="signal", message="killed by SIGKILL") if outcome in {"failed", "crashed"} else None
    with database.write() as session:
        end = Finish(attempt=attempt, outcome=outcome, error=error)
        return finish_attempt(session, run_id, end, max_attempts, START + timedelta(minutes=5))


def resume(database: Database, run_id: str, steps: int | None = None, now: datetime = LATER) -> RunRow:
    with database.write() as session:
        return resume_run(session, run_id, steps, now)


def retry(database: Database, run_id: str, now: datetime = LATER) -> RunRow:
    with database.write() as session:
        return retry_run(session, run_id, now)


def claim(database: Database, run_id: str, now: datetime = LATER) -> Claim:
    with database.write() as session:
        return claim_run(session, run_id, "w2", settings(), now)


def last_event(database: Database, run_id: str) -> tuple[str, str]:
    with database.read() as session:
        event = read_events(session, run_id)[-1]
    return event.kind, event.message


def stopped_run(database: Database, *steps: int, **sections: Any) -> str:
    """Makes a run that was stopped at step 40 with checkpoints of some steps."""
    run_id = running_run(database, **sections)
    report(database, run_id, 1, metrics(40, w=1.0), *(checkpoint(step) for step in steps))
    with database.write() as session:
        request_stop(session, run_id, START)
    assert finish(database, run_id, "stopped").status == "stopped"
    return run_id


def test_a_stopped_run_is_queued_again_and_claimed_with_its_last_checkpoint(database: Database) -> None:
    run_id = stopped_run(database, 20, 40)

    run = resume(database, run_id)

    assert (run.status, run.stop_requested, run.error, run.finished_at) == ("queued", False, None, None)
    kind, message = last_event(database, run_id)
    assert kind == "run_resumed"
    assert "was stopped at step 40" in message
    assert "from the checkpoint of step 40" in message
    claimed = claim(database, run_id)
    assert claimed.checkpoint is not None
    assert (claimed.attempt, claimed.checkpoint.step) == (2, 40)


def test_the_time_between_stop_and_resume_does_not_count(database: Database) -> None:
    run_id = stopped_run(database, 40)
    resume(database, run_id)
    claim(database, run_id)
    finish(database, run_id, "completed", attempt=2)

    run = get_run(database, run_id)
    run.finished_at = LATER + timedelta(minutes=5)
    assert describe(run, LATER).duration_seconds == 600


def test_a_run_that_was_stopped_in_the_queue_can_be_resumed_without_a_checkpoint(database: Database) -> None:
    run_id = queued_run(database)
    with database.write() as session:
        request_stop(session, run_id, START)

    assert resume(database, run_id).status == "queued"
    assert claim(database, run_id).checkpoint is None


def test_a_stopped_run_without_a_checkpoint_is_not_resumed(database: Database) -> None:
    run_id = stopped_run(database)

    with pytest.raises(ConflictError, match="Make a new run"):
        resume(database, run_id)
    assert get_run(database, run_id).status == "stopped"


@pytest.mark.parametrize("outcome", ["failed", "crashed"])
def test_a_run_that_failed_is_retried_from_its_last_checkpoint(database: Database, outcome: str) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(30, w=1.0), checkpoint(25))
    assert finish(database, run_id, outcome, max_attempts=1).status == outcome

    run = retry(database, run_id)

    assert (run.status, run.error) == ("queued", None)
    kind, message = last_event(database, run_id)
    assert kind == "run_retried"
    assert f"had {outcome} at step 30" in message
    assert "from the checkpoint of step 25" in message
    claimed = claim(database, run_id)
    assert claimed.checkpoint is not None
    assert claimed.checkpoint.step == 25


def test_a_run_that_failed_without_a_checkpoint_is_retried_from_the_beginning(database: Database) -> None:
    run_id = running_run(database)
    finish(database, run_id, "failed")

    assert retry(database, run_id).status == "queued"
    assert "from the beginning" in last_event(database, run_id)[1]


def test_a_retried_run_has_all_its_crashes_before_it_again(database: Database) -> None:
    run_id = running_run(database)
    assert finish(database, run_id, "crashed", max_attempts=1).status == "crashed"
    retry(database, run_id)
    claim(database, run_id)

    assert finish(database, run_id, "crashed", attempt=2, max_attempts=2).status == "queued"


def test_a_completed_run_goes_on_if_it_is_given_more_steps(database: Database) -> None:
    run_id = running_run(database, budget={"steps": 40, "prompts_per_step": 4})
    report(database, run_id, 1, metrics(40, w=1.0), checkpoint(40))
    finish(database, run_id, "completed")

    with pytest.raises(ConflictError, match="All 40 steps"):
        resume(database, run_id)
    run = resume(database, run_id, steps=60)

    assert (run.status, run.total_steps) == ("queued", 60)
    assert claim(database, run_id).config["budget"] == {"steps": 60, "prompts_per_step": 4}


def test_a_run_is_not_given_fewer_steps_than_it_has_done(database: Database) -> None:
    with pytest.raises(InvalidError, match="already done 40 steps") as refused:
        resume(database, stopped_run(database, 40), steps=40)
    assert refused.value.field == "steps"


def test_a_learning_rate_that_depends_on_the_number_of_steps_keeps_it(database: Database) -> None:
    run_id = stopped_run(database, 40, optimizer={"schedule": "cosine"})

    with pytest.raises(InvalidError, match=r"cosine schedule.*Fork the run"):
        resume(database, run_id, steps=300)
    assert resume(database, run_id).total_steps == 150


@pytest.mark.parametrize("outcome", ["completed", "stopped"])
def test_a_run_without_an_error_is_not_retried(database: Database, outcome: str) -> None:
    run_id = running_run(database)
    finish(database, run_id, outcome)

    with pytest.raises(ConflictError, match="/resume"):
        retry(database, run_id)


@pytest.mark.parametrize("outcome", ["failed", "crashed"])
def test_a_run_with_an_error_is_not_resumed(database: Database, outcome: str) -> None:
    run_id = running_run(database)
    finish(database, run_id, outcome, max_attempts=1)

    with pytest.raises(ConflictError, match="/retry"):
        resume(database, run_id)


@pytest.mark.parametrize("continue_run", [resume, retry])
def test_what_has_not_ended_or_is_trained_elsewhere_is_not_continued(database: Database, continue_run: Any) -> None:
    with pytest.raises(ConflictError, match="running"):
        continue_run(database, running_run(database))
    with pytest.raises(ConflictError, match="queued"):
        continue_run(database, queued_run(database))
    with database.write() as session:
        elsewhere = create_run(session, run_config(), START, external=True).id
    finish(database, elsewhere, "failed")
    with pytest.raises(ConflictError, match="only reports here"):
        continue_run(database, elsewhere)
    with pytest.raises(NotFoundError):
        continue_run(database, "nobody")


def test_crashes_with_a_newer_checkpoint_in_between_never_give_a_run_up(database: Database) -> None:
    """Three kills with progress ended a run for good at step 83 of 120."""
    run_id = running_run(database)
    for attempt in range(1, 8):
        report(database, run_id, 1, metrics(attempt * 10, w=1.0), checkpoint(attempt * 10), attempt=attempt)
        assert finish(database, run_id, "crashed", attempt).status == "queued", attempt
        claim(database, run_id)


def test_crashes_in_a_row_at_the_same_checkpoint_give_a_run_up_and_say_so(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(10, w=1.0), checkpoint(10))
    statuses = [finish(database, run_id, "crashed").status]
    for attempt in (2, 3):
        claim(database, run_id)
        report(database, run_id, 1, metrics(19, w=1.0), attempt=attempt)
        statuses.append(finish(database, run_id, "crashed", attempt).status)

    assert statuses == ["queued", "queued", "crashed"]
    with database.read() as session:
        told = [event.message for event in read_events(session, run_id) if event.kind == "attempt_crashed"]
    assert "go on from the checkpoint of step 10" in told[0]
    assert "3 crashes in a row without a newer checkpoint" in told[2]
