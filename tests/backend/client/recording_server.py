"""A server with the one rule that reporting relies on, which can be away, lose answers and refuse."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Record = dict[str, Any]


class RecordingServer:
    """Keeps what is reported, each batch once by ``(attempt, reporter, seq)``."""

    def __init__(self) -> None:
        self.last: dict[str, tuple[int, int]] = {}
        self.records: list[Record] = []
        self.batches: list[dict[str, Any]] = []
        self.answers_to_lose = 0
        self.heartbeats = 0
        self.stop_requested = False
        self.status_of: Callable[[dict[str, Any]], int] = lambda _: 200
        self._lock = threading.Lock()
        self._http: ThreadingHTTPServer | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """Where it listens while it is up."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Comes up, on the same port each time."""
        self._http = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self._http.daemon_threads = True
        self.port = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Goes down; what it has kept stays."""
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    @property
    def steps(self) -> list[int]:
        """Steps of the metrics kept, in the order they came."""
        return [record["step"] for record in self.records if record["type"] == "metrics"]

    def take(self, batch: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Applies a batch and returns the answer."""
        with self._lock:
            newest = max((attempt for attempt, _ in self.last.values()), default=0)
            status = 409 if batch["attempt"] < newest else self.status_of(batch)
            if status != 200:
                return status, {"title": "Refused", "status": status, "detail": "The test says so.", "instead": ""}
            reporter = batch.get("reporter", "")
            new = (batch["attempt"], batch["seq"]) > self.last.get(reporter, (0, 0))
            if new:
                self.last[reporter] = (batch["attempt"], batch["seq"])
                self.records += batch["records"]
            self.batches.append(batch)
            attempt, seq = self.last[reporter]
            stop = self.stop_requested
            return 200, {"accepted": new, "attempt": attempt, "seq": seq, "stop_requested": stop}

    def hear(self) -> tuple[int, dict[str, Any]]:
        """Counts a heartbeat and returns the answer."""
        with self._lock:
            self.heartbeats += 1
            return 200, {"action": "stop" if self.stop_requested else "continue", "next_heartbeat_seconds": 0.05}

    def loses_this_answer(self) -> bool:
        """Whether the connection breaks before the answer."""
        with self._lock:
            self.answers_to_lose -= 1
            return self.answers_to_lose >= 0


@contextmanager
def recording_server() -> Iterator[RecordingServer]:
    """A server that is up until the block ends."""
    server = RecordingServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _handler(server: RecordingServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path.endswith("/heartbeat"):
                status, answer = server.hear()
            else:
                status, answer = server.take(body)
                if server.loses_this_answer():
                    return
            text = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name the base class has
            pass

    return Handler
