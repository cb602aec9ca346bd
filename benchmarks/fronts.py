"""Milliseconds of `GET /api/fronts` on SQLite: cold, from memory, and after a new point of one run.

The time is that of the whole request inside the server's process, with compression and without a network.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from fastapi.testclient import TestClient
from sqlalchemy import insert

from paretoscope.api.app import create_app
from paretoscope.api.http.services import Services
from paretoscope.runs.lifecycle.transitions import create_run
from paretoscope.runs.read.points import PointsCache
from paretoscope.schema.run_config import RunConfig
from paretoscope.settings import Settings
from paretoscope.store.database import Database
from paretoscope.store.models import EvaluationRow, RunRow

CASES = ((50, 41, 3, 100.0), (1, 2000, 4, 50.0), (50, 40, 4, 50.0))
"""Runs, points of each, objectives, and the goal in milliseconds."""
REPEATS = 9
SEED = 0
START = datetime(2026, 6, 1, tzinfo=UTC)
KINDS = ("accuracy", "conciseness", "clarity", "format")


def main() -> None:
    """Prints a row for each case."""
    print(
        f"{'runs':>5} {'points':>7} {'objectives':>10} {'cold ms':>8} {'memory ms':>10} {'+1 point ms':>12} {'goal':>5}"
    )
    for runs, points, objectives, goal in CASES:
        with tempfile.TemporaryDirectory() as folder:
            cold, warm, grown = measure(Path(folder), runs, points, objectives)
        print(f"{runs:>5} {points:>7} {objectives:>10} {cold:>8.1f} {warm:>10.1f} {grown:>12.1f} {goal:>5.0f}")


def measure(home: Path, runs: int, points: int, objectives: int) -> tuple[float, float, float]:
    """Returns the median milliseconds of a request without memory, from memory, and after one new point."""
    app = create_app(Settings(home=home, database_url=f"sqlite:///{home / 'runs.db'}", sweep_seconds=3600))
    services: Services = app.state.services
    ids = fill(services.database, runs, points, objectives)
    url = "/api/fronts?" + "&".join(f"run={one}" for one in ids)
    with TestClient(app, base_url="http://127.0.0.1") as client:

        def forget() -> None:
            services.points = PointsCache()

        def grow() -> None:
            add_point(services.database, ids[0])

        return tuple(median(client, url, before) for before in (forget, lambda: None, grow))  # type: ignore[return-value]


def median(client: TestClient, url: str, before: Callable[[], None]) -> float:
    """Returns the median milliseconds of a request; `before` runs ahead of each and is not measured."""
    times = []
    for _ in range(REPEATS):
        before()
        start = time.perf_counter()
        answer = client.get(url)
        times.append(1e3 * (time.perf_counter() - start))
        assert answer.status_code == 200, answer.text
    return statistics.median(times)


def fill(database: Database, runs: int, points: int, objectives: int) -> list[str]:
    """Creates runs whose points improve under noise, and returns their ids."""
    rng = np.random.default_rng(SEED)
    kinds = KINDS[:objectives]
    config: dict[str, Any] = {
        "policy": {"model": "arithmetic-small"},
        "task": {"type": "arithmetic"},
        "objectives": [{"type": kind} for kind in kinds],
    }
    ids = []
    for seed in range(runs):
        with database.write() as session:
            run = create_run(session, RunConfig.model_validate({**config, "seed": seed}), START)
            names = [objective["name"] for objective in run.objectives]
            rows = [_row(run.id, names, step, values) for step, values in enumerate(_values(rng, points, objectives))]
            session.execute(insert(EvaluationRow), rows)
            run.latest = {"step": points - 1, "objectives": rows[-1]["objectives"], "initial": rows[0]["objectives"]}
            run.latest |= {name: rows[-1][name] for name in ("weights", "reference_point", "scale")}
            ids.append(run.id)
    return ids


def add_point(database: Database, run_id: str) -> None:
    """Adds one point to a run, as a batch of records does."""
    with database.write() as session:
        run = session.get_one(RunRow, run_id)
        run.version += 1
        step = run.latest["step"] + 1 if run.latest else 0
        run.latest = {**(run.latest or {}), "step": step}
        names = [objective["name"] for objective in run.objectives]
        session.execute(
            insert(EvaluationRow), [_row(run_id, names, step, [0.5] * len(names)) | {"version": run.version}]
        )


def _values(rng: np.random.Generator, points: int, objectives: int) -> list[list[float]]:
    trend = np.linspace(0.3, 0.6, points)[:, None] + rng.normal(0, 0.1, (points, objectives))
    values: list[list[float]] = trend.tolist()
    return values


def _row(run_id: str, names: Sequence[str], step: int, values: Sequence[float]) -> dict[str, Any]:
    weight = 1 / len(names)
    return {
        "run_id": run_id,
        "step": step,
        "split": "validation",
        "objectives": dict(zip(names, values, strict=True)),
        "standard_errors": dict.fromkeys(names, 0.04),
        "weights": dict.fromkeys(names, weight),
        "hypervolume": 0.1,
        "contribution": 0.0,
        # Tokens are better if there are fewer; 1 is the worst value here.
        "reference_point": {name: 1.0 if name == "conciseness" else 0.0 for name in names},
        "scale": dict.fromkeys(names, 1.0),
        "prompts": 128,
        "created_at": START + timedelta(seconds=step),
        "version": 1,
    }


if __name__ == "__main__":
    main()
