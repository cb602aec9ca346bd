"""However many and however slow the bodies are, the server holds few bytes of them and answers meanwhile."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from paretoscope.api.http.bodies_in_flight import MEBIBYTE, SMALL_BODY, BodiesInFlight
from paretoscope.client.reporter import RunReporter
from paretoscope.schema.records import LogRecord
from paretoscope.settings import Settings

from ...runs.reports import metrics
from ..requests import create, report

PATIENCE_SECONDS = 60.0


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """Little room, and little patience."""
    return Settings(
        home=tmp_path / "home",
        database_url=sqlite_url,
        sweep_seconds=3600,
        bodies_mib=32,
        body_seconds=3.0,
        slow_bodies=4,
    )


@pytest.fixture
def room(app: FastAPI) -> BodiesInFlight:
    """The room for bodies of the server."""
    found: BodiesInFlight = app.state.services.bodies
    return found


def large_batch(mebibytes: int) -> bytes:
    """A batch of about so many MiB."""
    text = "x" * (MEBIBYTE // 8)
    return json.dumps({"seq": 1, "records": [{"type": "log", "text": text}] * (8 * mebibytes)}).encode()


class HalfSent:
    """A request whose body is sent in parts."""

    def __init__(self, client: httpx.Client, path: str, body: bytes) -> None:
        url = client.base_url
        self._body, self._sent = body, 0
        self._socket = socket.create_connection((url.host, url.port or 80), timeout=PATIENCE_SECONDS)
        head = f"POST {path} HTTP/1.1\r\nHost: {url.host}\r\nContent-Type: application/json\r\n"
        self._socket.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode())

    def send(self, size: int | None = None) -> None:
        """Sends some more of the body, or all that is left."""
        end = len(self._body) if size is None else self._sent + size
        self._socket.sendall(self._body[self._sent : end])
        self._sent = min(end, len(self._body))

    def answer(self) -> tuple[int, dict[str, str], dict[str, Any]]:
        """Waits for the answer: status, headers and body."""
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        status, *lines = head.decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        while len(body) < int(headers["content-length"]):
            body += self._more()
        return int(status.split()[1]), headers, json.loads(body)

    def close(self) -> None:
        """Goes away."""
        self._socket.close()

    def _more(self) -> bytes:
        part = self._socket.recv(65_536)
        assert part, "the server has closed the connection without an answer"
        return part


@contextmanager
def half_sent(client: httpx.Client, path: str, bodies: list[bytes]) -> Iterator[list[HalfSent]]:
    """Begins requests, and closes their connections in the end."""
    with ExitStack() as stack:
        begun = [HalfSent(client, path, body) for body in bodies]
        for one in begun:
            stack.callback(one.close)
        yield begun


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_large_bodies_at_once_hold_no_more_than_the_room(server: httpx.Client, room: BodiesInFlight) -> None:
    run_id = create(server, external=True)["id"]
    body = large_batch(28)
    with half_sent(server, f"/api/runs/{run_id}/records", [body] * 4) as requests:
        senders = [threading.Thread(target=one.send, args=[16 * MEBIBYTE]) for one in requests]
        for sender in senders:
            sender.start()
        most = 0
        while any(sender.is_alive() for sender in senders):
            most = max(most, room.held)
            time.sleep(0.001)
        assert 0 < most <= room.max_bytes + 4 * SMALL_BODY
        assert server.get("/api/health").json()["status"] == "ok"
        assert report(server, run_id, 1, metrics(1, w=1.0)).status_code == 200, "small bodies get through"
        for one in requests:
            one.send()
        answers = [one.answer() for one in requests]

    statuses = sorted(status for status, _, _ in answers)
    assert set(statuses) == {200, 503}
    for status, headers, told in answers:
        if status == 503:
            assert headers["content-type"] == "application/problem+json"
            assert int(headers["retry-after"]) > 0
            assert "memory" in told["detail"]
    wait_until(lambda: room.held == 0)
    again = server.post(f"/api/runs/{run_id}/records", content=body)
    assert again.status_code == 200, "there is room again"


def test_bodies_that_never_come_are_given_up(server: httpx.Client, room: BodiesInFlight) -> None:
    with half_sent(server, "/api/runs", [b" " * 1000] * 60) as requests:
        for one in requests:
            one.send(10)
        assert server.get("/api/health").status_code == 200
        assert create(server)["status"] == "queued", "whole bodies get through"
        answers = [one.answer() for one in requests]

    statuses = [status for status, _, _ in answers]
    assert (statuses.count(408), statuses.count(503)) == (4, 56)
    for _, headers, told in answers:
        assert headers["connection"] == "close"
        assert told["instead"].startswith("Send it again")
    wait_until(lambda: (room.held, room.slow) == (0, 0))


def test_a_body_that_drips_is_given_up_and_one_that_flows_is_taken(server: httpx.Client) -> None:
    run_id = create(server, external=True)["id"]
    flowing, dripping = large_batch(1), b'{"seq": 1, "records": []}' + b" " * 1000
    with half_sent(server, f"/api/runs/{run_id}/records", [flowing, dripping]) as (fast, slow):
        for number in range(10):
            fast.send(len(flowing) // 10)
            if number < 5:
                slow.send(10)
            time.sleep(0.4)
        fast.send()
        assert fast.answer()[0] == 200
        assert slow.answer()[0] == 408


def test_a_client_that_goes_away_leaves_nothing_behind(server: httpx.Client, room: BodiesInFlight) -> None:
    with half_sent(server, "/api/runs", [b"{" + b" " * 100_000] * 3) as requests:
        for one in requests:
            one.send(50_000)
        wait_until(lambda: room.held == 150_000)

    wait_until(lambda: (room.held, room.slow) == (0, 0))
    assert server.get("/api/runs").json()["total"] == 0


def test_a_reporter_tries_again_until_there_is_room(server: httpx.Client, room: BodiesInFlight, tmp_path: Path) -> None:
    run_id = create(server, external=True)["id"]
    room.held = room.max_bytes
    reporter = RunReporter(run_id, 1, tmp_path / "spool", str(server.base_url), None)
    try:
        for _ in range(3):
            reporter.record(LogRecord(text="x" * 100_000))
        assert not reporter.flush(timeout_seconds=1.0)
        assert server.get(f"/api/runs/{run_id}").json()["log_tail"] == ""
        room.held = 0
        assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    finally:
        reporter.close(timeout_seconds=0.0)

    assert server.get(f"/api/runs/{run_id}").json()["log_tail"] == "x" * 65_536
    assert server.get(f"/api/runs/{run_id}/events").json()["events"] == []
