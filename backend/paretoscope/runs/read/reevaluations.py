"""Reads what a re-evaluation has done, and what it has still to do."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.read.kept_policies import KeptPolicies
from paretoscope.runs.refusals import NotFoundError
from paretoscope.schema.answers.objective import ObjectiveView
from paretoscope.schema.answers.reevaluation import ReevaluatedPoint, ReevaluationAnswer
from paretoscope.schema.control import CheckpointPlace, PointToEvaluate
from paretoscope.schema.reevaluation import Reevaluation
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import CheckpointRow, EvaluationRow
from paretoscope.store.series import groups

Place = tuple[str, int]
"""Id of a run, and a step."""


def reevaluation_of(job: RunRow) -> Reevaluation | None:
    """Returns which policies a run evaluates; None if it is no re-evaluation."""
    section = job.config.get("reevaluation")
    return None if section is None else Reevaluation.model_validate(section)


def read_reevaluation(session: Session, job: RunRow) -> ReevaluationAnswer:
    """Returns the policies that a job evaluates, and its results so far.

    Raises:
        NotFoundError: the run is no re-evaluation.
    """
    section = reevaluation_of(job)
    if section is None:
        raise NotFoundError(
            "The run is no re-evaluation",
            f"Run {job.id} evaluates no policies of other runs.",
            "Choose a run whose method is reevaluation, or read its own evaluations.",
        )
    results, kept = _results(session, job, section), KeptPolicies.of(session, [run.run_id for run in section.points])
    return ReevaluationAnswer(
        split=section.split_name,
        objectives=[ObjectiveView.model_validate(one) for one in job.objectives],
        points=[
            _point(kept, place, position, results.get(place)) for position, place in enumerate(section.places, start=1)
        ],
        waiting=_waiting(kept, section, results),
    )


def points_to_evaluate(session: Session, job: RunRow) -> list[PointToEvaluate]:
    """Returns the policies of a job that have no result yet; none if the run is no re-evaluation."""
    section = reevaluation_of(job)
    if section is None:
        return []
    kept = KeptPolicies.of(session, [run.run_id for run in section.points])
    return _waiting(kept, section, _results(session, job, section))


def checkpoint_to_evaluate(session: Session, job: RunRow) -> CheckpointRow | None:
    """Returns the checkpoint that a job needs next; None if it needs none."""
    section = reevaluation_of(job)
    if section is None:
        return None
    kept, done = KeptPolicies.of(session, [run.run_id for run in section.points]), _results(session, job, section)
    found = (kept.checkpoint(*place) for place in section.places if place not in done)
    return next((row for row in found if row is not None), None)


def _results(session: Session, job: RunRow, section: Reevaluation) -> dict[Place, EvaluationRow]:
    """Returns the results by place. A later job with the same settings may have replaced some of them."""
    wanted = set(section.places)
    found: dict[Place, EvaluationRow] = {}
    for group in groups([run.run_id for run in section.points]):
        query = select(EvaluationRow).where(
            EvaluationRow.run_id.in_(group),
            EvaluationRow.split == section.split_name,
            EvaluationRow.created_at >= job.created_at,
        )
        found |= {(row.run_id, row.step): row for row in session.scalars(query)}
    return {place: row for place, row in found.items() if place in wanted}


def _waiting(kept: KeptPolicies, section: Reevaluation, done: dict[Place, EvaluationRow]) -> list[PointToEvaluate]:
    return [
        PointToEvaluate(
            run_id=run_id,
            step=step,
            position=position,
            kept=kept.has(run_id, step),
            checkpoint=place_of(kept.checkpoint(run_id, step)),
        )
        for position, (run_id, step) in enumerate(section.places, start=1)
        if (run_id, step) not in done
    ]


def place_of(row: CheckpointRow | None) -> CheckpointPlace | None:
    """Returns where the files of a checkpoint are."""
    if row is None:
        return None
    return CheckpointPlace(run_id=row.run_id, step=row.step, path=row.path, storage=row.storage, shared=row.shared)


def _point(kept: KeptPolicies, place: Place, position: int, row: EvaluationRow | None) -> ReevaluatedPoint:
    run = kept.runs.get(place[0])
    return ReevaluatedPoint(
        run_id=place[0],
        run_name=run.name if run else None,
        step=place[1],
        position=position,
        state="done" if row else "waiting" if kept.has(*place) else "missing",
        objectives=row.objectives if row else {},
        standard_errors=row.standard_errors if row else {},
        prompts=row.prompts if row else None,
        samples=row.samples if row else None,
    )
