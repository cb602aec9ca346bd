"""Evaluates the points of the validation front on the test split, after the last step of training."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from paretoscope.schema.control import CheckpointPlace
from paretoscope_worker.checkpoints.layout import CheckpointError, step_folder
from paretoscope_worker.checkpoints.reading import Fetch, saved_weights
from paretoscope_worker.policy.reloading import reload
from paretoscope_worker.session import Session


def evaluate_front(
    session: Session,
    checkpoints: Path,
    fetch: Fetch,
    should_stop: Callable[[], bool],
    on_stage: Callable[[str], None],
) -> Literal["completed", "stopped"]:
    """Evaluates every point of the validation front on the test split, unless that was done during training.

    It does nothing unless `evaluation.test_front` is set. Afterwards the policy is that of the last step again. After
    a stop, all points are evaluated again, with the same results. An event names points whose weights are not kept.

    Args:
        session: the run after its last step.
        checkpoints: folder of the run's checkpoints.
        fetch: returns the folder of a checkpoint that is not there any more, which it may download; None without one.
        should_stop: called before every point.
        on_stage: told what the run is doing.

    Raises:
        PolicyError: weights that are kept cannot be loaded.
    """
    if not session.config.evaluation.test_front:
        return "completed"
    steps = sorted(step for step in session.evaluator.front.steps if not session.is_tested(step))
    left_out = []
    for step in steps:
        if session.ranks.first(should_stop):
            return "stopped"
        weights = session.ranks.first(partial(_weights, checkpoints, step, fetch))
        if weights is None:
            left_out.append(step)
            continue
        _load(session, weights, on_stage)
        on_stage("evaluating")
        session.evaluator.test(step, {})
    _tell_left_out(session, left_out)
    if len(left_out) < len(steps):
        _load(session, saved_weights(step_folder(checkpoints, session.step)), on_stage)
    return "completed"


def _weights(checkpoints: Path, step: int, fetch: Fetch) -> Path | None:
    """Returns the weights of a step, from this disk or from the shared storage; None if they are in neither."""
    folder = step_folder(checkpoints, step)
    return _saved(folder) or _saved(
        fetch(CheckpointPlace(run_id=checkpoints.parent.name, step=step, path=str(folder), shared=True))
    )


def _saved(checkpoint: Path | None) -> Path | None:
    try:
        return None if checkpoint is None else saved_weights(checkpoint)
    except CheckpointError:
        return None


def _load(session: Session, weights: Path, on_stage: Callable[[str], None]) -> None:
    """Gives the policy of all processes, and the engine, saved weights."""
    on_stage("loading policy")
    with session.trained.whole():
        reload(session.policy, session.config.policy, weights)
        session.trained.adopt()
    session.engine.push()


def _tell_left_out(session: Session, steps: Sequence[int]) -> None:
    if steps:
        session.reporter.event(
            session.step,
            "warning",
            "points_left_out",
            f"The points of steps {', '.join(map(str, steps))} are on the validation front, but were not evaluated on "
            "the test split, because their weights are neither on this machine nor in the shared storage. "
            "Set checkpoints.keep_front to true, or raise checkpoints.points_gib.",
            steps=list(steps),
        )
