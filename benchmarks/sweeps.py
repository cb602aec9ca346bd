"""Seconds to create a sweep of 1,000 runs over HTTP on SQLite, with validation and one transaction."""

import tempfile
import time
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from paretoscope.api.app import create_app
from paretoscope.settings import Settings

CELLS, SEEDS = 200, 5
GOAL_SECONDS = 5.0
BASE: dict[str, Any] = {
    "policy": {"model": "arithmetic-small"},
    "task": {"type": "arithmetic"},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
}


def main() -> None:
    """Prints the seconds until the answer and until all messages are sent, beside the goal."""
    axis = {"field": "weighting.eta", "values": [0.01 * number for number in range(1, CELLS + 1)]}
    base = BASE | {"weighting": {"type": "gradient"}}
    body = {"name": "benchmark", "base": base, "axes": [axis], "seeds": list(range(SEEDS))}
    print(f"{'what':>32} {'seconds':>8} {'goal':>5}")
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(home=Path(folder), sweep_seconds=3600))
        with TestClient(app, base_url="http://127.0.0.1") as client:
            for what, query in (("dry run of 1,000 runs", "?dry_run=true"), ("1,000 runs with messages", "")):
                start = time.perf_counter()
                answer = client.post(f"/api/sweeps{query}", json=body)
                seconds = time.perf_counter() - start
                assert answer.json()["total_runs"] == CELLS * SEEDS, answer.text
                print(f"{what:>32} {seconds:>8.2f} {GOAL_SECONDS:>5.1f}")
            start = time.perf_counter()
            client.get(f"/api/sweeps/{answer.json()['id']}")
            print(f"{'reading the sweep':>32} {time.perf_counter() - start:>8.2f} {'':>5}")


if __name__ == "__main__":
    main()
