"""Goes back to a checkpoint: what was reported for later steps is deleted."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from paretoscope.runs.ingest.progress import note_checks, summarise_evaluations
from paretoscope.store.models import CheckpointRow, CompletionRow, EvaluationRow, EventRow, RunRow
from paretoscope.store.series import cut

KEPT_RESETS = 50


def rewind(session: Session, run: RunRow, step: int) -> None:
    """Deletes what a locked and touched run reported after a step. Step 0 deletes everything: the run starts over."""
    kept = step if step > 0 else -1
    cut(session, run.id, kept)
    for table in (EvaluationRow, CompletionRow, CheckpointRow):
        session.execute(delete(table).where(table.run_id == run.id, table.step > kept))
    session.execute(
        delete(EventRow).where(EventRow.run_id == run.id, EventRow.source == "training", EventRow.step > kept)
    )
    run.step = min(run.step, max(kept, 0))
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
