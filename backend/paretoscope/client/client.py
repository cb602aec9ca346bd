"""The REST API as Python methods."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
from pydantic import ValidationError

from paretoscope.client.errors import AddressError, UnreachableError, raise_for_problem
from paretoscope.client.reevaluation_requests import ReevaluationRequests
from paretoscope.client.requests import Parsed, as_data
from paretoscope.client.run_change_requests import RunChangeRequests
from paretoscope.client.sweep_requests import SweepRequests
from paretoscope.client.worker_requests import WorkerRequests
from paretoscope.schema.answers.attempt import AttemptsAnswer, AttemptView
from paretoscope.schema.answers.checkpoint import CheckpointsAnswer, CheckpointView
from paretoscope.schema.answers.config import PresetsAnswer, PresetView
from paretoscope.schema.answers.evaluation import EvaluationsAnswer
from paretoscope.schema.answers.event import EventsAnswer, EventView
from paretoscope.schema.answers.front import FrontsAnswer
from paretoscope.schema.answers.groups import GroupsAnswer
from paretoscope.schema.answers.health import Health
from paretoscope.schema.answers.method import MethodsAnswer, MethodView
from paretoscope.schema.answers.metric import MetricsAnswer, MetricView, RunMetricsAnswer, RunMetricView
from paretoscope.schema.answers.run import Run, RunDetail, RunPage
from paretoscope.schema.answers.series import SeriesAnswer, SeriesView
from paretoscope.schema.records import RecordBatch, RecordReceipt
from paretoscope.schema.run_config import RunConfig
from paretoscope.server_address import checked_address, why_silent

DEFAULT_SERVER_URL = "http://127.0.0.1:8420"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Client(RunChangeRequests, SweepRequests, ReevaluationRequests, WorkerRequests):
    """Talks to a Paretoscope server.

    Every method raises ``UnreachableError`` if the server does not answer, and ``AddressError`` if something else
    answers. If the server refuses the request, it raises ``RefusedError`` or its subclasses
    ``NotFoundError`` and ``ConflictError``, with the server's message. Threads may share one client.

    Args:
        server_url: address of the server.
        token: access token, if the server requires one.
        timeout_seconds: longest time to wait for one answer.

    Raises:
        AddressError: the address is not one.
    """

    def __init__(
        self, server_url: str = DEFAULT_SERVER_URL, token: str | None = None, timeout_seconds: float = 10.0
    ) -> None:
        self.server_url = _checked(server_url)
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

    def create_run(
        self,
        config: RunConfig | Mapping[str, Any],
        *,
        external: bool = False,
        tags: Sequence[str] = (),
        notes: str = "",
    ) -> Run:
        """Creates a run and queues it. No worker claims an ``external`` run, because another trainer reports it."""
        given = {"external": external, "tags": list(tags), "notes": notes}
        body = {"config": as_data(config)} | {name: value for name, value in given.items() if value}
        return self._ask(Run, "POST", "/runs", body)

    def runs(self, **query: str | int | Sequence[str]) -> RunPage:
        """Returns a page of ``limit`` runs in the order ``sort``; the next page has the ``cursor`` that the page names.

        They are chosen by ``status``, ``search``, ``sweep``, ``parent``, ``run``, ``tag``, ``archived`` and ``q``.
        """
        return self._ask(RunPage, "GET", "/runs", params=query)

    def all_runs(self, **query: str | int | Sequence[str]) -> Iterator[Run]:
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
        """Asks a run to save a checkpoint and stop; a queued or lost run stops at once."""
        return self._ask(Run, "POST", f"/runs/{run_id}/stop")

    def delete(self, run_id: str) -> None:
        """Deletes a run, everything it reported and its files; raises ``ConflictError`` while it is running."""
        self._call("DELETE", f"/runs/{run_id}")

    def resume(self, run_id: str, steps: int | None = None) -> Run:
        """Queues a stopped run again, so that it continues from its last checkpoint.

        Args:
            run_id: run to resume.
            steps: new value of ``budget.steps``, with which a completed run also continues; None does not change it.
        """
        return self._ask(Run, "POST", f"/runs/{run_id}/resume", {"steps": steps})

    def retry(self, run_id: str) -> Run:
        """Queues a failed or crashed run again. It continues from its last checkpoint or starts over."""
        return self._ask(Run, "POST", f"/runs/{run_id}/retry")

    def fork(self, run_id: str, step: int, changes: Mapping[str, Any] | None = None) -> Run:
        """Queues a new run that starts from the weights of a checkpoint of a run that has ended.

        Args:
            run_id: run to fork.
            step: step of the checkpoint.
            changes: what differs from the run's config, such as ``{"weighting": {"type": "fixed"}}``.
        """
        body = {"step": step, "config": dict(changes or {})}
        return self._ask(Run, "POST", f"/runs/{run_id}/fork", body)

    def set_weights(self, run_id: str, weights: Mapping[str, float]) -> Run:
        """Asks a run with `manual` weighting to train with these weights from its next update on."""
        return self._ask(Run, "POST", f"/runs/{run_id}/weights", {"weights": dict(weights)})

    def wait(
        self,
        run_id: str,
        timeout_seconds: float | None = None,
        on_update: Callable[[Run], None] | None = None,
        poll_seconds: float = 0.5,
    ) -> Run:
        """Waits until the status of a run is final, and returns the run.

        It keeps waiting if the server is away, and while an external run is lost, because that may come back.

        Args:
            run_id: run to wait for.
            timeout_seconds: longest time to wait; None waits forever.
            on_update: called with the run after every request.
            poll_seconds: pause between requests.

        Raises:
            TimeoutError: the run has not ended after ``timeout_seconds``.
        """
        deadline = None if timeout_seconds is None else time.monotonic() + timeout_seconds
        while True:
            run = self._run_or_none(run_id)
            if run and on_update:
                on_update(run)
            if run and run.finished:
                return run
            if deadline is not None and time.monotonic() > deadline:
                state = f"it is {run.status} at step {run.step}" if run else "the server does not answer"
                raise TimeoutError(
                    f"Run {run_id} has not ended after {timeout_seconds:g} s: {state}. Wait longer, or stop the run."
                )
            time.sleep(poll_seconds)

    def _run_or_none(self, run_id: str) -> Run | None:
        try:
            return self.run(run_id)
        except UnreachableError:
            return None

    def series(self, run_id: str, keys: Sequence[str], points: int = 500) -> dict[str, SeriesView]:
        """Returns metrics of a run by key, each with at most about ``points`` points or buckets."""
        query = {"key": list(keys), "points": points}
        answer = self._ask(SeriesAnswer, "GET", f"/runs/{run_id}/series", params=query)
        return {series.key: series for series in answer.series}

    def metrics(self, run_id: str) -> list[RunMetricView]:
        """Returns the metrics that a run has reported, with their labels, units and last values."""
        return self._ask(RunMetricsAnswer, "GET", f"/runs/{run_id}/metrics").metrics

    def known_metrics(self) -> list[MetricView]:
        """Returns the metrics that Paretoscope's own training reports, with their meanings."""
        return self._ask(MetricsAnswer, "GET", "/metrics").metrics

    def methods(self) -> list[MethodView]:
        """Returns the weighting methods."""
        return self._ask(MethodsAnswer, "GET", "/methods").methods

    def evaluations(self, run_id: str, split: str | None = None) -> EvaluationsAnswer:
        """Returns the evaluations of a run, on one split or on all splits."""
        query = {"split": split} if split else {}
        return self._ask(EvaluationsAnswer, "GET", f"/runs/{run_id}/evaluations", params=query)

    def fronts(self, run_ids: Sequence[str], report: str | None = None) -> FrontsAnswer:
        """Returns the validation fronts of several runs, measured with one reference point and scale.

        Args:
            run_ids: the runs.
            report: another split, such as `test` or `test@math500`, on which each point is reported besides.
        """
        query = {"run": list(run_ids)} | ({"report": report} if report else {})
        return self._ask(FrontsAnswer, "GET", "/fronts", params=query)

    def groups(
        self, run_ids: Sequence[str], by: Sequence[str] = (), baseline: str | None = None, split: str = "validation"
    ) -> GroupsAnswer:
        """Returns statistics of groups of runs: means, intervals and differences to a baseline group.

        Args:
            run_ids: the runs.
            by: dotted fields of the config, such as `weighting.type`; if empty, replicates form a group.
            baseline: id or label of the group to compare with; if left out, the first one.
            split: split of the points.
        """
        query = {"run": list(run_ids), "by": list(by), "split": split}
        return self._ask(GroupsAnswer, "GET", "/groups", params=query | ({"baseline": baseline} if baseline else {}))

    def checkpoints(self, run_id: str) -> list[CheckpointView]:
        """Returns the checkpoints of a run, including deleted ones."""
        return self._ask(CheckpointsAnswer, "GET", f"/runs/{run_id}/checkpoints").checkpoints

    def attempts(self, run_id: str) -> list[AttemptView]:
        """Returns the attempts at a run with what produced their results."""
        return self._ask(AttemptsAnswer, "GET", f"/runs/{run_id}/attempts").attempts

    def events(self, run_id: str) -> list[EventView]:
        """Returns the events of a run in the order in which they were reported."""
        return self._ask(EventsAnswer, "GET", f"/runs/{run_id}/events").events

    def presets(self) -> list[PresetView]:
        """Returns the server's presets, which are run configs to start from."""
        return self._ask(PresetsAnswer, "GET", "/presets").presets

    def health(self) -> Health:
        """Returns the server's report on its own state."""
        return self._ask(Health, "GET", "/health")

    def send_records(self, run_id: str, batch: RecordBatch) -> RecordReceipt:
        """Reports a batch of records. Sending a batch again changes nothing."""
        return self.send_batch(run_id, batch.model_dump_json().encode())

    def send_batch(self, run_id: str, body: bytes) -> RecordReceipt:
        """Reports a batch that is already encoded as JSON."""
        return self._ask(RecordReceipt, "POST", f"/runs/{run_id}/records", body)

    def _ask(
        self, model: type[Parsed], method: str, path: str, body: object = None, params: Mapping[str, Any] | None = None
    ) -> Parsed:
        """Returns the answer as a model. A newer server may say more: keys that the model lacks become attributes."""
        answer = self._call(method, path, body, params)
        try:
            return model.model_validate(answer, extra="allow")
        except ValidationError as error:
            raise self._not_ours(f"{method} {path} answered something else than {model.__name__}") from error

    def _call(self, method: str, path: str, body: object = None, params: Mapping[str, Any] | None = None) -> Any:
        content: dict[str, Any] = {} if body is None else {"json": body}
        if isinstance(body, bytes):
            content = {"content": body, "headers": {"Content-Type": "application/json"}}
        try:
            response = self._http.request(method, path, params=params, **content)
        except httpx.RequestError as error:
            raise UnreachableError(why_silent(self.server_url, error)) from error
        raise_for_problem(response)
        if response.has_redirect_location:
            raise self._not_ours(f"it sends callers to {response.headers['location'][:200]}")
        try:
            return response.json() if response.content else None
        except ValueError as error:
            raise self._not_ours(f"{method} {path} did not answer JSON") from error

    def _not_ours(self, why: str) -> AddressError:
        return AddressError(
            f"What answers at {self.server_url} is not a Paretoscope server, or one of another version: {why}. "
            "Set PARETOSCOPE_SERVER_URL to the address that `paretoscope up` prints."
        )


def _checked(server_url: str) -> str:
    try:
        return checked_address(server_url)
    except ValueError as error:
        raise AddressError(f"{error}") from error
