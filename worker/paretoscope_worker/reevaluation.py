"""Evaluates saved policies of other runs, all with the same prompts and random numbers."""

from collections.abc import Callable, Sequence
from typing import Literal

from paretoscope.schema.control import PointToEvaluate
from paretoscope.schema.metrics.keys import EVALUATION_SECONDS
from paretoscope.schema.records import ProvenanceRecord, ReevaluationRecord
from paretoscope.schema.reevaluation import Reevaluation
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.checkpoints.layout import CheckpointError
from paretoscope_worker.checkpoints.reading import Fetch, saved_weights
from paretoscope_worker.engines.choice import require_engine
from paretoscope_worker.policy.loading import PolicyError, load_policy
from paretoscope_worker.policy.reloading import reload
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.runtime.stopwatch import Stopwatch
from paretoscope_worker.session import Session, open_session

SHOWN = 20
"""Policies that an event names in its message; its data names all."""


class ReevaluationError(Exception):
    """None of the policies can be evaluated. The message says why and what to do instead."""


def reevaluate(
    config: RunConfig,
    section: Reevaluation,
    points: Sequence[PointToEvaluate],
    *,
    fetch: Fetch,
    report: SafeReporter,
    should_stop: Callable[[], bool],
    on_stage: Callable[[str], None],
) -> Literal["completed", "stopped"]:
    """Evaluates policies and reports each result as one of the run that saved the policy.

    A policy that cannot be loaded is left out; an event at the end names it.

    Args:
        config: the run, with the task, the objectives and how completions are sampled.
        section: all policies of the run, and the split.
        points: those that have no result yet.
        fetch: returns the folder of a checkpoint, which it may download; None if the checkpoint is not available.
        report: takes metrics and records; the policy at position i is step i.
        should_stop: called before every policy.
        on_stage: told what the run is doing.

    Raises:
        ReevaluationError: none of the policies of the run can be evaluated.
        PolicyError: the model of the config cannot be loaded or cannot do the task.
        EngineError: the rollout engine is not installed, fails, hangs, or samples with other weights than the policy's.
        TaskDataError: the task's data are missing or have a different layout.
    """
    on_stage("loading policy")
    require_engine(config.rollout)
    session = open_session(config, load_policy(config.policy, seed=config.seed), report)
    report.record(ProvenanceRecord(provenance=session.provenance))
    left_out: dict[str, str] = {}
    for point in points:
        if should_stop():
            return "stopped"
        on_stage("loading policy")
        why = _load(session, point, fetch)
        if why is not None:
            left_out[f"{point.run_id}@{point.step}"] = why
            continue
        on_stage("evaluating")
        _evaluate(session, section, point)
    _tell_left_out(report, left_out)
    if left_out and len(left_out) == len(section.places):
        raise ReevaluationError(
            f"None of the {len(left_out)} policies could be evaluated: {_reasons(left_out)}. "
            "Choose policies that are kept, or retry on the machine that has them."
        )
    return "completed"


def _load(session: Session, point: PointToEvaluate, fetch: Fetch) -> str | None:
    """Gives the session the weights of a policy; returns why that is not possible, or None if it was."""
    if not point.kept:
        return "its weights are not kept any more"
    folder = fetch(point.checkpoint) if point.checkpoint else None
    if point.checkpoint and folder is None:
        return "its checkpoint is not on this machine"
    try:
        reload(session.policy, session.config.policy, saved_weights(folder) if folder else None)
    except (CheckpointError, PolicyError) as error:
        return str(error)
    session.engine.push()
    return None


def _evaluate(session: Session, section: Reevaluation, point: PointToEvaluate) -> None:
    stopwatch = Stopwatch()
    found = session.evaluator.estimate(section.split, point.position)
    session.reporter.record(
        ReevaluationRecord(
            run_id=point.run_id,
            step=point.step,
            objectives=found.means,
            standard_errors=found.standard_errors,
            prompts=session.evaluator.prompts(section.split),
            samples=session.config.evaluation.samples,
        )
    )
    session.reporter.log(point.position, {EVALUATION_SECONDS.key: stopwatch.total()})


def _tell_left_out(report: SafeReporter, left_out: dict[str, str]) -> None:
    if left_out:
        message = f"{len(left_out)} policies were left out: {_reasons(left_out)}."
        report.event(report.step, "warning", "points_left_out", message, points=left_out)


def _reasons(left_out: dict[str, str]) -> str:
    shown = [f"{place} ({why.rstrip('.')})" for place, why in list(left_out.items())[:SHOWN]]
    more = [f"{len(left_out) - SHOWN} more"] if len(left_out) > SHOWN else []
    return "; ".join([*shown, *more])
