"""Reads the completions that were kept from the evaluations of a run."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.read.cursors import read_cursor, write_cursor
from paretoscope.schema.answers.completion import CompletionsAnswer, CompletionView
from paretoscope.schema.records import Split
from paretoscope.store.record_models import CompletionRow


def read_completions(
    session: Session, run_id: str, split: Split, step: int | None, *, limit: int, cursor: str | None
) -> CompletionsAnswer:
    """Returns the completions of one evaluation; if `step` is None, of the last one that has completions.

    Raises:
        InvalidError: the cursor is not from this list.
    """
    steps = completion_steps(session, run_id, split)
    chosen = step if step is not None else (steps[-1] if steps else None)
    after = read_cursor(cursor, int)[0] if cursor is not None else -1
    query = (
        select(CompletionRow)
        .where(CompletionRow.run_id == run_id, CompletionRow.split == split, CompletionRow.step == chosen)
        .where(CompletionRow.position > after)
        .order_by(CompletionRow.position)
        .limit(limit + 1)
    )
    rows = session.scalars(query).all()
    return CompletionsAnswer(
        step=chosen,
        split=split,
        steps=steps,
        completions=[CompletionView.model_validate(row, from_attributes=True) for row in rows[:limit]],
        next_cursor=write_cursor(rows[limit - 1].position) if len(rows) > limit else None,
    )


def completion_steps(session: Session, run_id: str, split: Split) -> list[int]:
    """Returns the steps whose evaluation on a split has completions."""
    query = select(CompletionRow.step).where(CompletionRow.run_id == run_id, CompletionRow.split == split)
    return list(session.scalars(query.distinct().order_by(CompletionRow.step)))
