"""Steering: changes that a person makes to a run while it trains."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import Now, RunId, UsesServices
from paretoscope.api.http.responses import writes
from paretoscope.runs.lifecycle.steering import request_weights
from paretoscope.runs.read.describing import describe_run
from paretoscope.schema.answers.run import Run
from paretoscope.schema.base import Weights

router = APIRouter(prefix="/api/runs", tags=["runs"])


class ChangeWeights(BaseModel):
    """Reward weights with which a run continues."""

    model_config = ConfigDict(
        extra="forbid",
        use_attribute_docstrings=True,
        json_schema_extra={"examples": [{"weights": {"accuracy": 0.5, "conciseness": 0.2, "clarity": 0.3}}]},
    )

    weights: Weights
    """One weight per objective, at least 0; the weights sum to 1."""


@router.post("/{run_id}/weights", summary="Move the reward weights", responses=writes(examples.STEERED_RUN, 404, 409))
def post_weights(run_id: RunId, body: ChangeWeights, services: UsesServices, now: Now) -> Run:
    """Asks a run with `weighting: {type: manual}` to use other weights from its next update on.

    The request and the change are events; the change has the step of the first update with the new weights.
    """
    with services.database.write() as session:
        run = describe_run(session, request_weights(session, run_id, body.weights, now), now)
    services.live.publish(run_id)
    return run
