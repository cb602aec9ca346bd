"""What workers say over HTTP."""

from fastapi.testclient import TestClient

from paretoscope.settings import Settings

from .requests import create, fields, problem, report
from .routes.test_runs import messages

WORKER = {"id": "lab.1", "hostname": "lab", "pid": 42, "slots": 2, "devices": ["a GPU"]}


def test_a_worker_claims_trains_and_ends_a_run(client: TestClient) -> None:
    assert client.post("/api/workers", json=WORKER).status_code == 201
    run_id = create(client)["id"]

    claim = client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "lab.1"}).json()
    assert (claim["run_id"], claim["attempt"], claim["lease_seconds"]) == (run_id, 1, 30.0)
    beat = client.post(f"/api/runs/{run_id}/heartbeat", json={"attempt": 1, "stage": "training"})
    assert beat.json() == {"action": "continue", "steering": None, "next_heartbeat_seconds": None}
    run = client.get(f"/api/runs/{run_id}").json()
    assert (run["status"], run["stage"], run["worker_id"]) == ("running", "training", "lab.1")
    [worker] = client.get("/api/workers").json()["workers"]
    assert (worker["alive"], worker["run_ids"], worker["slots"]) == (True, [run_id], 2)

    client.post(f"/api/runs/{run_id}/stop")
    assert client.post(f"/api/runs/{run_id}/heartbeat", json={"attempt": 1}).json()["action"] == "stop"
    ended = client.post(f"/api/runs/{run_id}/finish", json={"attempt": 1, "outcome": "stopped"}).json()
    assert ended["status"] == "stopped"
    assert client.get("/api/workers").json()["workers"][0]["run_ids"] == []


def test_a_second_claim_is_refused(client: TestClient) -> None:
    run_id = create(client)["id"]
    client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "one"})

    refused = problem(client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "two"}), 409)
    assert "one" in refused["detail"]


def test_a_crashed_attempt_is_sent_to_the_workers_again(client: TestClient, settings: Settings) -> None:
    run_id = create(client)["id"]
    client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "w"})
    error = {"type": "signal", "message": "killed by signal 9"}
    run = client.post(f"/api/runs/{run_id}/finish", json={"attempt": 1, "outcome": "crashed", "error": error}).json()

    assert run["status"] == "queued"
    assert messages(settings) == [[run_id], [run_id]]


def test_a_failure_is_shown_with_its_traceback_and_log(client: TestClient) -> None:
    run_id = create(client)["id"]
    client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "w"})
    report(client, run_id, 1, {"type": "log", "text": "loading\nno such model\n"})
    error = {"type": "OSError", "message": "no such model", "traceback": "Traceback ..."}
    client.post(f"/api/runs/{run_id}/finish", json={"attempt": 1, "outcome": "failed", "error": error})

    run = client.get(f"/api/runs/{run_id}").json()
    assert (run["status"], run["error"], run["log_tail"]) == ("failed", error, "loading\nno such model\n")


def test_a_heartbeat_of_a_lost_run_is_refused(client: TestClient) -> None:
    run_id = create(client)["id"]

    problem(client.post(f"/api/runs/{run_id}/heartbeat", json={"attempt": 1}), 409)
    problem(client.post(f"/api/runs/{run_id}/finish", json={"attempt": 1, "outcome": "completed"}), 409)


def test_a_worker_that_is_not_known_must_register(client: TestClient) -> None:
    problem(client.post("/api/workers/nobody/heartbeat"), 404)
    client.post("/api/workers", json=WORKER)

    assert client.post("/api/workers/lab.1/heartbeat").json()["alive"] is True


def test_numbers_that_no_database_keeps_are_refused(client: TestClient) -> None:
    run_id, huge = create(client, external=True)["id"], 10**30

    assert fields(client.post("/api/workers", json=WORKER | {"pid": huge})) == ["pid"]
    assert fields(client.post("/api/workers", json=WORKER | {"id": "a b"})) == ["id"]
    assert fields(client.post(f"/api/runs/{run_id}/heartbeat", json={"attempt": huge})) == ["attempt"]
    assert fields(report(client, run_id, huge)) == ["seq"]
    assert fields(report(client, run_id, 1, attempt=huge)) == ["attempt"]
