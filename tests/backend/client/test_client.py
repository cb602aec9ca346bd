"""The client reads the answers of newer servers."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from paretoscope.api.http.examples import CLAIM, EVALUATION, EVALUATIONS, RUN_DETAIL
from paretoscope.client import Client

NEWER = {"colour": "red"}
LATEST, CHECKS = RUN_DETAIL["latest"], RUN_DETAIL["checks"]
ANSWERS: dict[str, dict[str, Any]] = {
    "/api/runs/a": RUN_DETAIL | NEWER | {"latest": LATEST | NEWER, "checks": CHECKS | NEWER},
    "/api/runs/a/evaluations": EVALUATIONS | NEWER | {"evaluations": [EVALUATION | NEWER]},
    "/api/runs/a/claim": CLAIM | NEWER,
}


class Newer(BaseHTTPRequestHandler):
    """Says more than this version knows."""

    def do_GET(self) -> None:
        body = json.dumps(ANSWERS[self.path]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the names are those of http.server

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def client() -> Iterator[Client]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Newer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with Client(f"http://127.0.0.1:{server.server_port}") as opened:
        yield opened
    server.shutdown()
    server.server_close()


def test_keys_that_only_a_newer_server_knows_are_kept_at_every_depth(client: Client) -> None:
    run = client.run("a")
    [evaluation] = client.evaluations("a").evaluations

    assert run.model_extra == run.checks.model_extra == evaluation.model_extra == NEWER
    assert run.latest is not None
    assert run.latest.model_extra == NEWER


def test_a_worker_can_claim_a_run_from_a_newer_server(client: Client) -> None:
    claim = client.claim("a", "w")
    assert claim is not None
    assert claim.attempt == 1
