"""Resume, retry and fork over HTTP."""

from typing import Any

from fastapi.testclient import TestClient

from paretoscope.settings import Settings

from ..requests import create, fields, problem, report
from .test_runs import messages


def ended(client: TestClient, outcome: str, *steps: int, **sections: Any) -> str:
    """Makes a run that a worker has trained, with checkpoints of some steps, and returns its id."""
    run_id: str = create(client, **sections)["id"]
    client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "w1"})
    rows = [{"type": "checkpoint", "step": step, "path": f"/x/step-{step:06d}", "size_bytes": 1} for step in steps]
    report(client, run_id, 1, {"type": "metrics", "step": 30, "values": {"a": 1.0}}, *rows)
    client.post(f"/api/runs/{run_id}/finish", json={"attempt": 1, "outcome": outcome})
    return run_id


def test_a_stopped_run_is_resumed_and_sent_to_the_workers(client: TestClient, settings: Settings) -> None:
    run_id = ended(client, "stopped", 25)

    run = client.post(f"/api/runs/{run_id}/resume")

    assert (run.status_code, run.json()["status"]) == (200, "queued")
    assert messages(settings) == [[run_id], [run_id]]


def test_a_completed_run_is_resumed_with_more_steps(client: TestClient) -> None:
    run_id = ended(client, "completed", 25)

    problem(client.post(f"/api/runs/{run_id}/resume"), 409)
    assert fields(client.post(f"/api/runs/{run_id}/resume", json={"steps": 0})) == ["steps"]
    assert fields(client.post(f"/api/runs/{run_id}/resume", json={"steps": 20})) == ["steps"]
    assert client.post(f"/api/runs/{run_id}/resume", json={"steps": 200}).json()["total_steps"] == 200


def test_a_failed_run_is_retried_and_sent_to_the_workers(client: TestClient, settings: Settings) -> None:
    run_id = ended(client, "failed", 25)

    run = client.post(f"/api/runs/{run_id}/retry")

    assert (run.status_code, run.json()["status"], run.json()["error"]) == (200, "queued", None)
    assert messages(settings) == [[run_id], [run_id]]
    assert "is queued" in problem(client.post(f"/api/runs/{run_id}/retry"), 409)["title"]


def test_a_fork_is_answered_stored_and_sent_to_the_workers(client: TestClient, settings: Settings) -> None:
    run_id = ended(client, "completed", 25)

    answer = client.post(f"/api/runs/{run_id}/fork", json={"step": 25, "config": {"budget": {"steps": 10}}})

    run = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (201, f"/api/runs/{run['id']}")
    assert (run["parent_run_id"], run["parent_step"], run["total_steps"]) == (run_id, 25, 10)
    assert run["config"]["fork"] == {"run_id": run_id, "step": 25}
    assert sorted(messages(settings)) == sorted([[run_id], [run["id"]]])


def test_a_fork_is_checked_like_a_new_run_with_fields_named_from_the_top_of_the_config(client: TestClient) -> None:
    run_id = ended(client, "completed", 25)

    def refused(**changes: Any) -> list[str]:
        return fields(client.post(f"/api/runs/{run_id}/fork", json={"step": 25, "config": changes}))

    assert refused(sed=1) == ["sed"]
    assert refused(budget={"steps": 0}) == ["budget.steps"]
    assert refused(weighting={"type": "fixed", "weights": {"accuracy": 0.5}}) == ["weighting.weights"]
    assert refused(weighting={"type": "gradient", "eta": -1}) == ["weighting.eta"]
    assert refused(task={"type": "math500", "path": "/etc"}) == ["task.path"]
    assert refused(policy={"model": "gpt2"}) == ["policy.model"]
    assert fields(client.post(f"/api/runs/{run_id}/fork", json={"step": 24})) == ["fork.step"]
    assert fields(client.post(f"/api/runs/{run_id}/fork", json={})) == ["step"]
    assert client.get("/api/runs").json()["total"] == 1


def test_a_new_run_may_name_what_it_starts_from(client: TestClient) -> None:
    run_id = ended(client, "completed", 25)

    assert create(client, fork={"run_id": run_id, "step": 25})["parent_run_id"] == run_id


def test_what_cannot_be_continued_is_refused_in_words(client: TestClient) -> None:
    queued, elsewhere = create(client)["id"], create(client, external=True)["id"]
    for verb, body in (("resume", None), ("retry", None), ("fork", {"step": 1})):
        assert problem(client.post(f"/api/runs/{queued}/{verb}", json=body), 409)["title"] == "The run is queued"
        assert "elsewhere" in problem(client.post(f"/api/runs/{elsewhere}/{verb}", json=body), 409)["title"]
        problem(client.post(f"/api/runs/nobody/{verb}", json=body), 404)


def test_a_run_lists_its_forks(client: TestClient) -> None:
    run_id = ended(client, "completed", 25)
    ended(client, "completed", 25)
    forks = [client.post(f"/api/runs/{run_id}/fork", json={"step": 25}).json()["id"] for _ in range(2)]

    page = client.get("/api/runs", params={"parent": run_id}).json()

    assert (sorted(run["id"] for run in page["runs"]), page["total"]) == (sorted(forks), 2)
    assert client.get("/api/runs", params={"parent": forks[0]}).json()["runs"] == []
