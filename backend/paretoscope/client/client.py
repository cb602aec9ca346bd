"""The REST API as Python methods."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel

from paretoscope.client.errors import ConflictError, UnreachableError, raise_for_problem
from paretoscope.schema.answers.checkpoint import CheckpointsAnswer, CheckpointView
from paretoscope.schema.answers.config import PresetsAnswer, PresetView
from paretoscope.schema.answers.evaluation import EvaluationsAnswer
from paretoscope.schema.answers.event import EventsAnswer, EventView
from paretoscope.schema.answers.front import FrontsAnswer
from paretoscope.schema.answers.health import Health
from paretoscope.schema.answers.run import Run, RunDetail, RunPage
from paretoscope.schema.answers.series import SeriesAnswer, SeriesView
from paretoscope.schema.answers.worker import WorkersAnswer, WorkerView
from paretoscope.schema.control import Claim, ClaimRequest, Finish, Heartbeat, Instruction, WorkerRegistration
from paretoscope.schema.records import RecordBatch, RecordReceipt
from paretoscope.schema.run_config import RunConfig

Parsed = TypeVar("Parsed", bound=BaseModel)

DEFAULT_SERVER_URL = "http://127.0.0.1:8420"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Client:
    """Talks to a Paretoscope server.

    Every method raises ``UnreachableError`` if the server does not answer, and ``RefusedError`` (``NotFoundError``,
    ``ConflictError``) with the server's message if it refuses. May be shared between threads.

    Args:
        server_url: where the server listens.
        token: access token, for a server that asks for one.
        timeout_seconds: longest wait for one answer.
    """

    def __init__(
        self, server_url: str = DEFAULT_SERVER_URL, token: str | None = None, timeout_seconds: float = 10.0
    ) -> None:
        self.server_url = server_url.rstrip("/")
        self._http = httpx.Client(
            base_url=f"{self.server_url}/api",
            headers={"Authorization": f"Bearer {token}"} if token else {},
            timeout=httpx.Timeout(timeout_seconds, connect=min(5.0, timeout_seconds)),
            trust_env=urlsplit(self.server_url).hostname not in LOOPBACK,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def create_run(self, config: RunConfig | Mapping[str, Any], *, external: bool = False) -> Run:
        """Queues a run; ``external`` makes one that no worker claims, for a trainer that reports by itself."""
        data = config.model_dump(mode="json") if isinstance(config, RunConfig) else dict(config)
        return self._ask(Run, "POST", "/runs", {"config": data} | ({"external": True} if external else {}))

    def runs(self, **query: str | int) -> RunPage:
        """Returns a page of runs; ``status``, ``search``, ``sort``, ``limit`` and ``cursor`` choose which."""
        return self._ask(RunPage, "GET", "/runs", params=query)

    def all_runs(self, **query: str | int) -> Iterator[Run]:
        """Yields the runs of all pages."""
        page = self.runs(**query)
        yield from page.runs
        while page.next_cursor:
            page = self.runs(**query | {"cursor": page.next_cursor})
            yield from page.runs

    def run(self, run_id: str) -> RunDetail:
        """Returns one run with the end of its log."""
        return self._ask(RunDetail, "GET", f"/runs/{run_id}")

    def stop(self, run_id: str) -> Run:
        """Asks a run to save a checkpoint and stop; a queued run stops at once."""
        return self._ask(Run, "POST", f"/runs/{run_id}/stop")

    def set_weights(self, run_id: str, weights: Mapping[str, float]) -> Run:
        """Asks a run whose weighting is `manual` to train with other weights from its next update on."""
        return self._ask(Run, "POST", f"/runs/{run_id}/weights", {"weights": dict(weights)})

    def wait(
        self,
        run_id: str,
        timeout_seconds: float | None = None,
        on_update: Callable[[Run], None] | None = None,
        poll_seconds: float = 0.5,
    ) -> Run:
        """Returns the run once its status is final; a server that is away is waited for.

        Args:
            run_id: run to wait for.
            timeout_seconds: longest wait; None waits for ever.
            on_update: called with every state seen.
            poll_seconds: pause between looks.

        Raises:
            TimeoutError: the run is not at its end after ``timeout_seconds``.
        """
        deadline = None if timeout_seconds is None else time.monotonic() + timeout_seconds
        while True:
            run = self._run_or_none(run_id)
            if run and on_update:
                on_update(run)
            if run and run.finished:
                return run
            if deadline is not None and time.monotonic() > deadline:
                state = f"is {run.status} at step {run.step}" if run else "cannot be seen, the server does not answer,"
                raise TimeoutError(f"Run {run_id} {state} after {timeout_seconds:g} s. Wait longer, or stop it.")
            time.sleep(poll_seconds)

    def _run_or_none(self, run_id: str) -> Run | None:
        try:
            return self.run(run_id)
        except UnreachableError:
            return None

    def series(self, run_id: str, keys: Sequence[str], points: int = 500) -> dict[str, SeriesView]:
        """Returns the metrics of a run by key, each thinned to about ``points`` buckets."""
        query = {"key": list(keys), "points": points}
        answer = self._ask(SeriesAnswer, "GET", f"/runs/{run_id}/series", params=query)
        return {series.key: series for series in answer.series}

    def evaluations(self, run_id: str, split: str | None = None) -> EvaluationsAnswer:
        """Returns the evaluations of a run, of one split or of all."""
        query = {"split": split} if split else {}
        return self._ask(EvaluationsAnswer, "GET", f"/runs/{run_id}/evaluations", params=query)

    def fronts(self, run_ids: Sequence[str]) -> FrontsAnswer:
        """Returns the fronts of several runs against one reference point and scale."""
        return self._ask(FrontsAnswer, "GET", "/fronts", params={"run": list(run_ids)})

    def checkpoints(self, run_id: str) -> list[CheckpointView]:
        """Returns the checkpoints of a run, deleted ones included."""
        return self._ask(CheckpointsAnswer, "GET", f"/runs/{run_id}/checkpoints").checkpoints

    def events(self, run_id: str) -> list[EventView]:
        """Returns what happened to a run, in the order it was told."""
        return self._ask(EventsAnswer, "GET", f"/runs/{run_id}/events").events

    def presets(self) -> list[PresetView]:
        """Returns the run configs the server suggests."""
        return self._ask(PresetsAnswer, "GET", "/presets").presets

    def health(self) -> Health:
        """Returns what the server says of itself."""
        return self._ask(Health, "GET", "/health")

    def send_records(self, run_id: str, batch: RecordBatch) -> RecordReceipt:
        """Reports a batch of records; one sent again changes nothing."""
        return self.send_batch(run_id, batch.model_dump_json().encode())

    def send_batch(self, run_id: str, body: bytes) -> RecordReceipt:
        """Reports a batch that is JSON already."""
        return self._ask(RecordReceipt, "POST", f"/runs/{run_id}/records", body)

    def workers(self) -> list[WorkerView]:
        """Returns the workers that the server has heard of."""
        return self._ask(WorkersAnswer, "GET", "/workers").workers

    def register_worker(self, registration: WorkerRegistration) -> None:
        """A worker says hello."""
        self._call("POST", "/workers", registration.model_dump(mode="json"))

    def worker_heartbeat(self, worker_id: str) -> None:
        """A worker is alive; ``NotFoundError`` if the server does not know it."""
        self._call("POST", f"/workers/{worker_id}/heartbeat")

    def claim(self, run_id: str, worker_id: str) -> Claim | None:
        """Takes a queued run for a worker; None if it is not to be had."""
        try:
            return self._ask(Claim, "POST", f"/runs/{run_id}/claim", ClaimRequest(worker_id=worker_id).model_dump())
        except ConflictError:
            return None

    def heartbeat(self, run_id: str, beat: Heartbeat) -> Instruction:
        """Renews the lease of a claimed run; ``ConflictError`` if it is lost."""
        return self._ask(Instruction, "POST", f"/runs/{run_id}/heartbeat", beat.model_dump())

    def finish(self, run_id: str, finish: Finish) -> Run:
        """Ends a claim, or a run that reports by itself; ``ConflictError`` if it is not the caller's any more."""
        return self._ask(Run, "POST", f"/runs/{run_id}/finish", finish.model_dump())

    def _ask(
        self, model: type[Parsed], method: str, path: str, body: object = None, params: Mapping[str, Any] | None = None
    ) -> Parsed:
        """Returns the answer as a model. A newer server may say more: keys that the model lacks become attributes."""
        return model.model_validate(self._call(method, path, body, params), extra="allow")

    def _call(self, method: str, path: str, body: object = None, params: Mapping[str, Any] | None = None) -> Any:
        content: dict[str, Any] = {} if body is None else {"json": body}
        if isinstance(body, bytes):
            content = {"content": body, "headers": {"Content-Type": "application/json"}}
        try:
            response = self._http.request(method, path, params=params, **content)
        except httpx.TransportError as error:
            raise UnreachableError(
                f"No answer from {self.server_url} ({type(error).__name__}: {error}). "
                "Start the server with `paretoscope up`, or name another with PARETOSCOPE_SERVER_URL."
            ) from error
        raise_for_problem(response)
        return response.json() if response.content else None
