"""Requests of a worker about a run: it claims the run, renews its lease, or ends its attempt."""

from fastapi import APIRouter, BackgroundTasks

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import Now, RunId, UsesServices
from paretoscope.api.http.responses import writes
from paretoscope.runs.lifecycle.leases import claim_run, renew_lease
from paretoscope.runs.lifecycle.transitions import finish_attempt
from paretoscope.runs.read.describing import describe_run
from paretoscope.schema.answers.run import Run
from paretoscope.schema.control import Claim, ClaimRequest, Finish, Heartbeat, Instruction

router = APIRouter(prefix="/api/runs", tags=["workers"])


@router.post("/{run_id}/claim", summary="Claim a run", responses=writes(examples.CLAIM, 404, 409))
def post_claim(run_id: RunId, body: ClaimRequest, services: UsesServices, now: Now) -> Claim:
    """Gives a queued run to a worker. 409 means that the run is not queued: another worker has it, or it has ended."""
    with services.database.write() as session:
        claim = claim_run(session, run_id, body.worker_id, services.settings, now)
    services.live.publish(run_id)
    return claim


@router.post("/{run_id}/heartbeat", summary="Renew a lease", responses=writes(examples.INSTRUCTION, 404, 409))
def post_heartbeat(run_id: RunId, body: Heartbeat, services: UsesServices, now: Now) -> Instruction:
    """Renews the lease of an attempt. 409 means that the attempt no longer has the run; end the training process.

    The reporter of an external run sends heartbeats too. They make a lost run running again.
    """
    with services.database.write() as session:
        instruction = renew_lease(session, run_id, body, services.settings, now)
    services.live.publish(run_id)
    return instruction


@router.post("/{run_id}/finish", summary="End an attempt", responses=writes(examples.COMPLETED_RUN, 404, 409))
def post_finish(run_id: RunId, body: Finish, background: BackgroundTasks, services: UsesServices, now: Now) -> Run:
    """Ends an attempt. A crashed run is queued again while attempts are left. Sending this twice changes nothing."""
    with services.database.write() as session:
        run = describe_run(session, finish_attempt(session, run_id, body, services.settings.max_attempts, now), now)
    services.live.publish(run_id)
    if run.status == "queued":
        background.add_task(services.enqueue, run_id)
    elif run.sweep_id is not None:
        background.add_task(services.advance_sweep, run.sweep_id)
    return run
