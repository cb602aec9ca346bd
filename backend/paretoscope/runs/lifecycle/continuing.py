"""Resumes and retries runs that have ended, from their last checkpoints."""

from datetime import datetime

from sqlalchemy.orm import Session

from paretoscope.runs.lifecycle.transitions import requeue, restart_of
from paretoscope.runs.refusals import ConflictError, InvalidError
from paretoscope.runs.rows import lock_run, note, touch
from paretoscope.schema.config_hash import stored_config_hash
from paretoscope.schema.control import FINAL_STATUSES
from paretoscope.schema.run_config import RunConfig
from paretoscope.store.models import RunRow

FAULTS = frozenset({"failed", "crashed"})
_ENDED = {"completed": "was complete", "stopped": "was stopped", "failed": "had failed", "crashed": "had crashed"}


def resume_run(session: Session, run_id: str, steps: int | None, now: datetime) -> RunRow:
    """Queues a stopped run again, so that it continues from its last checkpoint. A completed run needs more steps.

    Args:
        session: an open write transaction.
        run_id: the run.
        steps: new value of `budget.steps`; None leaves it.
        now: the current time.

    Raises:
        NotFoundError: the run does not exist.
        ConflictError: the run has another status, is an external run, or has no checkpoint.
        InvalidError: the run cannot have that many steps.
    """
    run = lock_run(session, run_id)
    _refuse_external(run)
    _refuse_unfinished(run)
    if run.status in FAULTS:
        raise ConflictError(
            f"The run {run.status}",
            f"Run {run.id} ended with an error at step {run.step}, and only stopped runs are resumed.",
            f"Retry it with POST /api/runs/{run.id}/retry.",
        )
    if steps is not None:
        _extend(run, steps)
    elif run.status == "completed":
        raise ConflictError(
            "The run is complete",
            f"All {run.total_steps} steps of run {run.id} are done.",
            'Give more steps, as in {"steps": 300}, or fork the run to train on with another config.',
        )
    if restart_of(session, run)[0] == 0 and run.step > 0:
        raise ConflictError(
            "The run has no checkpoint",
            f"Nothing of run {run.id} is on disk from which its step {run.step} could be continued.",
            "Make a new run with the same config.",
        )
    _queue(session, run, now, kind="run_resumed", what="resumed")
    return run


def retry_run(session: Session, run_id: str, now: datetime) -> RunRow:
    """Queues a failed or crashed run again, so that it continues from its last checkpoint, or starts over without one.

    Raises:
        NotFoundError: the run does not exist.
        ConflictError: the run has not failed, or is an external run.
    """
    run = lock_run(session, run_id)
    _refuse_external(run)
    _refuse_unfinished(run)
    if run.status not in FAULTS:
        raise ConflictError(
            f"The run {'was stopped' if run.status == 'stopped' else 'is complete'}",
            f"Run {run.id} ended without an error at step {run.step}, and only failed or crashed runs are retried.",
            f"Resume it with POST /api/runs/{run.id}/resume.",
        )
    _queue(session, run, now, kind="run_retried", what="retried")
    return run


def _refuse_external(run: RunRow) -> None:
    if run.external:
        raise ConflictError(
            "The run is trained elsewhere",
            f"Run {run.id} only reports here, so no worker can continue it.",
            "Continue it in the program that trains it, or make a new run.",
        )


def _refuse_unfinished(run: RunRow) -> None:
    if run.status not in FINAL_STATUSES:
        raise ConflictError(
            f"The run is {run.status}",
            f"Run {run.id} has not ended, so there is nothing to continue.",
            f"Wait until it ends, or stop it first with POST /api/runs/{run.id}/stop.",
        )


def _extend(run: RunRow, steps: int) -> None:
    """Gives a run more steps. Nothing else in its config may depend on their number, or it would be another run."""
    config = RunConfig.model_validate(run.config)
    if not config.trains:
        raise InvalidError(
            "The run trains nothing",
            "It evaluates policies, and each of its steps is one of them.",
            "Make a new run for more policies.",
            "steps",
        )
    if steps <= run.step:
        raise InvalidError(
            "Too few steps",
            f"Run {run.id} has already done {run.step} steps.",
            f"Give more than {run.step}, or fork an earlier checkpoint.",
            "steps",
        )
    if config.optimizer.schedule != "constant":
        raise InvalidError(
            "The learning rate depends on the number of steps",
            f"The {config.optimizer.schedule} schedule of run {run.id} reaches zero at step {run.total_steps}, so with "
            "more steps all those already done would have been trained with another learning rate.",
            "Fork the run with a schedule of its own.",
            "steps",
        )
    run.config = {**run.config, "budget": {**run.config["budget"], "steps": steps}}
    run.config_hash = stored_config_hash(run.config)
    run.total_steps = steps


def _queue(session: Session, run: RunRow, now: datetime, *, kind: str, what: str) -> None:
    _, source = restart_of(session, run)
    message = f"Somebody {what} the run, which {_ENDED[run.status]} at step {run.step}. It will go on {source}."
    touch(run, now)
    if run.finished_at is not None:
        run.idle_seconds += max((now - run.finished_at).total_seconds(), 0.0)
    run.stop_requested, run.error, run.finished_at, run.compacted = False, None, None, False
    run.crashes, run.crash_step = 0, None
    requeue(run, now)
    note(session, run, now, kind, message)
