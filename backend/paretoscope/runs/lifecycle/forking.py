"""Forks: new runs that start from the weights of a checkpoint of another run, with a changed config."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.refusals import ConflictError, InvalidError
from paretoscope.runs.rows import find_run
from paretoscope.schema.config_paths import changed
from paretoscope.schema.control import FINAL_STATUSES
from paretoscope.schema.run_config import MAX_NAME, RunConfig
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import CheckpointRow

FIXED = ("model", "lora", "quantize")
"""Fields of the policy on which the files of a checkpoint depend."""


def forked_config(session: Session, run_id: str, step: int, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the config of a fork, not yet validated.

    Args:
        session: an open transaction.
        run_id: the run to fork.
        step: step of the checkpoint.
        changes: what differs from the run's config; see `changed`.

    Raises:
        NotFoundError: the run does not exist.
        InvalidError: the changes say what the fork starts from.
    """
    parent = find_run(session, run_id)
    for name in ("fork", "interpolation", "reevaluation"):
        if changes.get(name) is not None:
            raise InvalidError(
                "The changes are not valid",
                f"A fork starts from the checkpoint that is named by 'step', so its config takes no '{name}'.",
                f"Remove '{name}' from the changes.",
                name,
            )
    name = f"fork of {parent.name} at {step}"[:MAX_NAME]
    kept = {**parent.config, "name": name, "interpolation": None, "reevaluation": None}
    return {**changed(kept, changes), "fork": {"run_id": run_id, "step": step}}


def find_source(session: Session, config: RunConfig) -> CheckpointRow | None:
    """Returns the checkpoint that a run starts from; None if the run is not a fork.

    Raises:
        ConflictError: the other run still changes its checkpoints, or reports from outside.
        InvalidError: the run or the checkpoint does not exist, or its weights do not fit the policy.
    """
    if config.fork is None:
        return None
    parent = session.get(RunRow, config.fork.run_id)
    if parent is None:
        raise InvalidError(
            "The run to fork does not exist",
            f"There is no run '{config.fork.run_id}'; it may have been deleted.",
            "Choose a run that GET /api/runs lists.",
            "fork.run_id",
        )
    _check_is_forkable(parent)
    _check_same_policy(parent, config)
    return _checkpoint(session, parent, config.fork.step)


def _check_is_forkable(parent: RunRow) -> None:
    if parent.external:
        raise ConflictError(
            "The run is trained elsewhere",
            f"Run {parent.id} only reports here, so this server does not have its checkpoints.",
            "Fork a run that a worker of this server has trained.",
        )
    if parent.status not in FINAL_STATUSES:
        raise ConflictError(
            f"The run is {parent.status}",
            f"Run {parent.id} may still delete its checkpoints.",
            f"Wait until it ends, or stop it with POST /api/runs/{parent.id}/stop, and then fork it.",
        )


def _check_same_policy(parent: RunRow, config: RunConfig) -> None:
    mine, theirs = config.policy.model_dump(mode="json"), parent.config["policy"]
    for field in FIXED:
        if mine[field] != theirs.get(field, mine[field]):
            raise InvalidError(
                "The fork has another policy",
                f"The weights of run {parent.id} were trained with policy.{field} = {theirs.get(field)!r}.",
                f"Leave policy.{field} as it is, or make a new run that is no fork.",
                f"policy.{field}",
            )


def _checkpoint(session: Session, parent: RunRow, step: int) -> CheckpointRow:
    query = select(CheckpointRow).where(CheckpointRow.run_id == parent.id, CheckpointRow.deleted.is_(False))
    kept = {row.step: row for row in session.scalars(query.order_by(CheckpointRow.step))}
    if step not in kept:
        steps = ", ".join(map(str, kept))
        raise InvalidError(
            "There is no such checkpoint",
            f"Run {parent.id} has no checkpoint of step {step} on disk, only of: {steps or 'no step at all'}.",
            "Choose one of these steps." if steps else "Choose another run; this one has nothing to start from.",
            "fork.step",
        )
    return kept[step]


def source_of(session: Session, run: RunRow) -> CheckpointRow | None:
    """Returns the checkpoint that a fork starts from, if it still exists; None if the run is not a fork."""
    if run.parent_run_id is None:
        return None
    return session.scalar(
        select(CheckpointRow).where(
            CheckpointRow.run_id == run.parent_run_id,
            CheckpointRow.step == run.parent_step,
            CheckpointRow.deleted.is_(False),
        )
    )


def unfinished_forks(session: Session, run_id: str) -> list[str]:
    """Returns the names of forks of a run that have not ended, and so may still read its checkpoints."""
    query = select(RunRow.name).where(RunRow.parent_run_id == run_id, RunRow.status.not_in(FINAL_STATUSES))
    return list(session.scalars(query.order_by(RunRow.created_at)))
