"""Stores what a run reports besides metrics: evaluations, completions, events, checkpoints and its log."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from paretoscope.schema.records import (
    CheckpointRecord,
    CompletionsRecord,
    EvaluationRecord,
    EventRecord,
    ProvenanceRecord,
)
from paretoscope.store.models import AttemptRow, RunRow
from paretoscope.store.record_models import CheckpointRow, CompletionRow, EvaluationRow, EventRow, RunLogRow

LOG_TAIL_CHARACTERS = 65_536
EVALUATION_COLUMNS = (
    "objectives",
    "standard_errors",
    "weights",
    "hypervolume",
    "contribution",
    "contribution_error",
    "hypervolume_interval",
    "reference_point",
    "scale",
    "prompts",
)


def store_evaluations(session: Session, run: RunRow, records: Sequence[EvaluationRecord], now: datetime) -> None:
    """Stores evaluations. One of the same split and step replaces the earlier one."""
    for record in records:
        row = session.scalar(
            select(EvaluationRow).where(
                EvaluationRow.run_id == run.id, EvaluationRow.split == record.split, EvaluationRow.step == record.step
            )
        )
        if row is None:
            row = EvaluationRow(run_id=run.id, split=record.split, step=record.step, created_at=now)
            session.add(row)
        for name in EVALUATION_COLUMNS:
            setattr(row, name, getattr(record, name))
        row.filled_in, row.version = None, run.version


def store_completions(session: Session, run: RunRow, records: Sequence[CompletionsRecord]) -> None:
    """Stores the completions of evaluations. Those of the same split and step replace the earlier ones."""
    for record in records:
        place = {"run_id": run.id, "split": record.split, "step": record.step}
        session.execute(delete(CompletionRow).filter_by(**place))
        if record.completions:
            rows = (completion.model_dump() for completion in record.completions)
            session.execute(
                insert(CompletionRow),
                [{**place, **row, "position": position, "version": run.version} for position, row in enumerate(rows)],
            )


def store_events(session: Session, run: RunRow, records: Sequence[EventRecord], now: datetime) -> None:
    """Stores events. An event without a time gets the present time."""
    session.add_all(
        EventRow(
            run_id=run.id,
            step=record.step,
            time=now if record.time is None else datetime.fromtimestamp(record.time, UTC),
            level=record.level,
            kind=record.kind,
            message=record.message,
            data=record.data,
            source="training",
            version=run.version,
        )
        for record in records
    )


def store_checkpoints(session: Session, run: RunRow, records: Sequence[CheckpointRecord], now: datetime) -> None:
    """Stores checkpoints. One of the same step replaces the earlier one, for example to say that it was deleted."""
    for record in records:
        row = session.scalar(
            select(CheckpointRow).where(CheckpointRow.run_id == run.id, CheckpointRow.step == record.step)
        )
        if row is None:
            row = CheckpointRow(run_id=run.id, step=record.step, created_at=now)
            session.add(row)
        for name in ("path", "size_bytes", "resumable", "deleted", "storage", "shared"):
            setattr(row, name, getattr(record, name))


def store_provenance(
    session: Session, run: RunRow, attempt: int, records: Sequence[ProvenanceRecord], now: datetime
) -> None:
    """Stores what produced the results of an attempt. The last record counts."""
    for record in records:
        row = AttemptRow(
            run_id=run.id,
            attempt=attempt,
            worker_id=run.worker_id,
            provenance=record.provenance.model_dump(mode="json"),
            created_at=now,
        )
        session.merge(row)


def store_log(session: Session, run: RunRow, text: str) -> None:
    """Appends to the log of a run and keeps the end of it."""
    if not text:
        return
    row = session.get(RunLogRow, run.id)
    if row is None:
        row = RunLogRow(run_id=run.id, tail="")
        session.add(row)
    row.tail = (row.tail + text)[-LOG_TAIL_CHARACTERS:]
