"""Milliseconds of `GET /api/fronts` on SQLite: cold, on other axes, from memory, and after a new point of one run.

The time is that of the whole request in one process with its client, with compression and without a network. On other
axes, the errors of all contributions are computed again. The goals are for a cold request on a quiet machine, where
wall time and CPU time are close to each other.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from fastapi.testclient import TestClient
from sqlalchemy import insert

from paretoscope.api.app import create_app
from paretoscope.api.http.services import Services
from paretoscope.pareto.history import History
from paretoscope.runs.lifecycle.transitions import create_run
from paretoscope.runs.read.points import PointsCache
from paretoscope.schema.run_config import RunConfig
from paretoscope.settings import Settings
from paretoscope.store.database import Database
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EvaluationRow

CASES = ((50, 41, 3, 100.0), (1, 2000, 4, 50.0), (50, 40, 4, 50.0))
"""Runs, points of each, objectives, and the goal in milliseconds for a cold request."""
REPEATS = 15
SEED = 0
START = datetime(2026, 6, 1, tzinfo=UTC)
KINDS = ("accuracy", "conciseness", "clarity", "format")
FEWER = "conciseness"
"""The objective of which smaller values are better."""
NOISE = 0.04
"""Standard error of each objective."""

COLUMNS = "{:>5} {:>7} {:>10}  {:<21} {:>9} {:>9}  {}"


@dataclass(frozen=True)
class Times:
    """Median milliseconds of a request."""

    wall: float
    cpu: float
    """Processor time, which other programs on the machine change little."""


def main() -> None:
    """Prints how long each kind of request takes in each case. Exits with 1 if a cold one misses its goal."""
    missed = False
    print(COLUMNS.format("runs", "points", "objectives", "request", "wall ms", "CPU ms", "goal in CPU ms").rstrip())
    for runs, points, objectives, goal in CASES:
        with tempfile.TemporaryDirectory() as folder:
            found = measure(Path(folder), runs, points, objectives)
        for request, times in found.items():
            is_late = request == "cold" and times.cpu >= goal
            missed |= is_late
            verdict = f"{'FAIL' if is_late else 'pass'}, {times.cpu:.0f} of {goal:.0f}" if request == "cold" else ""
            row = (runs, points, objectives, request, f"{times.wall:.1f}", f"{times.cpu:.1f}", verdict)
            print(COLUMNS.format(*row).rstrip())
    sys.exit(int(missed))


def measure(home: Path, runs: int, points: int, objectives: int) -> dict[str, Times]:
    """Returns how long requests take: without memory, on other axes, from memory, and after one new point."""
    app = create_app(Settings(home=home, database_url=f"sqlite:///{home / 'runs.db'}", sweep_seconds=3600))
    services: Services = app.state.services
    ids = fill(services.database, runs, points, objectives)
    url = "/api/fronts?" + "&".join(f"run={one}" for one in ids)
    with TestClient(app, base_url="http://127.0.0.1") as client:

        def forget() -> None:
            services.points = PointsCache()

        def grow() -> None:
            add_point(services.database, ids[0])

        return {
            "cold": median(client, url, forget),
            "cold, other reference": median(client, url + "&reference_point=accuracy:0.01", forget),
            "from memory": median(client, url, lambda: None),
            "one new point": median(client, url, grow),
        }


def median(client: TestClient, url: str, before: Callable[[], None]) -> Times:
    """Returns the median times of a request; `before` runs ahead of each and is not measured."""
    wall, cpu = [], []
    for _ in range(REPEATS):
        before()
        start, used = time.perf_counter(), time.process_time()
        with client.stream("GET", url) as answer:  # read as it came, since unpacking is the client's work
            body = b"".join(answer.iter_raw())
        wall.append(1e3 * (time.perf_counter() - start))
        cpu.append(1e3 * (time.process_time() - used))
        assert answer.status_code == 200, body
    return Times(statistics.median(wall), statistics.median(cpu))


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
            rows = _rows(run.id, names, _values(rng, points, objectives))
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


def _rows(run_id: str, names: Sequence[str], values: Sequence[Sequence[float]]) -> list[dict[str, Any]]:
    """Returns the rows of a run with their contributions and errors, as the worker reports them."""
    # Tokens are better if there are fewer; 1 is the worst value here.
    internal = np.array(values)
    fewer = [column for column, name in enumerate(names) if name == FEWER]
    internal[:, fewer] = 1.0 - internal[:, fewer]
    history = History.of(internal, np.full(internal.shape, NOISE))
    measured = zip(history.hypervolumes, history.contributions, history.errors, strict=True)
    return [
        _row(run_id, names, step, row)
        | {"hypervolume": volume, "contribution": added, "contribution_error": None if np.isnan(error) else error}
        for step, (row, (volume, added, error)) in enumerate(zip(values, measured, strict=True))
    ]


def _row(run_id: str, names: Sequence[str], step: int, values: Sequence[float]) -> dict[str, Any]:
    weight = 1 / len(names)
    return {
        "run_id": run_id,
        "step": step,
        "split": "validation",
        "objectives": dict(zip(names, values, strict=True)),
        "standard_errors": dict.fromkeys(names, NOISE),
        "weights": dict.fromkeys(names, weight),
        "hypervolume": 0.1,
        "contribution": 0.0,
        "reference_point": {name: 1.0 if name == FEWER else 0.0 for name in names},
        "scale": dict.fromkeys(names, 1.0),
        "prompts": 128,
        "created_at": START + timedelta(seconds=step),
        "version": 1,
    }


if __name__ == "__main__":
    main()
