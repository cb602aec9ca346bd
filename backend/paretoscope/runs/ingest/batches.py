"""Stores batches of records, each whole or not at all. This is the only way in for data of runs.

Each reporter of a run orders its batches by ``(attempt, seq)``. A batch that does not come after the reporter's last
accepted one changes nothing, so a reporter may send a batch as often as it likes.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from paretoscope.runs.ingest.hearing import hear
from paretoscope.runs.ingest.measuring import measure_evaluations
from paretoscope.runs.ingest.progress import note_checks, note_steps, summarise_evaluations
from paretoscope.runs.ingest.record_rows import (
    store_checkpoints,
    store_completions,
    store_evaluations,
    store_events,
    store_log,
    store_provenance,
)
from paretoscope.runs.ingest.reevaluations import store_reevaluations
from paretoscope.runs.ingest.rewinding import rewind
from paretoscope.runs.refusals import ConflictError, InvalidError
from paretoscope.runs.rows import lock_run, touch
from paretoscope.schema.control import FINAL_STATUSES
from paretoscope.schema.records import (
    AnyRecord,
    CheckpointRecord,
    CompletionsRecord,
    EvaluationRecord,
    EventRecord,
    LogRecord,
    MetricsRecord,
    ProvenanceRecord,
    RecordBatch,
    RecordReceipt,
    ReevaluationRecord,
    ResumeRecord,
)
from paretoscope.store.blocks import Points
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import ReporterRow
from paretoscope.store.series import TooManySeriesError, append

RecordType = TypeVar("RecordType", bound=AnyRecord)


def accept_batch(session: Session, run_id: str, batch: RecordBatch, now: datetime) -> RecordReceipt:
    """Stores a batch, unless this one or a later one of the same reporter was stored before.

    Args:
        session: an open write transaction; it must be committed for the receipt to hold.
        run_id: the run that reports.
        batch: its records, in the order they happened.
        now: the current time.

    Raises:
        NotFoundError: there is no such run.
        ConflictError: the run has ended, or the attempt is over, as a later one has reported, or was never begun.
        InvalidError: the run has too many metric keys, or reports policies of other runs that it does not evaluate.
    """
    run = lock_run(session, run_id)
    _refuse_other_attempts(run, batch)
    last = session.get(ReporterRow, (run_id, batch.reporter))
    if last is not None and (batch.attempt, batch.seq) <= (last.attempt, last.seq):
        return RecordReceipt(accepted=False, attempt=last.attempt, seq=last.seq, stop_requested=run.stop_requested)
    _refuse_after_end(run)
    if run.external:
        hear(session, run, now)
    touch(run, now)
    for resumed_at, records in _segments(batch.records):
        if resumed_at is not None:
            rewind(session, run, resumed_at, now)
        _store(session, run, batch.attempt, records, now)
    run.reported_attempt, run.reported_at = batch.attempt, now
    session.merge(ReporterRow(run_id=run_id, reporter=batch.reporter, attempt=batch.attempt, seq=batch.seq))
    return RecordReceipt(accepted=True, attempt=batch.attempt, seq=batch.seq, stop_requested=run.stop_requested)


def _refuse_other_attempts(run: RunRow, batch: RecordBatch) -> None:
    if batch.attempt > run.attempt:
        raise ConflictError(
            "The attempt was never begun",
            f"The batch is of attempt {batch.attempt}; run {run.id} was started {run.attempt} times.",
            "Claim the run first, and report with the attempt number of the claim.",
        )
    if batch.attempt < run.reported_attempt:
        raise ConflictError(
            "The batch is stale",
            f"It is of attempt {batch.attempt}, and attempt {run.reported_attempt} has reported since.",
            "Drop it: the later attempt went on from a checkpoint and reports those steps again.",
        )


def _refuse_after_end(run: RunRow) -> None:
    if run.status in FINAL_STATUSES:
        raise ConflictError(
            "The run has ended",
            f"Run {run.id} is {run.status}, and what is reported after the end would change its result.",
            "Report before you end the run, or create a new run.",
        )


def _segments(records: Sequence[AnyRecord]) -> Iterator[tuple[int | None, Sequence[AnyRecord]]]:
    """Splits records where the run continued from a checkpoint. Yields the step of the checkpoint and what followed."""
    resumed_at: int | None = None
    segment: list[AnyRecord] = []
    for record in records:
        if isinstance(record, ResumeRecord):
            yield resumed_at, segment
            resumed_at, segment = record.step, []
        else:
            segment.append(record)
    yield resumed_at, segment


def _store(session: Session, run: RunRow, attempt: int, records: Sequence[AnyRecord], now: datetime) -> None:
    metrics = _of_type(records, MetricsRecord)
    evaluations = _of_type(records, EvaluationRecord)
    _store_metrics(session, run, metrics, now)
    store_evaluations(session, run, evaluations, now)
    store_reevaluations(session, run, _of_type(records, ReevaluationRecord), now)
    store_completions(session, run, _of_type(records, CompletionsRecord))
    store_events(session, run, _of_type(records, EventRecord), now)
    store_checkpoints(session, run, _of_type(records, CheckpointRecord), now)
    store_provenance(session, run, attempt, _of_type(records, ProvenanceRecord), now)
    store_log(session, run, "".join(record.text for record in _of_type(records, LogRecord)))
    if run.external and (steps := [record.step for record in evaluations if record.split == "validation"]):
        measure_evaluations(session, run, min(steps))
    if evaluations:
        summarise_evaluations(session, run)


def _store_metrics(session: Session, run: RunRow, records: Sequence[MetricsRecord], now: datetime) -> None:
    points = _points_by_key(records)
    if not points:
        return
    try:
        append(session, run.id, run.version, points)
    except TooManySeriesError as error:
        raise InvalidError(
            "Too many metric keys",
            str(error),
            "Report a fixed set of keys; what varies, such as a prompt or a layer, belongs into completions or events.",
            "records",
        ) from error
    note_steps(run, max(record.step for record in records), now)
    note_checks(session, run, points.keys())


def _points_by_key(records: Sequence[MetricsRecord]) -> dict[str, Points]:
    steps: dict[str, list[int]] = defaultdict(list)
    values: dict[str, list[float | None]] = defaultdict(list)
    for record in records:
        for key, value in record.values.items():
            steps[key].append(record.step)
            values[key].append(value)
    return {key: Points.of(steps[key], values[key]) for key in steps}


def _of_type(records: Sequence[AnyRecord], kind: type[RecordType]) -> list[RecordType]:
    return [record for record in records if isinstance(record, kind)]
