"""Forks: new runs that start from a checkpoint of another, with a changed config."""

from typing import Any

import pytest

from paretoscope.runs.lifecycle.continuing import resume_run
from paretoscope.runs.lifecycle.forking import forked_config
from paretoscope.runs.lifecycle.leases import claim_run
from paretoscope.runs.lifecycle.transitions import create_run, delete_run, finish_attempt, request_stop
from paretoscope.runs.read.reading import read_events
from paretoscope.runs.refusals import ConflictError, InvalidError, NotFoundError
from paretoscope.schema.config_paths import changed
from paretoscope.schema.control import CheckpointPlace, Finish
from paretoscope.schema.run_config import RunConfig
from paretoscope.store.database import Database
from paretoscope.store.models import RunRow

from ...run_configs import run_config
from ..reports import START, checkpoint, get_run, queued_run, report, running_run, settings


def parent(database: Database, *records: dict[str, Any], outcome: Any = "completed", **sections: Any) -> str:
    """Makes a run that has ended, with checkpoints of steps 25 and 50, and one of step 10 that was deleted."""
    run_id = running_run(database, name="parent", **sections)
    kept = records or (checkpoint(10, deleted=True), checkpoint(25, resumable=False), checkpoint(50))
    report(database, run_id, 1, *kept)
    with database.write() as session:
        finish_attempt(session, run_id, Finish(attempt=1, outcome=outcome), 1, START)
    return run_id


def fork(database: Database, run_id: str, step: int, **changes: Any) -> RunRow:
    with database.write() as session:
        config = RunConfig.model_validate(forked_config(session, run_id, step, changes))
        return create_run(session, config, START)


def test_a_fork_has_the_config_of_its_parent_but_for_the_changes(database: Database) -> None:
    run_id = parent(database, weighting={"type": "gradient"}, seed=7)

    child = fork(database, run_id, 25, weighting={"type": "fixed"}, budget={"steps": 20}, name="other")

    assert (child.parent_run_id, child.parent_step, child.status, child.name) == (run_id, 25, "queued", "other")
    config = RunConfig.model_validate(child.config)
    before = RunConfig.model_validate(get_run(database, run_id).config)
    assert (config.weighting.type, config.budget.steps, config.seed) == ("fixed", 20, 7)
    assert config.budget.prompts_per_step == before.budget.prompts_per_step
    assert (config.objectives, config.task) == (before.objectives, before.task)
    with database.read() as session:
        (event,) = read_events(session, child.id)
    assert (event.kind, event.message) == ("run_forked", f"The run starts from the weights of run {run_id} at step 25.")


def test_a_fork_is_claimed_with_the_checkpoint_of_its_parent(database: Database) -> None:
    run_id = parent(database)
    child = fork(database, run_id, 25)
    with database.write() as session:
        claim = claim_run(session, child.id, "w1", settings(), START)

    assert claim.checkpoint is None
    assert claim.fork == CheckpointPlace(run_id=run_id, step=25, path="/runs/step-000025")


def test_a_fork_without_a_name_is_named_after_its_parent(database: Database) -> None:
    assert fork(database, parent(database), 50).name == "fork of parent at 50"


def test_a_fork_can_be_forked(database: Database) -> None:
    child = fork(database, parent(database), 50).id
    with database.write() as session:
        claim_run(session, child, "w1", settings(), START)
    report(database, child, 1, checkpoint(5))
    finish = Finish(attempt=1, outcome="completed")
    with database.write() as session:
        finish_attempt(session, child, finish, 1, START)

    assert fork(database, child, 5).parent_run_id == child


@pytest.mark.parametrize("step", [10, 24, 51])
def test_a_step_without_a_checkpoint_is_refused_with_those_there_are(database: Database, step: int) -> None:
    with pytest.raises(InvalidError, match=r"only of: 25, 50\.") as refused:
        fork(database, parent(database), step)
    assert refused.value.field == "fork.step"


def test_a_run_without_any_checkpoint_cannot_be_forked(database: Database) -> None:
    with pytest.raises(InvalidError, match="only of: no step at all"):
        fork(database, parent(database, checkpoint(10, deleted=True)), 10)


def test_what_has_not_ended_cannot_be_forked(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, checkpoint(25))
    with pytest.raises(ConflictError, match="may still delete its checkpoints"):
        fork(database, run_id, 25)
    with pytest.raises(ConflictError, match="is queued"):
        fork(database, queued_run(database), 25)


def test_a_run_that_is_trained_elsewhere_cannot_be_forked(database: Database) -> None:
    with database.write() as session:
        run_id = create_run(session, run_config(), START, external=True).id
    report(database, run_id, 1, checkpoint(25))
    with database.write() as session:
        finish_attempt(session, run_id, Finish(attempt=1, outcome="completed"), 1, START)

    with pytest.raises(ConflictError, match="does not have its checkpoints"):
        fork(database, run_id, 25)


@pytest.mark.parametrize(
    ("policy", "field"), [({"model": "gpt2"}, "policy.model"), ({"lora": {"rank": 4}}, "policy.lora")]
)
def test_a_fork_keeps_the_policy_that_its_weights_fit(database: Database, policy: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        fork(database, parent(database), 50, policy=policy)
    assert refused.value.field == field


@pytest.mark.parametrize("changes", [{"fork": {"run_id": "abc", "step": 1}}, {"interpolation": {"other": "gpt2"}}])
def test_the_changes_do_not_say_what_the_fork_starts_from(database: Database, changes: dict[str, Any]) -> None:
    run_id = parent(database)
    with pytest.raises(InvalidError, match="Remove"), database.write() as session:
        forked_config(session, run_id, 50, changes)


def test_a_run_that_does_not_exist_cannot_be_forked(database: Database) -> None:
    with pytest.raises(NotFoundError), database.write() as session:
        forked_config(session, "nobody", 50, {})
    with pytest.raises(InvalidError, match="There is no run 'nobody'"), database.write() as session:
        create_run(session, run_config(fork={"run_id": "nobody", "step": 1}), START)


def test_a_point_of_an_interpolation_can_be_trained_on(database: Database) -> None:
    run_id = parent(database, checkpoint(2, resumable=False), interpolation={"other": "gpt2"})

    child = RunConfig.model_validate(fork(database, run_id, 2).config)

    assert (child.interpolation, child.total_steps) == (None, child.budget.steps)


def test_a_run_is_not_deleted_while_a_fork_may_still_read_its_checkpoints(database: Database) -> None:
    run_id = parent(database)
    child = fork(database, run_id, 50)
    with pytest.raises(ConflictError, match="fork of parent at 50"), database.write() as session:
        delete_run(session, run_id, START)

    with database.write() as session:
        request_stop(session, child.id, START)
        delete_run(session, run_id, START)
    assert get_run(database, child.id).parent_run_id == run_id


def test_a_fork_whose_parent_was_deleted_is_claimed_without_a_checkpoint(database: Database) -> None:
    run_id = parent(database)
    child = fork(database, run_id, 50).id
    with database.write() as session:
        request_stop(session, child, START)
        delete_run(session, run_id, START)
        resume_run(session, child, None, START)
        claim = claim_run(session, child, "w1", settings(), START)

    assert (claim.fork, claim.config["fork"]["run_id"]) == (None, run_id)


def test_sections_merge_field_by_field_unless_their_type_changes() -> None:
    config = {"a": {"type": "x", "p": 1, "q": {"r": 2, "s": 3}}, "b": [1, 2], "c": {"engine": "e", "p": 1}, "d": None}

    assert changed(config, {"a": {"q": {"r": 9}}})["a"] == {"type": "x", "p": 1, "q": {"r": 9, "s": 3}}
    assert changed(config, {"a": {"type": "x", "p": 5}})["a"] == {"type": "x", "p": 5, "q": {"r": 2, "s": 3}}
    assert changed(config, {"a": {"type": "y"}})["a"] == {"type": "y"}
    assert changed(config, {"c": {"engine": "f"}})["c"] == {"engine": "f"}
    assert changed(config, {"b": [3]})["b"] == [3]
    assert changed(config, {"d": {"rank": 4}})["d"] == {"rank": 4}
    assert changed(config, {"a": None})["a"] is None
