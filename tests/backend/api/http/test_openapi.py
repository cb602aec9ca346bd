"""The API's own description: complete, and true."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from paretoscope.api.app import ROUTERS, create_app
from paretoscope.api.http import examples
from paretoscope.api.http.problems import MEDIA_TYPE
from paretoscope.schema.records import RecordBatch
from paretoscope.schema.run_config import RunConfig
from paretoscope.settings import Settings

ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
NAMES = [f"{sorted(route.methods or ())[0]} {route.path}" for route in ROUTES]
CONTRACT = {
    "POST /api/runs", "GET /api/runs", "GET /api/runs/{run_id}", "PATCH /api/runs/{run_id}",
    "DELETE /api/runs/{run_id}", "POST /api/runs/{run_id}/stop", "GET /api/runs/{run_id}/series",
    "GET /api/runs/{run_id}/series/keys", "GET /api/runs/{run_id}/evaluations", "GET /api/runs/{run_id}/completions",
    "GET /api/runs/{run_id}/events", "GET /api/runs/{run_id}/checkpoints", "POST /api/runs/{run_id}/records",
    "POST /api/runs/{run_id}/claim", "POST /api/runs/{run_id}/heartbeat", "POST /api/runs/{run_id}/finish",
    "POST /api/workers", "POST /api/workers/{worker_id}/heartbeat", "GET /api/workers", "GET /api/stream",
    "GET /api/runs/{run_id}/stream", "GET /api/figures", "GET /api/figures/{name}", "GET /api/fronts",
    "GET /api/schema/run-config", "GET /api/presets", "POST /api/run-configs/validate", "GET /api/health",
    "GET /api/metrics", "GET /api/methods", "GET /api/runs/{run_id}/metrics", "POST /api/session",
    "DELETE /api/session",
}  # fmt: skip


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """The description does not depend on the database."""
    return Settings(home=tmp_path, database_url=sqlite_url)


@pytest.fixture(scope="module")
def document(migrated_sqlite: Path) -> dict[str, Any]:
    """The OpenAPI document, which nobody changes."""
    return create_app(Settings(home=migrated_sqlite.parent, database_url=f"sqlite:///{migrated_sqlite}")).openapi()


def operation(document: dict[str, Any], route: APIRoute) -> dict[str, Any]:
    found: dict[str, Any] = document["paths"][route.path][sorted(route.methods or ())[0].lower()]
    return found


def good_answer(described: dict[str, Any], route: APIRoute) -> dict[str, Any]:
    return dict(described["responses"][str(route.status_code or 200)])


def test_every_route_of_the_interface_is_there() -> None:
    assert set(NAMES) >= CONTRACT


@pytest.mark.parametrize("route", ROUTES, ids=NAMES)
def test_every_route_says_what_it_does_and_how_it_fails(document: dict[str, Any], route: APIRoute) -> None:
    described = operation(document, route)

    assert described["summary"]
    assert described["description"]
    assert described["tags"]
    problems = {status: answer for status, answer in described["responses"].items() if not status.startswith("2")}
    assert {"400", "401", "422", "500", "503"} <= problems.keys()
    assert ("404" in problems) >= ("{" in route.path)
    assert ("413" in problems) == ("408" in problems) == ("requestBody" in described)
    for answer in problems.values():
        assert answer["content"] == {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        assert answer["description"]


@pytest.mark.parametrize("route", ROUTES, ids=NAMES)
def test_every_answer_has_a_schema_and_an_example_that_fits_it(document: dict[str, Any], route: APIRoute) -> None:
    content = good_answer(operation(document, route), route).get("content")
    if route.status_code == 204:
        assert content is None
        return
    assert content is not None
    if "text/event-stream" in content:
        assert content["text/event-stream"]["example"]
        return
    answer = content["application/json"]
    assert answer["schema"]
    TypeAdapter(route.response_model).validate_python(answer["example"])


@pytest.mark.parametrize("route", ROUTES, ids=NAMES)
def test_every_parameter_and_field_is_explained(document: dict[str, Any], route: APIRoute) -> None:
    described = operation(document, route)
    for parameter in described.get("parameters", []):
        if parameter["name"] not in {"from_step", "to_step"}:
            assert parameter.get("description"), parameter["name"]
    body = described.get("requestBody", {}).get("content", {}).get("application/json")
    if body:
        schema = document["components"]["schemas"][body["schema"]["$ref"].rsplit("/", 1)[1]]
        assert body.get("example") or schema.get("examples") or schema["title"] in WORKER_MESSAGES
        assert all(field.get("description") for field in schema["properties"].values())


WORKER_MESSAGES = {"ClaimRequest", "Heartbeat", "Finish", "WorkerRegistration", "WorkerHeartbeat"}


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(value: Any) -> set[str]:
        if isinstance(value, dict):
            own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
            return own.union(*(references(item) for item in value.values()))
        return set().union(*(references(item) for item in value)) if isinstance(value, list) else set()

    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references(document) <= known


def test_the_examples_of_bodies_are_valid() -> None:
    RunConfig.model_validate(examples.CONFIG)
    RecordBatch.model_validate(examples.RECORD_BATCH)


def test_the_document_and_its_page_are_served(client: TestClient, app: FastAPI) -> None:
    assert client.get("/api/openapi.json").json() == app.openapi()
    assert client.get("/api/docs").headers["content-type"].startswith("text/html")


def test_the_schema_of_a_run_config_explains_every_field(client: TestClient) -> None:
    schema = client.get("/api/schema/run-config").json()

    assert schema["required"] == ["policy", "task", "objectives"]
    for shape in (schema, *schema["$defs"].values()):
        for name, field in shape.get("properties", {}).items():
            assert name in {"type", "engine"} or field.get("description") or "$ref" in field, name


def test_presets_are_valid_and_have_names_of_their_own(client: TestClient) -> None:
    presets = client.get("/api/presets").json()["presets"]

    assert len({preset["id"] for preset in presets}) == len(presets) > 0
    for preset in presets:
        checked = client.post("/api/run-configs/validate", json={"config": preset["config"]}).json()
        if "path" in preset["config"]["task"]:
            assert [error["field"] for error in checked["errors"]] == ["task.path"], "the operator names no data roots"
        else:
            assert checked["config"] == preset["config"]
