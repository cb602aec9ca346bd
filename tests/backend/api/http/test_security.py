"""Who may ask: host, site and token."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from paretoscope.api.app import create_app
from paretoscope.api.http.security import COOKIE
from paretoscope.api.http.sign_in_limit import SECONDS_PER_TRY, TRIES
from paretoscope.settings import Settings
from paretoscope.store.database import Database
from paretoscope.store.server_models import SignInRow

from ...run_configs import MINIMAL
from ..requests import problem

TOKEN = "a very long secret"
ADDRESSES = ["/api/runs", "/api/presets", "/api/openapi.json", "/api/docs", "/api/stream", "/api/figures"]


@pytest.fixture(autouse=True)
def _migrated(sqlite_url: str) -> None:
    """The database of the test's home is there already, as migrating it takes most of a server's start."""


@contextmanager
def serving(tmp_path: Path, base_url: str = "http://127.0.0.1", **settings: Any) -> Iterator[TestClient]:
    app = create_app(Settings(home=tmp_path, sweep_seconds=3600, **settings))
    with TestClient(app, base_url=base_url) as client:
        yield client


@pytest.fixture
def open_server(tmp_path: Path) -> Iterator[TestClient]:
    """A server for this machine only, without a token."""
    with serving(tmp_path) as client:
        yield client


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[TestClient]:
    """A server with a token."""
    with serving(tmp_path, token=TOKEN) as client:
        yield client


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "LOCALHOST:8420", "127.0.0.1:99", "[::1]:8420", "localhost."]
)
def test_names_of_this_machine_are_answered(open_server: TestClient, host: str) -> None:
    assert open_server.get("/api/runs", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:8420", "", "[", "a@localhost@b"],
)
def test_other_names_are_not(open_server: TestClient, host: str) -> None:
    for address in ("/api/runs", "/", "/api/health"):
        problem(open_server.get(address, headers={"Host": host}), 400)


def test_a_name_that_the_operator_allows_is_answered(tmp_path: Path) -> None:
    with serving(tmp_path, allowed_hosts="Lab.example, other.example") as client:
        assert client.get("/api/runs", headers={"Host": "lab.example:80"}).status_code == 200
        problem(client.get("/api/runs", headers={"Host": "evil.example"}), 400)


def test_beyond_this_machine_any_name_is_answered_to_those_who_know_the_token(tmp_path: Path) -> None:
    with serving(tmp_path, host="0.0.0.0", token=TOKEN) as client:
        host = {"Host": "lab.example"}
        assert client.get("/api/health", headers=host).status_code == 200
        problem(client.get("/api/runs", headers=host), 401)
        assert client.get("/api/runs", headers=host | {"Authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://127.0.0.1:9999",
        "http://localhost",
        "http://127.0.0.1.evil.example",
        "x",
        "http://[",
    ],
)
@pytest.mark.parametrize(
    ("method", "address"), [("POST", "/api/runs"), ("PATCH", "/api/runs/x"), ("DELETE", "/api/runs/x")]
)
def test_pages_of_other_sites_change_nothing(open_server: TestClient, origin: str, method: str, address: str) -> None:
    problem(open_server.request(method, address, json={"config": MINIMAL}, headers={"Origin": origin}), 403)

    assert open_server.get("/api/runs").json()["total"] == 0


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1", "http://127.0.0.1"),
        ("127.0.0.1:80", "http://127.0.0.1"),
        ("localhost:8420", "http://localhost:8420"),
        ("localhost", "https://localhost"),
    ],
)
def test_the_servers_own_pages_may(open_server: TestClient, host: str, origin: str) -> None:
    headers = {"Host": host, "Origin": origin}
    assert open_server.post("/api/runs", json={"config": MINIMAL}, headers=headers).status_code == 201


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": "Bearer"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Cookie": f"paretoscope_session={TOKEN}"},
        {"Cookie": "paretoscope_session=; ;;=x"},
        {"Authorization": b"Bearer \xff"},
    ],
)
def test_without_the_token_nothing_is_answered(guarded: TestClient, address: str, headers: dict[str, Any]) -> None:
    answer = guarded.get(address, headers=headers)

    problem(answer, 401)
    assert answer.headers["www-authenticate"] == "Bearer"


def test_with_the_token_everything_is(guarded: TestClient) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert guarded.post("/api/runs", json={"config": MINIMAL}, headers=headers).status_code == 201
    assert guarded.get("/api/runs", headers=headers).json()["total"] == 1


def test_health_and_the_page_need_no_token(guarded: TestClient) -> None:
    assert guarded.get("/api/health").status_code == 200
    assert guarded.get("/").status_code in {200, 503}


def test_signing_in_sets_a_cookie_that_scripts_cannot_read_and_that_is_not_the_token(guarded: TestClient) -> None:
    problem(guarded.post("/api/session", json={"token": "wrong"}), 401)
    problem(guarded.get("/api/runs"), 401)

    answer = guarded.post("/api/session", json={"token": TOKEN})

    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 204
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert guarded.get("/api/runs").status_code == 200
    assert guarded.delete("/api/session").status_code == 204
    problem(guarded.get("/api/runs"), 401)


def test_a_session_outlives_the_server_but_not_the_token(tmp_path: Path) -> None:
    with serving(tmp_path, token=TOKEN) as client:
        client.post("/api/session", json={"token": TOKEN})
        cookies = dict(client.cookies)
    with serving(tmp_path, token=TOKEN) as client:
        client.cookies.update(cookies)
        assert client.get("/api/runs").status_code == 200
    with serving(tmp_path, token="another long secret") as client:
        client.cookies.update(cookies)
        problem(client.get("/api/runs"), 401)


def test_a_cookie_that_signed_out_no_longer_works_and_others_do(tmp_path: Path, database_url: str) -> None:
    with serving(tmp_path, token=TOKEN, database_url=database_url) as client:
        cookies = [client.post("/api/session", json={"token": TOKEN}).cookies[COOKIE] for _ in range(2)]
        client.cookies.clear()
        assert cookies[0] != cookies[1]
        assert client.delete("/api/session", headers={"Cookie": f"{COOKIE}={cookies[0]}"}).status_code == 204
    with serving(tmp_path, token=TOKEN, database_url=database_url) as client:
        problem(client.get("/api/runs", headers={"Cookie": f"{COOKIE}={cookies[0]}"}), 401)
        assert client.get("/api/runs", headers={"Cookie": f"{COOKIE}={cookies[1]}"}).status_code == 200
        problem(client.get("/api/runs", headers={"Cookie": f"{COOKIE}={cookies[1]}x"}), 401)


def test_a_session_ends_after_30_days_and_its_row_goes(tmp_path: Path, database_url: str) -> None:
    with serving(tmp_path, token=TOKEN, database_url=database_url) as client:
        answer = client.post("/api/session", json={"token": TOKEN})
        assert f"Max-Age={30 * 24 * 3600}" in answer.headers["set-cookie"]
        database: Database = client.app.state.services.database  # type: ignore[attr-defined]
        with database.write() as session:
            session.execute(update(SignInRow).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
        problem(client.get("/api/runs"), 401)
        client.post("/api/session", json={"token": TOKEN})
        with database.read() as session:
            (row,) = session.scalars(select(SignInRow))
        assert client.cookies[COOKIE] not in row.cookie_hash
        assert row.expires_at - row.created_at == timedelta(days=30)


def test_wrong_tokens_are_tried_ever_more_slowly_and_the_right_one_as_often_as_one_likes(guarded: TestClient) -> None:
    for _ in range(50):
        assert guarded.post("/api/session", json={"token": TOKEN}).status_code == 204
    answers = [guarded.post("/api/session", json={"token": "wrong"}) for _ in range(TRIES + 1)]
    assert [answer.status_code for answer in answers] == [401] * TRIES + [429]
    problem(answers[-1], 429)
    assert 1 <= int(answers[-1].headers["retry-after"]) <= SECONDS_PER_TRY
    problem(guarded.post("/api/session", json={"token": TOKEN}), 429)


def test_over_https_the_cookie_is_for_https_only(tmp_path: Path) -> None:
    with serving(tmp_path, "https://127.0.0.1", token=TOKEN) as client:
        assert "Secure" in client.post("/api/session", json={"token": TOKEN}).headers["set-cookie"]


def test_without_a_token_signing_in_is_not_needed(open_server: TestClient) -> None:
    assert open_server.post("/api/session", json={"token": "anything"}).status_code == 204


def test_only_scripts_of_the_server_run_on_its_pages(open_server: TestClient) -> None:
    for address in ("/", "/api/docs", "/api/runs", "/assets/missing.js"):
        policy = dict(
            directive.split(" ", 1)
            for directive in open_server.get(address).headers["content-security-policy"].split("; ")
        )
        assert policy["script-src"] == "'self'"
        assert policy["default-src"] == "'self'"
        assert policy["object-src"] == policy["frame-ancestors"] == "'none'"


def test_no_answer_can_be_framed_or_sniffed(open_server: TestClient) -> None:
    for address in ("/", "/api/runs", "/api/runs/nobody"):
        headers = open_server.get(address).headers
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers
