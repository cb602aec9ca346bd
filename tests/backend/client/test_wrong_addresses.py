"""A wrong address of the server ends in a sentence that says what to do, from Python and from the command line."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from paretoscope.client import AddressError, Client, RefusedError, UnreachableError

from ...services.processes import free_port


@pytest.mark.parametrize(
    ("address", "instead"),
    [
        ("127.0.0.1:8420", "Write http://127.0.0.1:8420."),
        ("localhost:8420/", "Write http://localhost:8420."),
        ("lab", "Write http://lab."),
        ("", "Write it like http://127.0.0.1:8420."),
        ("http//127.0.0.1:8420", "Write it like http://127.0.0.1:8420."),
        ("htp://127.0.0.1:8420", "Write it like"),
        ("http://", "Write it like"),
        ("http://127.0.0.1:84200", "Write it like"),
        ("http://127.0.0.1:x", "Write it like"),
        ("http://[::1", "Write it like"),
        ("http://lab machine:8420", "Write it like"),
        ("http://lab:8420/?run=7", "Write http://lab:8420."),
    ],
)
def test_what_is_not_an_address_is_refused_with_one(address: str, instead: str) -> None:
    with pytest.raises(AddressError) as caught:
        Client(address)
    assert instead in str(caught.value)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8420/", "https://lab.example", "http://[::1]:8420"])
def test_an_address_is_taken(address: str) -> None:
    with Client(address) as client:
        assert client.server_url == address.rstrip("/")


class Other(BaseHTTPRequestHandler):
    """Another web server."""

    answer: ClassVar[tuple[int, str, bytes]] = (200, "text/html", b"<!doctype html><p>Grafana")

    def do_GET(self) -> None:
        status, kind, body = self.answer
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "https://login.example/")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the names are those of http.server

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[str]:
    monkeypatch.setattr(Other, "answer", getattr(request, "param", Other.answer))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "other",
    [
        (200, "text/html", b"<!doctype html><p>Grafana"),
        (200, "application/json", b'{"status": "up"}'),
        (200, "application/json", b"[]"),
        (302, "text/html", b""),
    ],
    indirect=True,
)
def test_an_answer_of_another_server_is_told_from_ours(other: str) -> None:
    with Client(other) as client:
        for call in (client.runs, lambda: client.create_run({}), client.health):
            with pytest.raises(AddressError, match=r"is not a Paretoscope server.*Set PARETOSCOPE_SERVER_URL"):
                call()


@pytest.mark.parametrize("other", [(404, "text/html", b"<h1>Not Found</h1>")], indirect=True)
def test_a_refusal_of_another_server_is_not_taken_for_a_run_that_is_gone(other: str) -> None:
    with (
        Client(other) as client,
        pytest.raises(RefusedError, match="not come from a Paretoscope server") as caught,
    ):
        client.run("abc")
    assert type(caught.value) is RefusedError


def test_a_port_of_something_else_and_a_name_that_no_machine_has_are_told_apart() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")

        threading.Thread(target=greet, daemon=True).start()
        port = listener.getsockname()[1]
        with (
            Client(f"http://127.0.0.1:{port}") as client,
            pytest.raises(UnreachableError, match="as a web server does"),
        ):
            client.health()
    with (
        Client("http://no-such-machine.invalid") as client,
        pytest.raises(UnreachableError, match=r"No machine has the name 'no-such-machine\.invalid'"),
    ):
        client.health()


def paretoscope(address: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from paretoscope.cli import main; main()", *arguments],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path), "PARETOSCOPE_SERVER_URL": address},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("address", ["127.0.0.1:8420", "http://127.0.0.1:{free}", "{other}"])
def test_the_command_line_says_a_sentence_and_no_traceback(other: str, address: str) -> None:
    done = paretoscope(address.format(free=free_port(), other=other), "runs")
    assert done.returncode in {1, 2}
    assert "PARETOSCOPE_SERVER_URL" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
