"""A person moves the weights of a run that trains."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from ..requests import create, fields, problem, report

MANUAL: dict[str, Any] = {
    "weighting": {"type": "manual"},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
}
WEIGHTS = {"accuracy": 0.7, "conciseness": 0.2, "clarity": 0.1}
OTHERS = {"accuracy": 0.0, "conciseness": 0.0, "clarity": 1.0}


def beat(client: TestClient, run_id: str, attempt: int = 1) -> Any:
    return client.post(f"/api/runs/{run_id}/heartbeat", json={"attempt": attempt}).json()


def running(client: TestClient, **sections: Any) -> str:
    run_id: str = create(client, **MANUAL | sections)["id"]
    client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "w"})
    return run_id


def test_the_worker_is_told_with_the_next_heartbeat_and_with_every_one_after_it(client: TestClient) -> None:
    run_id = running(client)
    assert beat(client, run_id) == {"action": "continue", "steering": None, "next_heartbeat_seconds": None}
    answer = client.post(f"/api/runs/{run_id}/weights", json={"weights": WEIGHTS})
    assert (answer.status_code, answer.json()["id"]) == (200, run_id)
    first = beat(client, run_id)["steering"]
    assert first["weights"] == WEIGHTS
    assert beat(client, run_id)["steering"] == first

    client.post(f"/api/runs/{run_id}/weights", json={"weights": OTHERS})
    second = beat(client, run_id)["steering"]
    assert second["weights"] == OTHERS
    assert second["id"] > first["id"]


def test_a_request_is_an_event_and_a_new_version_of_the_run(client: TestClient) -> None:
    run_id = running(client)
    client.post(f"/api/runs/{run_id}/weights", json={"weights": WEIGHTS})
    event = client.get(f"/api/runs/{run_id}/events").json()["events"][-1]
    assert (event["kind"], event["data"]) == ("weights_requested", {"weights": WEIGHTS})
    assert event["message"] == "Somebody asked for the weights accuracy 0.7, conciseness 0.2, clarity 0.1."


def test_a_later_attempt_is_told_again_though_the_run_was_rewound(client: TestClient) -> None:
    run_id = running(client)
    client.post(f"/api/runs/{run_id}/weights", json={"weights": WEIGHTS})
    asked = beat(client, run_id)["steering"]
    client.post(f"/api/runs/{run_id}/finish", json={"attempt": 1, "outcome": "crashed"})
    client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "w"})
    report(client, run_id, 1, {"type": "resume", "step": 0}, attempt=2)
    assert beat(client, run_id, 2)["steering"] == asked


def test_a_queued_run_can_be_steered_too(client: TestClient) -> None:
    run_id = create(client, **MANUAL)["id"]
    client.post(f"/api/runs/{run_id}/weights", json={"weights": WEIGHTS})
    client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "w"})
    assert beat(client, run_id)["steering"]["weights"] == WEIGHTS


def test_monitors_have_no_weight_to_move(client: TestClient) -> None:
    run_id = running(client, objectives=[*MANUAL["objectives"], {"type": "repetition", "monitor": True}])
    assert client.post(f"/api/runs/{run_id}/weights", json={"weights": WEIGHTS}).status_code == 200
    assert beat(client, run_id)["steering"]["weights"] == WEIGHTS
    named = WEIGHTS | {"repetition": 0.0}
    assert fields(client.post(f"/api/runs/{run_id}/weights", json={"weights": named})) == ["weights.repetition"]


def test_a_run_that_moves_its_weights_by_itself_cannot_be_steered(client: TestClient) -> None:
    run_id = running(client, weighting={"type": "gradient"})
    refused = problem(client.post(f"/api/runs/{run_id}/weights", json={"weights": WEIGHTS}), 409)
    assert "'gradient'" in refused["detail"]
    assert "manual" in refused["instead"]


def test_a_run_that_has_ended_cannot_be_steered(client: TestClient) -> None:
    run_id = running(client)
    client.post(f"/api/runs/{run_id}/finish", json={"attempt": 1, "outcome": "completed"})
    problem(client.post(f"/api/runs/{run_id}/weights", json={"weights": WEIGHTS}), 409)


def test_a_run_that_does_not_exist_cannot_be_steered(client: TestClient) -> None:
    problem(client.post("/api/runs/nothing/weights", json={"weights": WEIGHTS}), 404)


@pytest.mark.parametrize(
    ("weights", "field"),
    [
        (WEIGHTS | {"clarity": 0.2}, "weights"),
        ({"accuracy": 1.0}, "weights"),
        (WEIGHTS | {"speed": 0.0}, "weights.speed"),
        (WEIGHTS | {"accuracy": -0.7}, "weights.accuracy"),
        (WEIGHTS | {"accuracy": "much"}, "weights.accuracy"),
    ],
)
def test_weights_that_do_not_fit_are_refused_beside_their_field(
    client: TestClient, weights: dict[str, Any], field: str
) -> None:
    run_id = running(client)
    assert fields(client.post(f"/api/runs/{run_id}/weights", json={"weights": weights})) == [field]
    assert beat(client, run_id)["steering"] is None
