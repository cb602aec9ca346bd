"""Stores what a re-evaluation reports of the policies of other runs, as evaluations of those runs."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.read.reevaluations import reevaluation_of
from paretoscope.runs.refusals import InvalidError, NotFoundError
from paretoscope.runs.rows import lock_run, note, touch
from paretoscope.schema.records import ReevaluationRecord
from paretoscope.schema.reevaluation import Reevaluation
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EvaluationRow


def store_reevaluations(session: Session, job: RunRow, records: Sequence[ReevaluationRecord], now: datetime) -> None:
    """Stores results of a job beside the evaluations of the runs. One of the same name and step is replaced.

    A run that was deleted in the meantime gets nothing; an event of the job says so.

    Raises:
        InvalidError: the job does not evaluate such a policy.
    """
    if not records:
        return
    section = _section(job, records)
    for run_id in sorted({record.run_id for record in records}):  # in one order, so that two jobs cannot deadlock
        try:
            run = lock_run(session, run_id)
        except NotFoundError:
            message = f"Run {run_id} was deleted, so the results of its policies are not kept."
            note(session, job, now, "result_lost", message, level="warning", run_id=run_id)
            continue
        touch(run, now)
        for record in records:
            if record.run_id == run_id:
                row = _row(session, run.id, section.split_name, record)
                row.job_id, row.created_at, row.version = job.id, now, run.version


def _section(job: RunRow, records: Sequence[ReevaluationRecord]) -> Reevaluation:
    section = reevaluation_of(job)
    places = set(section.places) if section else set()
    strangers = [record for record in records if (record.run_id, record.step) not in places]
    if section is None or strangers:
        raise InvalidError(
            "The run does not evaluate this policy",
            f"Step {strangers[0].step} of run '{strangers[0].run_id}' is not among the points in the config of run "
            f"{job.id}.",
            "Report only what reevaluation.points names, or report an evaluation of the run itself.",
            "records",
        )
    return section


def _row(session: Session, run_id: str, split: str, record: ReevaluationRecord) -> EvaluationRow:
    """Returns the row of a result with its values, which is new unless a result of this name was there before."""
    place = {"run_id": run_id, "split": split, "step": record.step}
    row = session.scalar(select(EvaluationRow).filter_by(**place))
    if row is None:
        row = EvaluationRow(**place, weights={}, reference_point={}, scale={})
        session.add(row)
    for name in ("objectives", "standard_errors", "prompts", "samples"):
        setattr(row, name, getattr(record, name))
    return row
