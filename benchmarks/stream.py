"""Milliseconds from a report to the event that tells a page of it, through a server in another thread.

Beside them stands the request itself: a page could not know before the server has written what was reported.
"""

import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import uvicorn

from paretoscope.api.app import create_app
from paretoscope.settings import Settings
from paretoscope.store.migrate import upgrade

CHANGES = 100
BAR_MS = 250
CONFIG = {"policy": {"model": "arithmetic-small"}, "task": {"type": "arithmetic"}, "objectives": [{"type": "accuracy"}]}


def main() -> None:
    """Prints medians and the slowest."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'benchmark.db'}"
        upgrade(database)
        app = create_app(Settings(home=Path(folder), database_url=database))
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            requests, events = measure(f"http://127.0.0.1:{port}")
        finally:
            server.should_exit = True
            thread.join()
    print(f"{CHANGES} changes, milliseconds until ...   bar {BAR_MS} ms")
    for what, times in (("the report is answered", requests), ("its event is read", events)):
        print(f"{what:<24} median {statistics.median(times):>6.1f}, slowest {max(times):>6.1f}")


def measure(url: str) -> tuple[list[float], list[float]]:
    """Returns how long each report took, and how long until its event came."""
    requests, events = [], []
    with httpx.Client(base_url=url, timeout=30) as client:
        run_id = client.post("/api/runs", json={"config": CONFIG, "external": True}).raise_for_status().json()["id"]
        with client.stream("GET", f"/api/runs/{run_id}/stream") as answer:
            told = run_events(answer.iter_lines())
            next(told)
            for step in range(1, CHANGES + 1):
                record = {"type": "metrics", "step": step, "values": {"policy/loss": 1.0}}
                start = time.perf_counter()
                batch = {"attempt": 1, "seq": step, "records": [record]}
                client.post(f"/api/runs/{run_id}/records", json=batch).raise_for_status()
                requests.append(1e3 * (time.perf_counter() - start))
                next(told)
                events.append(1e3 * (time.perf_counter() - start))
    return requests, events


def run_events(lines: Iterator[str]) -> Iterator[str]:
    """Yields each event that says what the run is now; it is the last of a change."""
    return (line for line in lines if line == "event: run")


if __name__ == "__main__":
    main()
