"""The requests about re-evaluations as Python methods, which `Client` inherits."""

from collections.abc import Mapping
from typing import Any

from paretoscope.client.requests import Requests, as_data
from paretoscope.schema.answers.reevaluation import ReevaluationAnswer
from paretoscope.schema.answers.run import Run
from paretoscope.schema.reevaluations import ReevaluationRequest


class ReevaluationRequests(Requests):
    """Requests about re-evaluations. What can be raised is described at `Client`, which sends them."""

    def reevaluate(self, request: ReevaluationRequest | Mapping[str, Any]) -> Run:
        """Queues a run that evaluates saved policies of other runs, and returns it.

        Args:
            request: such as ``{"runs": ["7k2m9q4xw1zp"], "which": "front", "split": "test", "samples": 4}``.
        """
        return self._ask(Run, "POST", "/reevaluations", as_data(request))

    def reevaluation(self, run_id: str) -> ReevaluationAnswer:
        """Returns the policies that such a run evaluates, and its results so far."""
        return self._ask(ReevaluationAnswer, "GET", f"/reevaluations/{run_id}")
