"""Runs over HTTP: made, listed, changed, stopped, deleted."""

import json
from pathlib import Path

from fastapi.testclient import TestClient

from paretoscope.queue import TASK_NAME
from paretoscope.settings import Settings

from ...run_configs import MINIMAL
from ..requests import create, fields, problem, report


def messages(settings: Settings) -> list[list[str]]:
    found = [json.loads(path.read_text()) for path in (settings.broker_folder / "messages").glob("*.msg")]
    assert all(message["headers"]["task"] == TASK_NAME for message in found)
    return [json.loads(message["headers"]["argsrepr"].replace("'", '"')) for message in found]


def test_a_new_run_is_answered_stored_and_sent_to_the_workers(client: TestClient, settings: Settings) -> None:
    answer = client.post("/api/runs", json={"config": MINIMAL})
    run = answer.json()

    assert (answer.status_code, answer.headers["location"]) == (201, f"/api/runs/{run['id']}")
    assert run["status"] == "queued"
    assert client.get(f"/api/runs/{run['id']}").json() == run | {"log_tail": ""}
    assert messages(settings) == [[run["id"]]]


def test_a_run_trained_elsewhere_is_sent_to_no_worker(client: TestClient, settings: Settings) -> None:
    run = create(client, external=True)

    assert (run["status"], run["external"], run["attempt"]) == ("running", True, 1)
    assert messages(settings) == []


def test_a_run_is_made_even_if_the_broker_is_gone(client: TestClient, settings: Settings) -> None:
    for path in sorted(settings.broker_folder.rglob("*"), reverse=True):
        path.rmdir()
    settings.broker_folder.rmdir()
    settings.broker_folder.write_text("not a folder")

    assert create(client)["status"] == "queued"
    assert client.get("/api/health").status_code == 200


def test_a_refused_config_makes_no_run(client: TestClient, settings: Settings) -> None:
    assert fields(client.post("/api/runs", json={"config": MINIMAL | {"seed": -1}})) == ["seed"]

    empty = {"runs": [], "total": 0, "next_cursor": None, "hypervolumes_compare": True}
    assert client.get("/api/runs").json() == empty
    assert messages(settings) == []


def test_runs_are_listed_filtered_sorted_and_paged(client: TestClient) -> None:
    ids = [create(client, name=f"run {number}")["id"] for number in range(5)]
    client.post(f"/api/runs/{ids[0]}/stop")

    first = client.get("/api/runs", params={"limit": 2, "sort": "name"}).json()
    second = client.get("/api/runs", params={"limit": 3, "sort": "name", "cursor": first["next_cursor"]}).json()
    assert [run["id"] for run in first["runs"] + second["runs"]] == ids
    assert (first["total"], second["next_cursor"]) == (5, None)
    assert [run["id"] for run in client.get("/api/runs").json()["runs"]] == ids[::-1]
    assert [run["id"] for run in client.get("/api/runs?status=stopped&status=failed").json()["runs"]] == [ids[0]]
    assert [run["id"] for run in client.get("/api/runs?search=RUN 3").json()["runs"]] == [ids[3]]


def test_a_list_without_configs_says_everything_else(client: TestClient) -> None:
    for number in range(2):
        create(client, name=f"run {number}")

    for query in ("sort=name", "sort=queue_position", "sort=name&limit=1"):
        whole, light = (client.get(f"/api/runs?{query}{more}").json() for more in ("", "&config=false"))
        assert light == whole | {"runs": [run | {"config": {}} for run in whole["runs"]]}
        assert whole["runs"][0]["config"]["policy"]


def test_the_list_refuses_what_it_does_not_know(client: TestClient) -> None:
    for query, field in {
        "limit=0": "limit",
        "limit=501": "limit",
        "limit=many": "limit",
        "sort=secret": "sort",
        "status=happy": "status.0",
        "cursor=nonsense": "cursor",
        f"search={'x' * 201}": "search",
    }.items():
        assert fields(client.get(f"/api/runs?{query}")) == [field]


def test_a_run_is_renamed_and_the_old_name_kept_as_an_event(client: TestClient) -> None:
    run_id = create(client, name="before")["id"]

    changed = client.patch(f"/api/runs/{run_id}", json={"name": "after", "notes": "why"}).json()

    assert (changed["name"], changed["notes"]) == ("after", "why")
    told = client.get(f"/api/runs/{run_id}/events").json()["events"]
    assert [(event["kind"], event["data"].get("before")) for event in told] == [
        ("run_renamed", "before"),
        ("notes_changed", ""),
    ]


def test_a_name_must_have_a_length(client: TestClient) -> None:
    run_id = create(client)["id"]

    assert fields(client.patch(f"/api/runs/{run_id}", json={"name": ""})) == ["name"]
    assert fields(client.patch(f"/api/runs/{run_id}", json={"name": "x" * 100_000})) == ["name"]
    assert fields(client.patch(f"/api/runs/{run_id}", json={"status": "completed"})) == ["status"]


def test_a_stopped_run_is_deleted_with_its_folder(client: TestClient, settings: Settings) -> None:
    run_id = create(client)["id"]
    folder: Path = settings.runs_folder / run_id / "checkpoints"
    folder.mkdir(parents=True)
    client.post(f"/api/runs/{run_id}/stop")

    assert client.delete(f"/api/runs/{run_id}").status_code == 204
    assert not folder.parent.exists()
    problem(client.get(f"/api/runs/{run_id}"), 404)
    problem(client.delete(f"/api/runs/{run_id}"), 404)
    problem(report(client, run_id, 1), 404)


def test_a_running_run_is_not_deleted(client: TestClient) -> None:
    run_id = create(client, external=True)["id"]

    refused = problem(client.delete(f"/api/runs/{run_id}"), 409)
    assert f"POST /api/runs/{run_id}/stop" in refused["instead"]
    assert client.get(f"/api/runs/{run_id}").json()["status"] == "running"


def test_every_address_of_a_run_that_does_not_exist_says_so(client: TestClient) -> None:
    for part in ("series?key=a", "series/keys", "metrics", "evaluations", "completions", "events", "checkpoints"):
        problem(client.get(f"/api/runs/nobody/{part}"), 404)
    for address in ("/api/runs/nobody", "/api/runs/nobody/stream"):
        problem(client.get(address), 404)
    for part, body in {
        "stop": {},
        "claim": {"worker_id": "w"},
        "heartbeat": {"attempt": 1},
        "finish": {"attempt": 1, "outcome": "completed"},
        "weights": {"weights": {"accuracy": 1.0}},
    }.items():
        problem(client.post(f"/api/runs/nobody/{part}", json=body), 404)
    problem(client.patch("/api/runs/nobody", json={"name": "x"}), 404)
