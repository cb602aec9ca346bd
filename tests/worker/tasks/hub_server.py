"""As much of the Hugging Face Hub as fetching a data set takes."""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

COMMIT = "a" * 40

Files = Mapping[str, bytes]
Answer = tuple[int, bytes, Mapping[str, str]]


@contextmanager
def hub_server(datasets: Mapping[str, Files]) -> Iterator[str]:
    """Serves data sets, by id and file name; yields the URL for ``HF_ENDPOINT``."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(datasets))
    http.daemon_threads = True
    threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{http.server_address[1]}"
    finally:
        http.shutdown()
        http.server_close()


def _handler(datasets: Mapping[str, Files]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, content, headers = _answer(datasets, self.path.partition("?")[0])
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler


def _answer(datasets: Mapping[str, Files], path: str) -> Answer:
    for dataset, files in datasets.items():
        described, resolved = f"/api/datasets/{dataset}", f"/datasets/{dataset}/resolve/"
        if path.startswith(described):
            return _json(_described(dataset, files, path.removeprefix(described)))
        if path.startswith(resolved):
            return _file(files.get(path.removeprefix(resolved).partition("/")[2]))
    return _json(None, "RepoNotFound")


def _described(dataset: str, files: Files, rest: str) -> Any:
    if rest == "" or rest.startswith("/revision/"):
        return {"id": dataset, "sha": COMMIT, "siblings": [{"rfilename": name} for name in files], "tags": []}
    if not rest.startswith(f"/tree/{COMMIT}"):
        return None
    folder = rest.removeprefix(f"/tree/{COMMIT}").strip("/")
    return [
        {"type": "file", "path": name, "size": len(content), "oid": _hash(content)}
        for name, content in files.items()
        if name.rpartition("/")[0] == folder
    ]


def _file(content: bytes | None) -> Answer:
    if content is None:
        return _json(None)
    return 200, content, {"ETag": f'"{_hash(content)}"', "X-Repo-Commit": COMMIT}


def _json(answer: Any, error: str = "EntryNotFound") -> Answer:
    missing = {"X-Error-Code": error} if answer is None else {}
    return 404 if answer is None else 200, json.dumps(answer).encode(), {"Content-Type": "application/json"} | missing


def _hash(content: bytes) -> str:
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()
