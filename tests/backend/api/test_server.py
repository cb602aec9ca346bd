"""The server itself: health, page, compression, and refusing to start."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from paretoscope.api.app import create_app
from paretoscope.api.routes import page
from paretoscope.settings import Settings
from paretoscope.store.migrate import head_revision

from ...services.postgres import PostgresServer
from .requests import create, problem

WORKER = {"id": "w", "hostname": "here", "pid": 1, "slots": 1}


def test_health_says_what_answers(client: TestClient, settings: Settings) -> None:
    client.post("/api/workers", json=WORKER)

    health = client.get("/api/health").json()
    assert health.pop("version")
    assert health == {
        "status": "ok",
        "database": settings.database_url.partition(":")[0].partition("+")[0],
        "broker": "ok",
        "workers": 1,
        "token_required": False,
        "schema_revision": head_revision(),
    }


def test_health_without_a_broker_is_degraded_and_keeps_the_reason_to_itself(sqlite_url: str, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url=sqlite_url, broker_url="redis://:secret@127.0.0.1:1/0")
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        answer = client.get("/api/health")
        run = create(client)

    assert (answer.json()["status"], answer.json()["broker"]) == ("degraded", "unreachable")
    assert "secret" not in answer.text
    assert run["status"] == "queued"


def test_a_server_refuses_to_start_on_an_old_postgres_and_names_the_command(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path, database_url=postgres_server.create("old_schema"))

    with pytest.raises(SystemExit, match="paretoscope migrate"):
        create_app(settings)


def test_large_answers_are_compressed_and_small_ones_are_not(client: TestClient) -> None:
    assert client.get("/api/schema/run-config").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get("/api/health").headers
    plain = client.get("/api/schema/run-config", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == client.get("/api/schema/run-config").json()


@pytest.fixture
def built_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built page with one asset, beside a file that is none of the page's business."""
    folder = tmp_path / "page"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<title>the page</title>")
    (folder / "favicon.svg").write_text("<svg/>")
    (folder / "assets" / "index-abc123.js").write_text("script()")
    (tmp_path / "secret.txt").write_text("for nobody's eyes")
    monkeypatch.setattr(page, "FOLDER", folder)
    return folder


@pytest.mark.parametrize(
    "address", ["/", "/runs", "/runs/3kq8v0wz5n7t", "/compare?run=a", "/new/deep/address", "/apis"]
)
def test_every_address_of_the_page_is_its_index(client: TestClient, built_page: Path, address: str) -> None:
    answer = client.get(address)

    assert "the page" in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"].startswith("text/html")


def test_assets_are_kept_for_ever_and_other_files_are_asked_for_again(client: TestClient, built_page: Path) -> None:
    asset, icon = client.get("/assets/index-abc123.js"), client.get("/favicon.svg")

    assert (asset.text, icon.text) == ("script()", "<svg/>")
    assert "immutable" in asset.headers["cache-control"]
    assert icon.headers["cache-control"] == "no-cache"
    problem(client.get("/assets/index-old.js"), 404)


@pytest.mark.parametrize(
    "address",
    ["/../secret.txt", "/..%2Fsecret.txt", "/assets/..%2F..%2Fsecret.txt", "//etc/passwd", "/%2Fetc%2Fpasswd"],
)
def test_no_address_leads_out_of_the_page(client: TestClient, built_page: Path, address: str) -> None:
    text = client.get(address).text

    assert "eyes" not in text
    assert "root:" not in text


def test_without_a_built_page_the_server_says_how_to_build_it(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "FOLDER", tmp_path / "nothing")

    answer = client.get("/")
    assert answer.status_code == 503
    assert "make setup" in answer.text
