"""Receives the records that runs report."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import Now, RunId, UsesServices
from paretoscope.api.http.record_batches import LARGE_BATCH, read_batch
from paretoscope.api.http.responses import writes
from paretoscope.api.http.services import Services
from paretoscope.runs.ingest.batches import accept_batch
from paretoscope.schema.records import RecordReceipt, ReevaluationRecord

router = APIRouter(prefix="/api/runs", tags=["reporting"])

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/RecordBatch"},
                "example": examples.RECORD_BATCH,
            }
        },
    }
}


@router.post(
    "/{run_id}/records",
    summary="Report records",
    responses=writes(examples.RECEIPT, 404, 409),
    openapi_extra=_BODY,
)
async def post_records(run_id: RunId, request: Request, services: UsesServices, now: Now) -> RecordReceipt:
    """Stores a batch of records, either all of them or none.

    A batch that is already stored, or is older than a stored one, changes nothing, so a batch may be sent again.
    409 means that a later attempt at the run has reported; drop the batch.
    """
    body = await request.body()
    if len(body) > LARGE_BATCH:
        async with services.large_batches:
            return await run_in_threadpool(_store, services, run_id, body, now)
    return await run_in_threadpool(_store, services, run_id, body, now)


def _store(services: Services, run_id: str, body: bytes, now: datetime) -> RecordReceipt:
    batch = read_batch(body)
    with services.database.write() as session:
        receipt = accept_batch(session, run_id, batch, now)
    if receipt.accepted:
        evaluated = (record.run_id for record in batch.records if isinstance(record, ReevaluationRecord))
        for changed in dict.fromkeys([run_id, *evaluated]):
            services.live.publish(changed)
    return receipt
