"""Answers shown in the API's documentation; a test holds each against the model of its route."""

from paretoscope.api.http.examples.configs import CHECKED_CONFIG, CONFIG_SCHEMA, PRESETS
from paretoscope.api.http.examples.figures import FIGURE, FIGURES, FRONTS, GROUPS
from paretoscope.api.http.examples.records import (
    CHECKPOINTS,
    COMPLETIONS,
    EVALUATION,
    EVALUATIONS,
    EVENTS,
    RECEIPT,
    RECORD_BATCH,
    SERIES,
    SERIES_KEYS,
)
from paretoscope.api.http.examples.reevaluations import REEVALUATION, REEVALUATION_RUN
from paretoscope.api.http.examples.runs import (
    ATTEMPTS,
    COMPLETED_RUN,
    CONFIG,
    FORKED_RUN,
    QUEUED_RUN,
    RESUMED_RUN,
    RUN,
    RUN_DETAIL,
    RUN_FIELDS,
    RUN_GROUPS,
    RUN_ID,
    RUN_PAGE,
    STEERED_RUN,
)
from paretoscope.api.http.examples.server import ALL_RUNS_STREAM, HEALTH, RUN_STREAM
from paretoscope.api.http.examples.sweeps import PLAN_CONTENT, SWEEP, SWEEPS
from paretoscope.api.http.examples.vocabulary import METHODS, METRICS, RUN_METRICS
from paretoscope.api.http.examples.workers import CLAIM, DELETED_RUNS, INSTRUCTION, NEXT_RUN, WORKER, WORKERS

__all__ = [
    "ALL_RUNS_STREAM",
    "ATTEMPTS",
    "CHECKED_CONFIG",
    "CHECKPOINTS",
    "CLAIM",
    "COMPLETED_RUN",
    "COMPLETIONS",
    "CONFIG",
    "CONFIG_SCHEMA",
    "DELETED_RUNS",
    "EVALUATION",
    "EVALUATIONS",
    "EVENTS",
    "FIGURE",
    "FIGURES",
    "FORKED_RUN",
    "FRONTS",
    "GROUPS",
    "HEALTH",
    "INSTRUCTION",
    "METHODS",
    "METRICS",
    "NEXT_RUN",
    "PLAN_CONTENT",
    "PRESETS",
    "QUEUED_RUN",
    "RECEIPT",
    "RECORD_BATCH",
    "REEVALUATION",
    "REEVALUATION_RUN",
    "RESUMED_RUN",
    "RUN",
    "RUN_DETAIL",
    "RUN_FIELDS",
    "RUN_GROUPS",
    "RUN_ID",
    "RUN_METRICS",
    "RUN_PAGE",
    "RUN_STREAM",
    "SERIES",
    "SERIES_KEYS",
    "STEERED_RUN",
    "SWEEP",
    "SWEEPS",
    "WORKER",
    "WORKERS",
]
