"""Goes back to a checkpoint: what was reported for later steps is deleted."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from paretoscope.runs.ingest.progress import note_checks, summarise_evaluations
from paretoscope.runs.read.reading import last_checkpoint
from paretoscope.runs.rows import note
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import CheckpointRow, CompletionRow, EvaluationRow, EventRow
from paretoscope.store.series import cut

KEPT_RESETS = 50


def rewind(session: Session, run: RunRow, step: int, now: datetime) -> None:
    """Deletes what a locked and touched run reported after a step, and leaves an event that names the step.

    After step 0 nothing stays, because the run starts over.
    """
    kept = step if step > 0 else -1
    newest = last_checkpoint(session, run.id)
    cut(session, run.id, kept)
    for table in (EvaluationRow, CompletionRow, CheckpointRow):
        session.execute(delete(table).where(table.run_id == run.id, table.step > kept))
    session.execute(
        delete(EventRow).where(EventRow.run_id == run.id, EventRow.source == "training", EventRow.step > kept)
    )
    lost = run.step - step
    run.step = min(run.step, max(kept, 0))
    source = f"from the checkpoint of step {step}" if step > 0 else "from the beginning"
    missed = newest is not None and newest.step > step
    why = f", because its worker does not have the checkpoint of step {newest.step}" if newest and missed else ""
    again = f" Steps {step + 1} to {step + lost} are trained again." if lost > 0 else ""
    message = f"The run goes on {source}{why}.{again}"
    note(session, run, now, "attempt_resumed", message, level="warning" if missed else "info", resumed_at=step)
    run.pace_step = run.pace_at = run.step_at = None
    run.resets = _shortened([*run.resets, [run.version, kept]])
    note_checks(session, run)
    summarise_evaluations(session, run)


def _shortened(resets: list[list[int]]) -> list[list[int]]:
    """Merges the oldest resets into one that covers at least as many steps."""
    while len(resets) > KEPT_RESETS:
        (_, first), (version, second), *rest = resets
        resets = [[version, min(first, second)], *rest]
    return resets
