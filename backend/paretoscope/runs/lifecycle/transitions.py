"""Changes the state of runs: create, stop, end and delete.

queued -> running -> completed | stopped | failed | crashed. A crashed attempt goes back to queued, unless too many
have crashed in a row without progress. A silent external run is lost until it is heard of again. Every function here
needs an open write transaction, and `now` is the current time.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy.orm import Session

from paretoscope.runs.ingest.hearing import count_silence, hear
from paretoscope.runs.lifecycle.forking import find_source, unfinished_forks
from paretoscope.runs.lifecycle.naming import default_name
from paretoscope.runs.lifecycle.reevaluating import check_reevaluation
from paretoscope.runs.read.reading import last_checkpoint
from paretoscope.runs.read.reevaluations import reevaluation_of
from paretoscope.runs.refusals import ConflictError
from paretoscope.runs.rows import lock_run, note, touch
from paretoscope.schema.config_hash import stored_config_hash
from paretoscope.schema.control import FINAL_STATUSES, Finish
from paretoscope.schema.objectives import Objective
from paretoscope.schema.run_config import RunConfig
from paretoscope.store.models import RunRow, RunTagRow
from paretoscope.store.record_models import CheckpointRow
from paretoscope.store.server_models import DeletedRunRow

ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 12
CRASHED = "attempt_crashed"
"""Kind of the event that records a crash."""


def create_run(
    session: Session,
    config: RunConfig,
    now: datetime,
    *,
    external: bool = False,
    priority: int = 0,
    tags: Sequence[str] = (),
    notes: str = "",
) -> RunRow:
    """Creates a queued run, or a running external run, which another program trains.

    Args:
        session: an open write transaction.
        config: a config whose paths are settled.
        now: the current time.
        external: whether another program trains it.
        priority: runs with a higher one are claimed first.
        tags: its tags, each once.
        notes: notes about it.

    Raises:
        ConflictError: the run is a fork of one that cannot be forked now, or evaluates one that is trained elsewhere.
        InvalidError: it is a fork or a re-evaluation of a checkpoint that does not exist or does not fit.
    """
    source = find_source(session, config)
    check_reevaluation(session, config)
    run = new_run(config, source, now, tags)
    run.priority, run.notes = priority, notes
    if external:
        run.external, run.status, run.stage, run.attempt, run.started_at = True, "running", "training", 1, now
        run.heard_at = now
        run.enqueued_at, run.enqueue_count, run.queued_at = None, 0, None
    session.add(run)
    session.flush()
    note_fork(session, run, now)
    return run


def new_run(config: RunConfig, source: CheckpointRow | None, now: datetime, tags: Sequence[str] = ()) -> RunRow:
    """Returns the row of a queued run, which is not stored yet.

    Args:
        config: a config whose paths are settled.
        source: the checkpoint that it starts from, if it is a fork.
        now: the current time.
        tags: its tags, each once.
    """
    data = config.model_dump(mode="json")
    return RunRow(
        id=new_id(),
        name=config.name or default_name(config),
        method=config.method,
        estimator=config.algorithm.type,
        config=data,
        config_hash=stored_config_hash(data),
        preference=config.starting_weights,
        objectives=[_shown(objective) for objective in [*config.trained_objectives, *config.monitors]],
        total_steps=config.total_steps,
        external=False,
        status="queued",
        stage="queued",
        attempt=0,
        created_at=now,
        updated_at=now,
        enqueued_at=now,
        enqueue_count=1,
        queued_at=now,
        parent_run_id=source.run_id if source else None,
        parent_step=source.step if source else None,
        tag_rows=[RunTagRow(tag=tag) for tag in tags],
    )


def new_id() -> str:
    """Returns a random id."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))


def note_fork(session: Session, run: RunRow, now: datetime) -> None:
    """Adds an event that names the checkpoint that a stored run starts from, if it is a fork."""
    if run.parent_run_id is None:
        return
    message = f"The run starts from the weights of run {run.parent_run_id} at step {run.parent_step}."
    note(session, run, now, "run_forked", message, run_id=run.parent_run_id, step=run.parent_step)


def change_priority(session: Session, run_id: str, priority: int, now: datetime) -> RunRow:
    """Changes the priority of a run, which matters while it is queued, and adds an event."""
    run = lock_run(session, run_id)
    if priority != run.priority:
        touch(run, now)
        message = f"The priority was changed from {run.priority} to {priority}."
        note(session, run, now, "priority_changed", message, before=run.priority, after=priority)
        run.priority = priority
    return run


def request_stop(session: Session, run_id: str, now: datetime) -> RunRow:
    """Asks a run to save a checkpoint and stop. A queued or lost run stops at once. An ended run does not change."""
    run = lock_run(session, run_id)
    if run.status in FINAL_STATUSES or run.stop_requested:
        return run
    touch(run, now)
    run.stop_requested = True
    note(session, run, now, "stop_requested", "Somebody asked the run to stop.")
    if run.status == "queued":
        _end(session, run, "stopped", None, now)
    elif run.status == "lost":
        end_silent_run(session, run, now)
    return run


def end_silent_run(session: Session, run: RunRow, now: datetime) -> None:
    """Ends a locked and touched run that is lost, because no program is there that could stop it."""
    count_silence(run, now)
    _end(session, run, "stopped", None, now)


def finish_attempt(session: Session, run_id: str, finish: Finish, max_attempts: int, now: datetime) -> RunRow:
    """Ends an attempt as its worker reports. A second report changes nothing, so a worker can repeat a lost call.

    Raises:
        NotFoundError: there is no such run.
        ConflictError: the attempt is not the one that runs.
    """
    run = lock_run(session, run_id)
    if run.attempt == finish.attempt and run.status in _after(finish.outcome):
        return run
    if run.status not in {"running", "lost"} or run.attempt != finish.attempt:
        raise attempt_is_over(run, finish.attempt)
    if run.external:
        hear(session, run, now)
    error = finish.error.model_dump() if finish.error else None
    touch(run, now)
    if finish.outcome == "crashed":
        crash(session, run, error, max_attempts, now)
    elif finish.outcome == "released":
        _release(session, run, error, now)
    else:
        _end(session, run, finish.outcome, error, now)
    return run


def crash(session: Session, run: RunRow, error: dict[str, Any] | None, max_attempts: int, now: datetime) -> None:
    """Ends an attempt whose process died. The run is queued again, unless a person asked it to stop.

    A run is given up after `max_attempts` crashes in a row of which each found the same newest checkpoint as the one
    before. Attempts that a worker released do not count.

    Args:
        session: an open write transaction.
        run: a locked and touched run.
        error: what is known of the death.
        max_attempts: crashes without progress after which a run is given up.
        now: the current time.
    """
    step, source = restart_of(session, run)
    run.crashes = run.crashes + 1 if run.crash_step == step else 1
    run.crash_step = step
    what = f"{error['type']}: {error['message']}" if error else "the process died"
    if run.stop_requested:
        status, after = "stopped", "Somebody had asked the run to stop, so it ends here."
    elif run.external:
        status, after = "crashed", "It is trained elsewhere, so it ends here."
    elif run.crashes >= max_attempts:
        status, after = "crashed", f"The run is given up: {run.crashes} crashes in a row without a newer checkpoint."
    else:
        status, after = "queued", f"The run will go on {source}."
    note(
        session,
        run,
        now,
        CRASHED,
        f"Attempt {run.attempt} crashed ({what[:1000]}). {after}",
        level="warning",
        error=error,
    )
    if status == "queued":
        requeue(run, now)
    else:
        _end(session, run, status, error, now)


def restart_of(session: Session, run: RunRow) -> tuple[int, str]:
    """Returns the step from which a run can go on after its end or a crash, and the same in words."""
    if reevaluation_of(run) is not None:
        return run.step, "with the points that have no result"
    checkpoint = last_checkpoint(session, run.id)
    if checkpoint is None:
        return 0, "from the beginning"
    return checkpoint.step, f"from the checkpoint of step {checkpoint.step}"


def delete_run(session: Session, run_id: str, now: datetime) -> None:
    """Deletes a run with everything it reported. A record that it existed stays.

    Raises:
        NotFoundError: there is no such run.
        ConflictError: it is running.
    """
    run = lock_run(session, run_id)
    if run.status == "running":
        raise ConflictError(
            "The run is running",
            f"Run '{run.name[:100]}' still trains, and what it reports would have nowhere to go.",
            f"Stop it with POST /api/runs/{run.id}/stop and delete it once it has ended.",
        )
    if forks := unfinished_forks(session, run.id):
        raise ConflictError(
            "A fork needs the run",
            f"'{forks[0][:100]}' starts from a checkpoint of run '{run.name[:100]}' and has not ended.",
            "Stop the fork, or wait until it ends, and then delete the run.",
        )
    session.merge(DeletedRunRow(run_id=run.id, name=run.name, config=run.config, deleted_at=now))
    session.delete(run)


def attempt_is_over(run: RunRow, attempt: int) -> ConflictError:
    """Returns the refusal for a request about an attempt that is not the running one."""
    return ConflictError(
        "The attempt is over",
        f"Attempt {attempt} does not have the run: it is {run.status} at attempt {run.attempt}.",
        "End the training process of this attempt; what it reports is not taken any more.",
    )


def _after(outcome: str) -> frozenset[str]:
    return frozenset({"queued", "crashed", "stopped"}) if outcome in {"crashed", "released"} else frozenset({outcome})


def _release(session: Session, run: RunRow, error: dict[str, Any] | None, now: datetime) -> None:
    """Ends an attempt that its worker gives back. An external run ends, because no worker could continue it."""
    if run.stop_requested or run.external:
        _end(session, run, "stopped", None, now)
        return
    why = (
        f"was given back by worker {run.worker_id}: {error['message']}"
        if error
        else "ended as its worker was shut down."
    )
    message = f"Attempt {run.attempt} {why} The run will go on {restart_of(session, run)[1]}."
    note(session, run, now, "attempt_released", message, level="warning" if error else "info")
    requeue(run, now)


def requeue(run: RunRow, now: datetime) -> None:
    """Makes a locked and touched run wait for a worker again."""
    run.status, run.stage = "queued", "queued"
    run.worker_id, run.lease_expires_at = None, None
    run.enqueued_at, run.enqueue_count, run.queued_at = now, 1, now


def _end(session: Session, run: RunRow, status: str, error: dict[str, Any] | None, now: datetime) -> None:
    run.status, run.stage, run.error = status, None, error
    run.finished_at, run.lease_expires_at = now, None
    level: Literal["info", "error"] = "error" if status in {"failed", "crashed"} else "info"
    message = f"The run {_ENDINGS[status]} at step {run.step} of {run.total_steps}."
    note(session, run, now, f"run_{status}", message, level=level)


_ENDINGS = {"completed": "completed", "stopped": "was stopped", "failed": "failed", "crashed": "crashed for good"}


def _shown(objective: Objective) -> dict[str, str | bool]:
    return {
        "name": objective.name,
        "unit": objective.unit,
        "direction": objective.direction,
        "axis_label": objective.axis_label,
        "monitor": objective.monitor,
    }
