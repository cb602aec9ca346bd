"""Several runs are stopped, retried and deleted at once: all of them, or none."""

from fastapi.testclient import TestClient

from ..requests import create, fields, problem


def status(client: TestClient, run_id: str) -> str:
    found: str = client.get(f"/api/runs/{run_id}").json()["status"]
    return found


def failed(client: TestClient) -> str:
    """A run of a worker that has failed."""
    run_id: str = create(client)["id"]
    registration = {"id": "worker", "hostname": "here", "pid": 1, "slots": 1}
    assert client.post("/api/workers", json=registration).status_code < 300
    assert client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "worker"}).status_code == 200
    assert client.post(f"/api/runs/{run_id}/finish", json={"attempt": 1, "outcome": "failed"}).status_code < 300
    return run_id


def test_runs_that_have_not_ended_are_stopped(client: TestClient) -> None:
    queued, running, ended = create(client)["id"], create(client, external=True)["id"], create(client)["id"]
    client.post(f"/api/runs/{ended}/stop")

    answer = client.post("/api/runs/stop", json={"runs": [queued, running, ended]})

    assert answer.json() == {"runs": [queued, running]}
    assert status(client, queued) == "stopped"
    assert client.get(f"/api/runs/{running}").json()["stop_requested"]
    assert client.post("/api/runs/stop", json={"runs": [queued, running]}).json() == {"runs": []}


def test_failed_runs_are_retried_together_or_not_at_all(client: TestClient) -> None:
    first, second, queued = failed(client), failed(client), create(client)["id"]

    refused = problem(client.post("/api/runs/retry", json={"runs": [first, queued]}), 409)
    assert queued in refused["detail"]
    assert status(client, first) == "failed"

    assert client.post("/api/runs/retry", json={"runs": [first, second]}).json() == {"runs": [first, second]}
    assert {status(client, run) for run in (first, second)} == {"queued"}


def test_runs_are_deleted_together_or_not_at_all(client: TestClient) -> None:
    ended, queued, running = failed(client), create(client)["id"], create(client, external=True)["id"]

    refused = problem(client.post("/api/runs/delete", json={"runs": [ended, running]}), 409)
    assert f"POST /api/runs/{running}/stop" in refused["instead"]
    assert status(client, ended) == "failed"

    assert set(client.post("/api/runs/delete", json={"runs": [ended, queued]}).json()["runs"]) == {ended, queued}
    assert [run["id"] for run in client.get("/api/runs").json()["runs"]] == [running]


def test_a_request_about_runs_that_do_not_exist_changes_nothing(client: TestClient) -> None:
    run_id = create(client)["id"]

    for what in ("stop", "retry", "delete", "archive"):
        problem(client.post(f"/api/runs/{what}", json={"runs": [run_id, "nobody"]}), 404)
        assert fields(client.post(f"/api/runs/{what}", json={"runs": []})) == ["runs"]
        assert fields(client.post(f"/api/runs/{what}", json={"runs": ["NOT AN ID"]})) == ["runs.0"]
    assert status(client, run_id) == "queued"
