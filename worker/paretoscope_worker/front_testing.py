"""Evaluates the points of the validation front on the test split, after the last step of training."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from paretoscope_worker.checkpoints.layout import CheckpointError, step_folder
from paretoscope_worker.checkpoints.reading import saved_weights
from paretoscope_worker.policy.reloading import reload
from paretoscope_worker.session import Session


def evaluate_front(
    session: Session, checkpoints: Path, should_stop: Callable[[], bool], on_stage: Callable[[str], None]
) -> Literal["completed", "stopped"]:
    """Evaluates every point of the validation front on the test split, unless that was done during training.

    It does nothing unless `evaluation.test_front` is set. Afterwards the policy is that of the last step again. After
    a stop, all points are evaluated again, with the same results. An event names points whose weights are not kept.

    Args:
        session: the run after its last step.
        checkpoints: folder of the run's checkpoints.
        should_stop: called before every point.
        on_stage: told what the run is doing.

    Raises:
        PolicyError: weights that are kept cannot be loaded.
    """
    if not session.config.evaluation.test_front:
        return "completed"
    steps = sorted(step for step in session.evaluator.front.steps if not session.is_tested(step))
    kept = session.ranks.first(partial(_kept, checkpoints, steps))
    _tell_left_out(session, [step for step in steps if step not in kept])
    for step in kept:
        if session.ranks.first(should_stop):
            return "stopped"
        _load(session, checkpoints, step, on_stage)
        on_stage("evaluating")
        session.evaluator.test(step, {})
    if kept:
        _load(session, checkpoints, session.step, on_stage)
    return "completed"


def _kept(checkpoints: Path, steps: Sequence[int]) -> list[int]:
    """Returns the steps whose weights are whole on this disk."""
    return [step for step in steps if _is_kept(step_folder(checkpoints, step))]


def _is_kept(checkpoint: Path) -> bool:
    try:
        saved_weights(checkpoint)
    except CheckpointError:
        return False
    return True


def _load(session: Session, checkpoints: Path, step: int, on_stage: Callable[[str], None]) -> None:
    """Gives the policy of all processes, and the engine, the weights of a step."""
    on_stage("loading policy")
    with session.trained.whole():
        reload(session.policy, session.config.policy, saved_weights(step_folder(checkpoints, step)))
        session.trained.adopt()
    session.engine.push()


def _tell_left_out(session: Session, steps: Sequence[int]) -> None:
    if steps:
        session.reporter.event(
            session.step,
            "warning",
            "points_left_out",
            f"The points of steps {', '.join(map(str, steps))} are on the validation front, but were not evaluated on "
            "the test split, because their weights are not kept on this machine. Set checkpoints.keep_front to true, "
            "or raise checkpoints.points_gib.",
            steps=list(steps),
        )
