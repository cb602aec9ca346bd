"""Whatever is wrong with a request, the answer is a problem that says what, why and what to do instead."""

import json
import logging
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from ..run_configs import MINIMAL
from .conftest import URL
from .requests import create, fields, problem

THREE = [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}]


def weights(**values: float) -> dict[str, Any]:
    return {"weighting": {"type": "fixed", "weights": values}}


@pytest.mark.parametrize(
    ("sections", "named"),
    [
        ({"sed": 1}, ["sed"]),
        ({"policy": {"model": "m", "colour": "red"}}, ["policy.colour"]),
        ({"policy": {}}, ["policy.model"]),
        ({"task": {"type": "arithmetic", "colour": "red"}}, ["task.colour"]),
        ({"task": {"type": "cooking"}}, ["task"]),
        ({"task": {}}, ["task"]),
        ({"task": {"type": "math500", "path": "/etc"}}, ["task.path"]),
        ({"policy": {"model": "/etc/passwd"}}, ["policy.model"]),
        (weights(accuracy=0.9, conciseness=0.3), ["weighting.weights"]),
        (weights(accuracy=0, conciseness=0), ["weighting.weights"]),
        (weights(accuracy=1.5, conciseness=-0.5), ["weighting.weights.accuracy", "weighting.weights.conciseness"]),
        (weights(accuracy=0.5, beauty=0.5), ["weighting.weights.beauty"]),
        (weights(accuracy=1), ["weighting.weights"]),
        (
            {"weighting": {"type": "gradient", "initial": {"accuracy": 2, "conciseness": 0}}},
            ["weighting.initial.accuracy"],
        ),
        ({"weighting": {"type": "gradient", "weights": {}}}, ["weighting.weights"]),
        ({"algorithm": {"type": "grpo", "group_size": 1}}, ["algorithm.group_size"]),
        ({"algorithm": {"type": "rloo", "kl": {"coefficient": -1}}}, ["algorithm.kl.coefficient"]),
        ({"objectives": [{"type": "accuracy"}, {"type": "accuracy"}]}, ["objectives.1.name"]),
        ({"objectives": [*THREE, {"type": "beauty"}]}, ["objectives.3"]),
        ({"objectives": [{"type": "accuracy", "name": "No Spaces"}]}, ["objectives.0.name"]),
        ({"objectives": []}, ["objectives"]),
        ({"objectives": "all"}, ["objectives"]),
        ({"name": "x" * 100_000}, ["name"]),
        ({"budget": {"steps": 10**30}}, ["budget.steps"]),
        ({"budget": {"steps": 0}}, ["budget.steps"]),
        ({"budget": {"steps": 1.5}}, ["budget.steps"]),
        ({"budget": {"steps": "many"}}, ["budget.steps"]),
        ({"budget": {"prompts_per_step": 65_536}}, ["budget.prompts_per_step"]),
        ({"optimizer": {"learning_rate": float("nan")}}, ["optimizer.learning_rate"]),
        ({"optimizer": {"learning_rate": float("inf")}}, ["optimizer.learning_rate"]),
        ({"optimizer": {"learning_rate": -1}}, ["optimizer.learning_rate"]),
        ({"evaluation": {"reference_point": {"accuracy": 0}}}, ["evaluation.reference_point"]),
        ({"seed": 1, "budget": {"steps": -1}, "name": 3}, ["name", "budget.steps"]),
        ({"policy": None}, ["policy"]),
    ],
)  # fmt: skip
def test_a_wrong_config_is_refused_with_the_field_named(
    client: TestClient, sections: dict[str, Any], named: list[str]
) -> None:
    body = json.dumps({"config": MINIMAL | sections})
    headers = {"Content-Type": "application/json"}
    for address in ("/api/runs", "/api/run-configs/validate"):
        assert fields(client.post(address, content=body, headers=headers)) == named


def test_a_valid_config_comes_back_filled_in(client: TestClient) -> None:
    config = client.post("/api/run-configs/validate", json={"config": MINIMAL}).json()["config"]

    assert config["algorithm"]["group_size"] == 8
    assert client.post("/api/run-configs/validate", json={"config": config}).json()["config"] == config
    assert client.get("/api/runs").json()["total"] == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b"null", 422),
        (b"[]", 422),
        (b'"text"', 422),
        (b"\xff", 400),
        (b"[" * 100_000, 400),
        (b'{"config": ' + b"9" * 5000 + b"}", 400),
    ],
)
def test_a_body_that_is_no_json_object_is_refused(client: TestClient, body: bytes, status: int) -> None:
    problem(client.post("/api/runs", content=body, headers={"Content-Type": "application/json"}), status)


def test_a_body_of_another_type_is_refused(client: TestClient) -> None:
    problem(client.post("/api/runs", content=b"name=x", headers={"Content-Type": "text/plain"}), 422)


@pytest.mark.parametrize("text", ["\\u0000", "\\ud800", "x\\uDFFFy"])
def test_text_that_no_database_keeps_is_refused_with_its_field(client: TestClient, text: str) -> None:
    headers, run_id = {"Content-Type": "application/json"}, create(client)["id"]
    config = json.dumps({"config": MINIMAL | {"name": "@"}}).replace("@", text)

    assert fields(client.post("/api/runs", content=config, headers=headers)) == ["name"]
    notes = f'{{"notes": "{text}"}}'
    assert fields(client.patch(f"/api/runs/{run_id}", content=notes, headers=headers)) == ["notes"]
    key = f'{{"{text}": 1}}'
    assert len(fields(client.post(f"/api/runs/{run_id}/claim", content=key, headers=headers))) == 1
    worker = f'{{"id": "w", "hostname": "{text}", "pid": 1, "slots": 1}}'
    assert fields(client.post("/api/workers", content=worker, headers=headers)) == ["hostname"]


def test_text_of_any_language_comes_back_as_it_was(client: TestClient) -> None:
    name = "größer 更好 \U0001f600 \\u0000 \u202e"
    run = create(client, name=name)

    assert client.get(f"/api/runs/{run['id']}").json()["name"] == name
    assert client.get("/api/runs", params={"search": "更好"}).json()["total"] == 1


@pytest.mark.parametrize("address", ["/api/runs/%00", "/api/runs?search=%00", "/api/runs?cursor=a%00", "/%00"])
def test_a_nul_in_the_address_is_refused(client: TestClient, address: str) -> None:
    problem(client.get(address), 400)


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/nothing", "/api/runs/a/b/c", "/assets/nothing.js"])
def test_an_address_where_nothing_is_says_so(client: TestClient, address: str) -> None:
    problem(client.get(address), 404)


def test_a_wrong_method_says_which_are_right(client: TestClient) -> None:
    run_id = create(client)["id"]
    for method, address, allowed in [
        ("PUT", "/api/runs", "GET, HEAD, OPTIONS, POST"),
        ("GET", f"/api/runs/{run_id}/stop", "OPTIONS, POST"),
        ("POST", f"/api/runs/{run_id}", "DELETE, GET, HEAD, OPTIONS, PATCH"),
        ("TRACE", "/api/health", "GET, HEAD, OPTIONS"),
    ]:
        answer = client.request(method, address)
        problem(answer, 405)
        assert answer.headers["allow"] == allowed


def test_options_says_which_methods_there_are_and_opens_nothing_to_other_sites(client: TestClient) -> None:
    answer = client.options("/api/runs", headers={"Origin": "https://elsewhere.example"})

    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_head_is_get_without_the_body(client: TestClient) -> None:
    got, asked = client.get("/api/runs"), client.head("/api/runs")

    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-type"] == got.headers["content-type"]
    assert asked.headers["content-length"] == got.headers["content-length"]
    assert client.head("/api/runs/nobody").status_code == 404
    assert client.head("/api/stream").status_code == 405


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    refused = problem(client.post("/api/runs", content=b" " * (2**20 + 1)), 413)
    assert "1 MiB" in refused["detail"]

    def chunks() -> Any:
        for _ in range(20):
            yield b" " * 2**16

    problem(client.post("/api/runs", content=chunks()), 413)


def test_a_fault_of_the_server_is_logged_and_not_shown(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("paretoscope.api.routes.health.count_alive", fail)
    with TestClient(app, base_url=URL, raise_server_exceptions=False) as client, caplog.at_level(logging.ERROR):
        answer = client.get("/api/health")

    assert "secret" not in json.dumps(problem(answer, 500))
    assert "secret detail" in caplog.text


def test_a_database_that_does_not_answer_is_no_fault_of_the_request(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("SELECT secret", {}, Exception("connection refused"))

    monkeypatch.setattr("paretoscope.api.routes.health.count_alive", fail)
    answer = client.get("/api/health")

    assert "secret" not in json.dumps(problem(answer, 503))
    assert answer.headers["retry-after"] == "2"


def test_an_error_never_repeats_a_long_text(client: TestClient) -> None:
    long = "x" * 200_000
    for body in (
        {"config": MINIMAL | {"task": {"type": long}}},
        {"config": MINIMAL | {long: 1}},
        {"config": MINIMAL | {"policy": {"model": f"/{long}"[:4000]}}},
    ):
        answer = client.post("/api/runs", json=body)
        problem(answer, 422)
        assert len(answer.content) < 5_000


def test_thousands_of_errors_are_counted_not_listed(client: TestClient) -> None:
    answer = client.post("/api/runs", json={"config": MINIMAL | {f"key{number}": 1 for number in range(3000)}})

    body = problem(answer, 422)
    assert len(body["errors"]) == 50
    assert "(2999 more)" in body["detail"]
