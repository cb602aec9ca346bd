"""Re-evaluations: jobs that evaluate saved policies of other runs."""

from fastapi import APIRouter, BackgroundTasks, Response

from paretoscope.api.http import examples
from paretoscope.api.http.configs import read_config
from paretoscope.api.http.dependencies import Now, RunId, UsesServices
from paretoscope.api.http.responses import answers, writes
from paretoscope.runs.lifecycle.allowed_paths import settle_paths
from paretoscope.runs.lifecycle.reevaluating import LEFT_OUT, left_out_message, reevaluation_config
from paretoscope.runs.lifecycle.transitions import create_run
from paretoscope.runs.read.describing import describe_run
from paretoscope.runs.read.reevaluations import read_reevaluation
from paretoscope.runs.rows import find_run, note
from paretoscope.schema.answers.reevaluation import ReevaluationAnswer
from paretoscope.schema.answers.run import Run
from paretoscope.schema.reevaluations import ReevaluationRequest

router = APIRouter(prefix="/api/reevaluations", tags=["evaluations"])


@router.post(
    "",
    status_code=201,
    summary="Re-evaluate saved policies",
    responses=writes(examples.REEVALUATION_RUN, 404, 409, status=201),
)
def post_reevaluation(
    body: ReevaluationRequest, response: Response, background: BackgroundTasks, services: UsesServices, now: Now
) -> Run:
    """Creates a run that evaluates saved policies of other runs, and queues it. It is stopped and retried like any run.

    The results are evaluations of the other runs, with a split name such as `test@math500`. All policies get the same
    prompts and random numbers. 409 means that a run is trained elsewhere, so that its policies are not here.
    """
    with services.database.write() as session:
        config, left_out = reevaluation_config(session, body)
        row = create_run(session, settle_paths(read_config(config), services.settings), now, priority=body.priority)
        if left_out:
            note(session, row, now, LEFT_OUT, left_out_message(left_out), level="warning", points=left_out)
        run = describe_run(session, row, now)
    response.headers["Location"] = f"/api/runs/{run.id}"
    services.announce(background, changed=[run.id], queued=[run.id])
    return run


@router.get("/{run_id}", summary="Get a re-evaluation", responses=answers(examples.REEVALUATION, 404))
def get_reevaluation(run_id: RunId, services: UsesServices) -> ReevaluationAnswer:
    """Returns the policies that a re-evaluation evaluates, and its results so far."""
    with services.database.read() as session:
        return read_reevaluation(session, find_run(session, run_id))
