"""Requests that Schemathesis makes from the OpenAPI document: the server never fails, and answers as documented."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from paretoscope.api.app import ROUTERS, create_app
from paretoscope.settings import Settings

from ...services.fixtures import MIGRATED
from ...services.postgres import PostgresServer
from ..runs.reports import checkpoint, completions, evaluation, event, metrics
from .conftest import URL
from .requests import create, report

LONGER = "EXAMPLES"
EXAMPLES = int(os.environ.get(LONGER, "10"))
"""Requests per operation and kind. ``EXAMPLES=500 make test TESTS=...`` searches longer, and at random."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
OPERATIONS = sorted(
    (method, route.path)
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute)
    for method in route.methods or ()
    # A stream does not end; tests of streams have requests of their own.
    if not route.path.endswith("/stream")
)
KINDS = [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]


class Service:
    """A running app, with runs that requests may name."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self._runs: list[str] = []

    def run_ids(self) -> list[str]:
        """Returns the ids of runs in different states. Those that an earlier request deleted are made anew."""
        if not self._runs or any(self.client.get(f"/api/runs/{run}").status_code == 404 for run in self._runs):
            self._runs = [self._reported(), self._ended(), create(self.client)["id"]]
        return self._runs

    def _reported(self) -> str:
        run_id: str = create(self.client, external=True)["id"]
        records = [metrics(1, loss=0.5), evaluation(0, 0.5, 30), evaluation(5, 0.6, 25), completions(5, "a"), event(1)]
        assert report(self.client, run_id, 1, *records, checkpoint(5)).status_code == 200
        return run_id

    def _ended(self) -> str:
        run_id: str = create(self.client)["id"]
        assert self.client.post(f"/api/runs/{run_id}/stop").status_code == 200
        return run_id


@contextmanager
def serving(url: str, home: Path) -> Iterator[Service]:
    """Runs the app until the block ends."""
    app = create_app(Settings(home=home, database_url=url, sweep_seconds=3600))
    with TestClient(app, base_url=URL, raise_server_exceptions=False) as client:
        yield Service(client)


@pytest.fixture(scope="module")
def services(
    migrated_sqlite: Path, postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Service]]:
    """An app on SQLite and one on Postgres, which all operations share."""
    home, other = tmp_path_factory.mktemp("generated"), tmp_path_factory.mktemp("generated")
    sqlite = f"sqlite:///{shutil.copy(migrated_sqlite, home / 'paretoscope.db')}"
    postgres = postgres_server.create("generated", template=MIGRATED)
    with serving(sqlite, home) as on_sqlite, serving(postgres, other) as on_postgres:
        yield {"SQLite": on_sqlite, "Postgres": on_postgres}


@pytest.fixture(scope="module")
def schema(services: dict[str, Service]) -> schemathesis.BaseSchema:
    """What the apps document."""
    return schemathesis.openapi.from_dict(services["SQLite"].client.get("/api/openapi.json").json())


@pytest.mark.parametrize("kind", KINDS, ids=["valid", "invalid"])
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=[f"{method} {path}" for method, path in OPERATIONS])
def test_any_request_is_answered_as_documented(
    services: dict[str, Service],
    schema: schemathesis.BaseSchema,
    method: str,
    path: str,
    kind: schemathesis.GenerationMode,
) -> None:
    """Each request is sent to both, because to make one up takes longer than to answer it."""
    operation = schema[path][method]
    if kind == schemathesis.GenerationMode.NEGATIVE and not _takes_anything(operation):
        pytest.skip("nothing about it can be invalid")
    some_run = st.sampled_from([None, *range(len(services["SQLite"].run_ids()))])

    @settings(
        max_examples=EXAMPLES,
        derandomize=LONGER not in os.environ,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=kind), run_id=some_run)
    def check(case: schemathesis.Case, run_id: int | None) -> None:
        for database, service in services.items():
            note(f"on {database}")
            if run_id is not None and "run_id" in case.path_parameters:
                case.path_parameters["run_id"] = service.run_ids()[run_id]
            _send(service.client, case)

    check()


def _takes_anything(operation: Any) -> bool:
    return bool(operation.body or any(operation.iter_parameters()))


def _send(client: TestClient, case: schemathesis.Case) -> None:
    request = requests.Request(**case.as_transport_kwargs(base_url=URL)).prepare()
    answer = client.request(
        request.method or "", request.url or "", content=request.body, headers=dict(request.headers)
    )
    case.validate_response(answer, checks=CHECKS)
