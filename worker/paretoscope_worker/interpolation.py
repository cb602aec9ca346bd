"""Rewarded soups (arXiv 2306.04488): evaluates policies between two others like those of a training run.

The parameters at alpha are (1 - alpha) * start + alpha * end. The paper mixes one expert per reward by the user's
preference. Here, the ends are any two policies with the same architecture, usually two points of a run's front. Every
point between them is reported, so that their front can be compared with those of other runs.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import torch
from torch import Tensor

from paretoscope.schema.interpolation import Interpolation
from paretoscope.schema.metrics.keys import ALPHA
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.checkpoints.layout import CHECKPOINTS
from paretoscope_worker.checkpoints.sharing import NO_DISK, Disk
from paretoscope_worker.checkpoints.store import CheckpointStore
from paretoscope_worker.policy.loading import load_policy
from paretoscope_worker.policy.reloading import State, saved_state, state_of
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.session import Session, open_session
from paretoscope_worker.step_metrics import front_metrics


class InterpolationError(Exception):
    """Two policies cannot be interpolated. The message says what differs and what to do instead."""


def interpolate(
    config: RunConfig,
    interpolation: Interpolation,
    *,
    folder: Path,
    report: SafeReporter,
    should_stop: Callable[[], bool],
    on_stage: Callable[[str], None],
    disk: Disk = NO_DISK,
) -> Literal["completed", "stopped"]:
    """Evaluates points between two policies on the validation split, and keeps the weights of those on the front.

    Args:
        config: the run; `policy.model` is the point at alpha 0.
        interpolation: the other end, and the number of points.
        folder: checkpoints go into `checkpoints/` under it.
        report: takes metrics and records; point i is step i.
        should_stop: called before every point.
        on_stage: told what the run is doing.
        disk: the id of the disk of the folder, and the copies of checkpoints for other machines.

    Raises:
        PolicyError: a policy cannot be loaded or cannot do the task.
        EngineError: the rollout engine is not installed, fails, hangs, or samples with other weights than the policy's.
        TaskDataError: the task's data are missing or have a different layout.
        InterpolationError: the policies do not have the same parameters.
    """
    on_stage("loading policy")
    session = open_session(config, load_policy(config.policy), report)
    checkpoints = CheckpointStore(folder / CHECKPOINTS, config.checkpoints, report, saved_step=None, disk=disk)
    start = state_of(session.policy.model.state_dict())
    end = saved_state(config.policy.model_copy(update={"model": interpolation.other}), None)
    for step in range(interpolation.points):
        if should_stop():
            return "stopped"
        alpha = step / (interpolation.points - 1)
        session.policy.model.load_state_dict(interpolated(start, end, alpha))
        session.engine.push()
        session.step = step
        report.log(step, {ALPHA.key: alpha} | _evaluate(session, on_stage))
        checkpoints.save_point(session, on_stage)
    return "completed"


def interpolated(start: State, end: State, alpha: float) -> dict[str, Tensor]:
    """Returns (1 - alpha) * start + alpha * end, computed in float32 or better. Alpha 0 and 1 return the exact ends.

    Args:
        start: parameters and buffers by name, at alpha 0.
        end: the same at alpha 1. It is converted to the number formats of `start`.
        alpha: from 0 to 1.

    Raises:
        InterpolationError: a tensor is missing on one side or has a different shape; or it differs and is not
            floating-point, such as quantised weights.
    """
    for name in start.keys() ^ end.keys():
        raise InterpolationError(f"Only one of the policies has '{name}'. {INSTEAD}")
    return {name: _between(name, tensor, end[name], alpha) for name, tensor in start.items()}


INSTEAD = "Interpolate between two checkpoints of runs that began with the same model."


def _between(name: str, start: Tensor, end: Tensor, alpha: float) -> Tensor:
    if start.shape != end.shape:
        raise InterpolationError(
            f"'{name}' has shape {list(start.shape)} in one policy and {list(end.shape)} in the other. {INSTEAD}"
        )
    if not start.is_floating_point() or not end.is_floating_point():
        if not torch.equal(start, end):
            raise InterpolationError(
                f"'{name}' holds {start.dtype} values that differ and cannot be interpolated. {INSTEAD}"
            )
        return start
    if alpha in {0.0, 1.0}:
        return (end if alpha else start).to(start.dtype)
    wide = torch.promote_types(start.dtype, torch.float32)
    return torch.lerp(start.to(wide), end.to(wide), alpha).to(start.dtype)


def _evaluate(session: Session, on_stage: Callable[[str], None]) -> dict[str, float]:
    on_stage("evaluating")
    return front_metrics(session.evaluator.validate(session.step, {}))
