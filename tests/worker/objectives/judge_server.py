"""An OpenAI-compatible API that answers as a test tells it."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[str], tuple[int, Any]]


def says(text: str) -> tuple[int, Any]:
    """A reply with that text."""
    return 200, {"choices": [{"message": {"role": "assistant", "content": text}}]}


class JudgeServer:
    """Keeps every request; `answer` makes the status and the JSON (or bytes) of a reply from the question."""

    def __init__(self) -> None:
        self.answer: Answer = lambda _: says("Score: 5")
        self.models: Any = {"data": [{"id": "first"}, {"id": "second"}]}
        self.models_status = 200
        self.models_asked = 0
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self.port = 0

    @property
    def url(self) -> str:
        """Base URL of the API."""
        return f"http://127.0.0.1:{self.port}/v1"

    def take(self, body: dict[str, Any], key: str | None) -> tuple[int, Any]:
        """Answers a chat request."""
        with self._lock:
            self.bodies.append(body)
            self.keys.append(key)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            return self.answer(body["messages"][0]["content"])
        finally:
            with self._lock:
                self._at_once -= 1


@contextmanager
def judge_server() -> Iterator[JudgeServer]:
    """Runs a server on a free port."""
    server = JudgeServer()
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    http.daemon_threads = True
    server.port = http.server_address[1]
    threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


def slowly(seconds: float, answer: Answer) -> Answer:
    """Answers late."""

    def late(question: str) -> tuple[int, Any]:
        time.sleep(seconds)
        return answer(question)

    return late


def _handler(server: JudgeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.models_asked += 1
            self._send(server.models_status, server.models) if self.path == "/v1/models" else self._send(404, {})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path == "/v1/chat/completions":
                self._send(*server.take(body, self.headers.get("Authorization")))
            else:
                self._send(404, {})

        def _send(self, status: int, content: Any) -> None:
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except OSError:  # whoever asked has gone
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler
