"""Sweeps that find their preferences by optimistic linear support while runs finish."""

import math
from typing import Any

import pytest
from fastapi.testclient import TestClient

from paretoscope.settings import Settings

from ...run_configs import MINIMAL
from ...runs.reports import evaluation
from ..requests import fields, problem, report
from .test_runs import messages


def create(client: TestClient, **parts: Any) -> dict[str, Any]:
    support = {"tolerance": 0.02}
    body = {"name": "front", "base": MINIMAL, "mode": "ols", "linear_support": support} | parts
    answer = client.post("/api/sweeps", json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def read(client: TestClient, sweep: dict[str, Any]) -> dict[str, Any]:
    return dict(client.get(f"/api/sweeps/{sweep['id']}").json())


def queued(client: TestClient, sweep: dict[str, Any]) -> list[dict[str, Any]]:
    query = {"sweep": sweep["id"], "status": "queued", "sort": "queue_position"}
    return list(client.get("/api/runs", params=query).json()["runs"])


def train(client: TestClient, run: dict[str, Any], outcome: str = "completed") -> None:
    """Trains a run to the point of the unit circle that is best for its weights, seen with some noise of its seed."""
    client.post(f"/api/runs/{run['id']}/claim", json={"worker_id": "w"})
    weights = run["config"]["weighting"]["weights"]
    length = math.hypot(*weights.values())
    noise = 0.001 if run["config"]["seed"] else -0.001
    values = {name: weight / length + noise for name, weight in weights.items()}
    reference, scale = {"accuracy": 0.0, "conciseness": 33.0}, {"accuracy": 1.0, "conciseness": 30.0}
    tokens = 33 - 30 * values["conciseness"]
    record = evaluation(5, values["accuracy"], tokens, reference_point=reference, scale=scale)
    assert report(client, run["id"], 1, record, attempt=run["attempt"] + 1).status_code < 300
    finish = {"attempt": run["attempt"] + 1, "outcome": outcome}
    assert client.post(f"/api/runs/{run['id']}/finish", json=finish).status_code == 200


def train_all(client: TestClient, sweep: dict[str, Any]) -> dict[str, Any]:
    while runs := queued(client, sweep):
        for run in runs:
            train(client, run)
    return read(client, sweep)


def test_preferences_are_tried_until_the_gap_is_small_enough(client: TestClient, settings: Settings) -> None:
    sweep = create(client, seeds=[0, 1])
    assert [cell["name"] for cell in sweep["cells"]] == ["1/0", "0/1"]
    assert (sweep["support"], sweep["complete"]) == (None, False)

    for run in queued(client, sweep)[:3]:
        train(client, run)
    assert read(client, sweep)["total_cells"] == 2
    train(client, queued(client, sweep)[0])
    third = read(client, sweep)
    assert third["cells"][2]["overrides"] == {"weighting.weights": {"accuracy": 0.5, "conciseness": 0.5}}
    assert third["support"]["gap"] == pytest.approx(0.5, abs=0.01)
    assert third["support"]["corners"][0]["weights"] == {"accuracy": 0.5, "conciseness": 0.5}
    assert third["support"]["values"][0]["values"] == pytest.approx({"accuracy": 1.0, "conciseness": 0.0}, abs=1e-6)
    assert {run["id"] for run in queued(client, sweep)} <= {run_id for [run_id] in messages(settings)}

    ended = train_all(client, sweep)

    assert (ended["support"]["done"], ended["complete"]) == (True, True)
    assert ended["support"]["gap"] <= 0.02
    assert "No preference can improve by more than" in ended["support"]["reason"]
    assert ended["total_cells"] == 9
    assert ended["counts"] == {"completed": 18}
    gaps = [corner["gap"] for corner in ended["support"]["corners"]]
    assert gaps == sorted(gaps, reverse=True)


def test_it_ends_after_the_largest_number_of_cells(client: TestClient) -> None:
    ended = train_all(client, create(client, linear_support={"tolerance": 0.0, "max_cells": 4}))
    assert (ended["total_cells"], ended["complete"]) == (4, True)
    assert ended["support"]["reason"] == "All 4 cells were tried."
    assert ended["support"]["gap"] > 0.02


def test_several_preferences_are_tried_at_the_same_time(client: TestClient) -> None:
    sweep = create(client, linear_support={"tolerance": 0.0, "parallel": 4, "max_cells": 6})
    batches = []
    while runs := queued(client, sweep):
        batches.append(len(runs))
        for run in runs:
            train(client, run)
    assert batches == [2, 1, 2, 1]
    assert read(client, sweep)["total_cells"] == 6


def test_a_stopped_sweep_tries_no_more(client: TestClient) -> None:
    sweep = create(client)
    train(client, queued(client, sweep)[0])
    train(client, queued(client, sweep)[0])
    assert read(client, sweep)["total_cells"] == 3

    stopped = client.post(f"/api/sweeps/{sweep['id']}/stop").json()

    assert (stopped["complete"], stopped["total_cells"]) == (True, 3)


def test_without_the_value_of_an_extreme_it_waits_for_a_retry(client: TestClient) -> None:
    sweep = create(client)
    first, second = queued(client, sweep)
    train(client, first, outcome="failed")
    train(client, second)
    waiting = read(client, sweep)
    assert (waiting["total_cells"], waiting["support"]["done"]) == (2, True)
    assert "Retry it." in waiting["support"]["reason"]

    client.post(f"/api/sweeps/{sweep['id']}/retry")

    assert train_all(client, sweep)["support"]["gap"] <= 0.02


def test_a_preference_whose_runs_fail_is_not_tried_again(client: TestClient) -> None:
    sweep = create(client)
    for run in queued(client, sweep):
        train(client, run)
    train(client, queued(client, sweep)[0], outcome="failed")
    ended = read(client, sweep)
    assert (ended["support"]["done"], ended["total_cells"]) == (True, 3)
    assert ended["counts"] == {"completed": 2, "failed": 1}


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"axes": [{"field": "budget.steps", "values": [1, 2]}]}, "axes"),
        ({"base": MINIMAL | {"objectives": [{"type": "accuracy"}]}}, "objectives"),
        ({"base": MINIMAL | {"weighting": {"type": "nonsense"}}}, "weighting"),
        ({"base": MINIMAL | {"weighting": {"type": "scheduled", "waypoints": []}}}, "weighting"),
        ({"linear_support": {"max_cells": 1}}, "linear_support.max_cells"),
        ({"mode": "grid"}, "linear_support"),
    ],
)
def test_a_sweep_without_preferences_to_find_is_refused(client: TestClient, parts: dict[str, Any], field: str) -> None:
    body = {"name": "front", "base": MINIMAL, "mode": "ols", "linear_support": {"tolerance": 0.02}} | parts
    [found, *_] = fields(client.post("/api/sweeps", json=body))
    assert found.startswith(field)


def test_it_chooses_its_cells_itself(client: TestClient) -> None:
    sweep = create(client)
    refusal = problem(client.post(f"/api/sweeps/{sweep['id']}/extend", json={"seeds": [5]}), 409)
    assert "optimistic linear support" in refusal["detail"]
