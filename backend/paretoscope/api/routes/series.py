"""Metrics of a run over steps."""

from typing import Annotated

from fastapi import APIRouter, Query

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import RunId, UsesServices
from paretoscope.api.http.etags import ChangedRun
from paretoscope.api.http.responses import answers
from paretoscope.runs.read.reading import read_keys, read_metrics, read_series
from paretoscope.runs.rows import find_run
from paretoscope.schema.answers.metric import RunMetricsAnswer
from paretoscope.schema.answers.series import SeriesAnswer, SeriesKeys

router = APIRouter(prefix="/api/runs", tags=["metrics"])

MAX_KEYS = 200
MAX_STEP = 2**53

Keys = Annotated[list[str], Query(alias="key", description="Metric key; may be repeated.", max_length=MAX_KEYS)]
StepBound = Annotated[int | None, Query(ge=0, le=MAX_STEP)]


@router.get("/{run_id}/series", summary="Get metrics", responses=answers(examples.SERIES, 404))
def get_series(
    *,
    run_id: ChangedRun,
    services: UsesServices,
    keys: Keys,
    points: Annotated[
        int, Query(description="Largest number of points or buckets per metric.", ge=2, le=100_000)
    ] = 500,
    from_step: StepBound = None,
    to_step: StepBound = None,
) -> SeriesAnswer:
    """Returns metrics as envelopes: too many points become buckets with their minimum, maximum and last value.

    The first and the last point are always included. To zoom in, send `from_step` and `to_step`.
    """
    with services.database.read() as session:
        return read_series(session, find_run(session, run_id), keys, points, first=from_step, last=to_step)


@router.get("/{run_id}/series/keys", summary="List metrics", responses=answers(examples.SERIES_KEYS, 404))
def get_series_keys(run_id: RunId, services: UsesServices) -> SeriesKeys:
    """Lists the metrics that a run has reported, with their last value, minimum and maximum."""
    with services.database.read() as session:
        return read_keys(session, find_run(session, run_id))


@router.get("/{run_id}/metrics", summary="List metrics with their labels", responses=answers(examples.RUN_METRICS, 404))
def get_run_metrics(run_id: RunId, services: UsesServices) -> RunMetricsAnswer:
    """Lists the metrics that a run has reported, with their labels. It includes metrics of other trainers."""
    with services.database.read() as session:
        return read_metrics(session, find_run(session, run_id))
