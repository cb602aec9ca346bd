"""Estimates how long runs take and how many tokens they sample, from runs like these."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from paretoscope.runs.lifecycle.workers import count_slots
from paretoscope.schema.config_paths import value_at
from paretoscope.schema.metrics.keys import COMPLETION_TOKENS
from paretoscope.schema.run_config import RunConfig
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import BlockRow, SeriesRow

NEWEST = 200
"""Number of completed runs that are looked at."""
UNTRAINED = frozenset({"interpolation", "reevaluation"})
"""What runs do that train nothing."""
ALIKE = ("policy.model", "policy.device", "task.type", "algorithm.type")


@dataclass(frozen=True)
class Estimate:
    """What some runs will need."""

    seconds: float | None = None
    """Seconds with all slots of the workers that are alive; None without runs like these."""
    tokens: float | None = None
    compared_runs: int = 0


def estimate(
    session: Session, configs: Sequence[tuple[RunConfig, int]], lease_seconds: float, now: datetime
) -> Estimate:
    """Estimates what runs will need from completed runs with the same policy, task and estimator.

    Args:
        session: an open transaction.
        configs: each config with the number of its runs.
        lease_seconds: time after which a silent worker counts as gone.
        now: the current time.
    """
    alike = _alike(session, configs[0][0]) if configs else []
    if not alike:
        return Estimate()
    completions = sum(_completions(run.config) * run.total_steps for run in alike)
    seconds = sum(_duration(run) for run in alike)
    wanted = sum(_completions(config.model_dump(mode="json")) * config.total_steps * count for config, count in configs)
    mean_tokens = _mean_tokens(session, [run.id for run in alike])
    slots = slots_for(session, sum(count for _, count in configs), lease_seconds, now)
    return Estimate(
        seconds=seconds / completions * wanted / slots,
        tokens=None if mean_tokens is None else mean_tokens * wanted,
        compared_runs=len(alike),
    )


def slots_for(session: Session, runs: int, lease_seconds: float, now: datetime) -> int:
    """Returns how many of some runs can train at once, which is at least one."""
    return max(min(count_slots(session, lease_seconds, now), runs), 1)


def _alike(session: Session, config: RunConfig) -> list[RunRow]:
    data = config.model_dump(mode="json")
    query = select(RunRow).where(RunRow.status == "completed", RunRow.external.is_(False), RunRow.total_steps > 0)
    rows = session.scalars(query.order_by(RunRow.finished_at.desc()).limit(NEWEST))
    return [
        row
        for row in rows
        if row.method not in UNTRAINED and all(value_at(row.config, at) == value_at(data, at) for at in ALIKE)
    ]


def _completions(config: dict[str, Any]) -> float:
    """Returns the number of completions per step."""
    return float(value_at(config, "budget.prompts_per_step") * value_at(config, "algorithm.group_size"))


def _duration(run: RunRow) -> float:
    if run.started_at is None or run.finished_at is None:
        return 0.0
    return max((run.finished_at - run.started_at).total_seconds() - run.idle_seconds, 0.0)


def _mean_tokens(session: Session, run_ids: Iterable[str]) -> float | None:
    """Returns the mean length of completions, taking the middle between least and largest of each block of points."""
    weighted = func.sum(BlockRow.count * (BlockRow.min + BlockRow.max) / 2), func.sum(BlockRow.count)
    query = select(*weighted).join(SeriesRow, SeriesRow.id == BlockRow.series_id)
    query = query.where(SeriesRow.run_id.in_(list(run_ids)), SeriesRow.key == COMPLETION_TOKENS.key)
    total, count = session.execute(query.where(BlockRow.min.is_not(None))).one()
    return float(total) / float(count) if count else None
