"""The requests of workers as Python methods, which `Client` inherits."""

from collections.abc import Iterable, Sequence

from paretoscope.client.errors import ConflictError
from paretoscope.client.requests import Requests
from paretoscope.schema.answers.run import Run
from paretoscope.schema.answers.worker import DeletedRuns, NextRun, WorkersAnswer, WorkerView
from paretoscope.schema.control import (
    Claim,
    ClaimRequest,
    Finish,
    Heartbeat,
    Instruction,
    WorkerHeartbeat,
    WorkerRegistration,
)


class WorkerRequests(Requests):
    """Requests by which workers register, claim runs and report on them."""

    def workers(self) -> list[WorkerView]:
        """Returns the workers that the server knows."""
        return self._ask(WorkersAnswer, "GET", "/workers").workers

    def deleted_runs(self, run_ids: Sequence[str]) -> list[str]:
        """Returns which of at most 100 runs have been deleted."""
        return self._ask(DeletedRuns, "GET", "/workers/deleted-runs", params={"run": list(run_ids)}).run_ids

    def register_worker(self, registration: WorkerRegistration) -> None:
        """Registers a worker."""
        self._call("POST", "/workers", registration.model_dump(mode="json"))

    def worker_heartbeat(self, worker_id: str, problem: str | None = None) -> None:
        """Tells the server that a worker is alive; raises ``NotFoundError`` if the server does not know it."""
        self._call("POST", f"/workers/{worker_id}/heartbeat", WorkerHeartbeat(problem=problem).model_dump())

    def next_run(self, worker_id: str, left: Iterable[str] = ()) -> NextRun:
        """Returns the run that a worker should claim next, passing over those that it leaves to others."""
        return self._ask(NextRun, "GET", f"/workers/{worker_id}/next-run", params={"left": list(left)})

    def claim(self, run_id: str, worker_id: str) -> Claim | None:
        """Claims a queued run for a worker; returns None if the run cannot be claimed."""
        try:
            return self._ask(Claim, "POST", f"/runs/{run_id}/claim", ClaimRequest(worker_id=worker_id).model_dump())
        except ConflictError:
            return None

    def heartbeat(self, run_id: str, beat: Heartbeat) -> Instruction:
        """Tells that a run is still trained; raises ``ConflictError`` if the attempt no longer has it."""
        return self._ask(Instruction, "POST", f"/runs/{run_id}/heartbeat", beat.model_dump())

    def finish(self, run_id: str, finish: Finish) -> Run:
        """Ends a claim or an external run; raises ``ConflictError`` if the caller no longer has the run."""
        return self._ask(Run, "POST", f"/runs/{run_id}/finish", finish.model_dump())
