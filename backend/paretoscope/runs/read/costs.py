"""What runs cost: tokens, wall time and GPU time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.read.describing import duration_seconds
from paretoscope.schema.config_paths import value_at
from paretoscope.schema.metrics.keys import COMPLETION_TOKENS
from paretoscope.store.blocks import Values
from paretoscope.store.models import AttemptRow, RunRow
from paretoscope.store.series import groups, read_of_runs


@dataclass(frozen=True)
class RunCost:
    """The cost of one run; None where it is not known."""

    completion_tokens: float | None
    """Tokens of all training completions: mean length times completions per step, summed over steps."""
    wall_seconds: float | None
    """Seconds of training, without time between an end and a continuation."""
    gpu_seconds: float | None
    """Wall seconds times the GPUs of the newest attempt; None without a GPU."""


def read_costs(session: Session, runs: Sequence[RunRow]) -> dict[str, RunCost]:
    """Returns the cost of each run by its id; that of a run that trains, as of its last change."""
    ids = [run.id for run in runs]
    lengths = read_of_runs(session, ids, COMPLETION_TOKENS.key)
    gpus = _gpus(session, ids)
    return {
        run.id: RunCost(
            _tokens(run, lengths[run.id].values) if run.id in lengths else None,
            seconds := duration_seconds(run, run.updated_at),
            seconds * gpus[run.id] if seconds is not None and gpus.get(run.id) else None,
        )
        for run in runs
    }


def _tokens(run: RunRow, lengths: Values) -> float | None:
    prompts, size = value_at(run.config, "budget.prompts_per_step"), value_at(run.config, "algorithm.group_size")
    if not prompts or not size:
        return None
    return float(np.nansum(lengths) * prompts * size)


def _gpus(session: Session, run_ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for group in groups(run_ids):
        query = select(AttemptRow.run_id, AttemptRow.provenance).where(AttemptRow.run_id.in_(group))
        for run_id, provenance in session.execute(query.order_by(AttemptRow.attempt)):
            found[run_id] = int(provenance.get("gpus") or 0)
    return found
