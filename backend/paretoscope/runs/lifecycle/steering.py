"""Handles requests of people for other reward weights while a run trains.

A request is a server event, so a rewind does not delete it. The answer to every heartbeat has the newest request with
its number. The worker compares the number with the last one it applied, so no request is lost or applied twice.
"""

from datetime import datetime

from pydantic_core import PydanticCustomError
from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.read.evaluations import trained
from paretoscope.runs.refusals import ConflictError, InvalidError
from paretoscope.runs.rows import lock_run, note, touch
from paretoscope.schema.control import FINAL_STATUSES, Steering
from paretoscope.schema.methods import METHODS
from paretoscope.schema.value_checks import check_weights
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EventRow

REQUESTED = "weights_requested"
"""Kind of the event that stores a request."""
STEERED = [name for name, method in METHODS.items() if method.moved_by == "person"]
"""Weighting methods whose weights a person can change."""


def request_weights(session: Session, run_id: str, weights: dict[str, float], now: datetime) -> RunRow:
    """Asks a run to train with other reward weights from its next update on.

    Raises:
        NotFoundError: there is no such run.
        ConflictError: the run has ended, or its method does not let a person change the weights.
        InvalidError: there is not one weight per objective, or the weights do not sum to 1.
    """
    run = lock_run(session, run_id)
    if run.method not in STEERED:
        raise ConflictError(
            "The run moves its own weights",
            f"The weighting of run {run.id} is '{run.method}'.",
            f"Create a run with weighting {{type: {STEERED[0]}}}, or fork this one with it.",
        )
    if run.status in FINAL_STATUSES:
        raise ConflictError(
            "The run has ended", f"It {run.status} at step {run.step}.", "Choose a run that is queued or running."
        )
    _check(weights, run)
    touch(run, now)
    shown = ", ".join(f"{name} {weight:.3g}" for name, weight in weights.items())
    note(session, run, now, REQUESTED, f"Somebody asked for the weights {shown}.", weights=weights)
    return run


def newest_steering(session: Session, run: RunRow) -> Steering | None:
    """Returns the newest request for weights; None if there is none."""
    if run.method not in STEERED:
        return None
    mine = (EventRow.run_id == run.id, EventRow.kind == REQUESTED, EventRow.source == "server")
    event = session.scalar(select(EventRow).where(*mine).order_by(EventRow.id.desc()).limit(1))
    return Steering(id=event.id, weights=event.data["weights"]) if event else None


def _check(weights: dict[str, float], run: RunRow) -> None:
    try:
        check_weights("weights", weights, [objective["name"] for objective in trained(run)])
    except PydanticCustomError as error:
        field = str((error.context or {}).get("field", "weights"))
        raise InvalidError(
            "The weights do not fit the run",
            error.message(),
            "Send one weight per objective; they must sum to 1.",
            field,
        ) from error
