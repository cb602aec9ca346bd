"""What cannot be stored or read again is refused at the door, and what an earlier version took breaks no reading."""

import base64
import json
import math
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from paretoscope.api.app import create_app
from paretoscope.runs.read.cursors import write_cursor
from paretoscope.settings import Settings

from ..run_configs import MINIMAL
from ..runs.reports import checkpoint, completions, evaluation, event, metrics
from .requests import create, fields, problem, report
from .streams import listening

JSON = {"Content-Type": "application/json"}
HUGE = 2**63
PROVENANCE = {
    "version": "1", "python": "3", "torch": "2", "transformers": "5", "device": "cpu", "threads": 1,
    "hostname": "h", "config_hash": "c", "data_fingerprint": "d",
}  # fmt: skip


def nested(depth: int) -> Any:
    """Lists inside each other."""
    value: Any = 0
    for _ in range(depth):
        value = [value]
    return value


def events_and_stream_work(client: httpx.Client, run_id: str) -> list[dict[str, Any]]:
    """Reads the events of a run in both ways and returns them."""
    with listening(client, f"/api/runs/{run_id}/stream", last_event_id=0) as listener:
        streamed = [one.data for one in listener.until("run") if one.name == "event"]
    told: list[dict[str, Any]] = client.get(f"/api/runs/{run_id}/events").json()["events"]
    assert streamed == told
    return told


def test_an_event_that_nobody_could_read_is_refused(server: httpx.Client) -> None:
    run_id = create(server, external=True)["id"]
    for number, data in enumerate(
        [
            {"deep": nested(256), "x": "\x00"},
            {"deep": nested(16)},
            {"x": "a\x00b"},
            {"a\x00b": 1},
            {"x": "\ud800"},
            {"\udfff": 1},
            {"x": HUGE},
            {"x": [{"y": -HUGE - 1}]},
            {"x": 10**400},
        ]
    ):
        body = json.dumps({"seq": number + 1, "records": [event(1, data=data)]})
        refused = server.post(f"/api/runs/{run_id}/records", content=body, headers=JSON)
        [named, *_] = fields(refused)
        assert named.startswith("records.0.data") or (not number and not named), data
    report(server, run_id, 20, event(1, data={"deep": nested(15), "x": HUGE - 1}))

    told = events_and_stream_work(server, run_id)
    assert [one["data"] for one in told] == [{"deep": nested(15), "x": HUGE - 1}]


@pytest.mark.parametrize(
    "stored",
    [
        {"deep": nested(300), "x": 1},
        {"x": 10**400},
        {"x": HUGE},
        {"x": "a\ud800"},
        {"\ud800": {"y": [-(10**30)]}},
    ],
    ids=["deep", "beyond float", "beyond 64 bit", "surrogate", "surrogate key"],
)  # fmt: skip
def test_an_event_that_an_earlier_version_stored_is_read_mended(
    server: httpx.Client, app: FastAPI, stored: dict[str, Any]
) -> None:
    run_id = create(server, external=True)["id"]
    report(server, run_id, 1, event(1), event(2, "later"))
    with app.state.services.database.write() as session:
        statement = text("UPDATE events SET data = :data WHERE kind = 'noticed'")
        session.execute(statement, {"data": json.dumps(stored)})

    told = events_and_stream_work(server, run_id)
    assert [one["kind"] for one in told] == ["noticed", "later"]
    assert told[0]["data"].keys() == {key.replace("\ud800", "\ufffd") for key in stored}


def test_each_text_of_a_report_is_refused_if_no_database_keeps_it(client: TestClient) -> None:
    run_id = create(client, external=True)["id"]
    for bad in ("a\x00b", "\ud800", "x\udfffy"):
        records = {
            "values": metrics(1) | {"values": {bad: 1.0}},
            "message": event(1, message=bad),
            "kind": event(1, kind=bad),
            "path": checkpoint(1, path=bad),
            "storage": checkpoint(1, storage=bad),
            "objectives": evaluation(1, 0.5, 30, objectives={bad: 1.0}),
            "weights": evaluation(1, 0.5, 30, weights={bad: 1.0}),
            "scale": evaluation(1, 0.5, 30, scale={bad: 1.0}),
            "provenance": {"type": "provenance", "provenance": PROVENANCE | {"hostname": bad}},
            bad: event(1) | {bad: 1},
            "type": event(1) | {"type": bad},
        }
        for field, record in records.items():
            body = json.dumps({"seq": 1, "records": [record]})
            answer = client.post(f"/api/runs/{run_id}/records", content=body, headers=JSON)
            named = fields(answer)[0]
            assert named.startswith("records.0"), (field, named)
        body = json.dumps({"seq": 1, "reporter": bad, "records": []})
        assert fields(client.post(f"/api/runs/{run_id}/records", content=body, headers=JSON)) == ["reporter"]
    assert client.get(f"/api/runs/{run_id}/events").json()["events"] == []


def test_what_a_policy_or_a_process_wrote_is_mended(client: TestClient) -> None:
    run_id = create(client, external=True)["id"]
    written = completions(1, "a\x00b\ud800\U0001f600")
    body = json.dumps({"seq": 1, "records": [written, {"type": "log", "text": "\ud83d\x00"}]})
    assert client.post(f"/api/runs/{run_id}/records", content=body, headers=JSON).status_code == 200

    [kept] = client.get(f"/api/runs/{run_id}/completions").json()["completions"]
    assert kept["completion"] == "a\ufffdb\ufffd\U0001f600"
    assert client.get(f"/api/runs/{run_id}").json()["log_tail"] == "\ufffd\ufffd"


@pytest.mark.parametrize("time", [-1, 253_402_300_800, 1e300, -1e300, HUGE, math.nan, math.inf])
def test_a_time_that_no_calendar_has_is_refused(client: TestClient, time: float) -> None:
    run_id = create(client, external=True)["id"]
    for record in (event(1, time=time), metrics(1, w=1.0) | {"time": time}):
        body = json.dumps({"seq": 1, "records": [record]})
        answer = client.post(f"/api/runs/{run_id}/records", content=body, headers=JSON)
        assert fields(answer) == ["records.0.time"]


@pytest.mark.parametrize(
    ("sort", "place"),
    [
        ("step", [10**30, "a"]),
        ("-step", [-(10**30), "a"]),
        ("step", [HUGE, "a"]),
        ("step", [math.inf, "a"]),
        ("step", [True, "a"]),
        ("hypervolume", [math.nan, "a"]),
        ("hypervolume", [10**400, "a"]),
        ("name", ["\ud800", "a"]),
        ("name", ["a\x00b", "a"]),
        ("status", ["queued", "\udfff"]),
        ("method", ["fixed", "a\x00"]),
        ("created_at", ["0001-01-01T00:00:00+14:00", "a"]),
        ("-updated_at", ["9999-12-31T23:59:59-14:00", "a"]),
        ("created_at", ["2026-06-01T00:00:00", "a"]),
        ("created_at", ["+999999-01-01T00:00:00Z", "a"]),
        ("created_at", ["2026-06-01T00:00:00+00:00", nested(400)]),
        ("name", []),
    ],
)
def test_a_cursor_that_no_list_gave_is_refused(client: TestClient, sort: str, place: list[Any]) -> None:
    query = {"sort": sort, "cursor": write_cursor(*place)}
    assert fields(client.get("/api/runs", params=query)) == ["cursor"]


def test_a_cursor_of_a_page_of_completions_is_checked_too(client: TestClient) -> None:
    run_id = create(client, external=True)["id"]
    deep = base64.urlsafe_b64encode(b"[" * 1400).decode()
    for cursor in (write_cursor(10**30), write_cursor(-HUGE - 1), deep, "é", "%", "="):
        answer = client.get(f"/api/runs/{run_id}/completions", params={"cursor": cursor})
        assert fields(answer) == ["cursor"], cursor


@pytest.mark.parametrize("path", ["/" + "a" * 256, "/x/" + "é" * 200, "/assets/" + "a" * 300, "/a" * 3000])
def test_a_page_path_longer_than_any_file_has_is_refused(client: TestClient, path: str) -> None:
    problem(client.get(path), 414)


@pytest.mark.parametrize(
    "address",
    [
        "/api/runs/%ED%A0%80",
        "/api/runs/%FF/events",
        "/api/workers/%C0%80/heartbeat",
        "/api/runs?search=%ED%A0%80",
        "/api/runs?%FF=1",
        "/api/figures/%00",
        "/api/fronts?run=%00",
        "/api/runs/a/series?key=a%00",
        "/%FF",
    ],
)
def test_an_address_that_is_not_text_is_refused(client: TestClient, address: str) -> None:
    problem(client.get(address), 400)


@pytest.mark.parametrize("name", ["deep object", "deep list", "unfinished"])
def test_a_body_that_is_nested_too_deeply_is_refused(client: TestClient, name: str) -> None:
    inner = {"deep object": '{"a":' * 900 + "1" + "}" * 900, "deep list": "[" * 65 + "]" * 65, "unfinished": "[" * 99}
    run_id = create(client)["id"]
    for method, address, around in [
        ("POST", "/api/runs", '{"config": %s}'),
        ("POST", "/api/run-configs/validate", '{"config": %s}'),
        ("POST", f"/api/runs/{run_id}/fork", '{"step": 1, "config": {"weighting": %s}}'),
        ("PATCH", f"/api/runs/{run_id}", '{"name": %s}'),
        ("POST", "/api/workers", '{"devices": %s}'),
        ("POST", "/api/session", '{"token": %s}'),
    ]:
        answer = client.request(method, address, content=around % inner[name], headers=JSON)
        assert "deeply" in problem(answer, 400)["title"]


def test_brackets_in_a_text_are_no_depth(client: TestClient) -> None:
    notes = '\\"[' * 500 + "\\\\"
    answer = client.patch(f"/api/runs/{create(client)['id']}", content=f'{{"notes": "{notes}"}}', headers=JSON)
    assert answer.json()["notes"] == '"[' * 500 + "\\"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "latin-1"])
def test_a_body_that_is_not_utf8_is_refused(client: TestClient, encoding: str) -> None:
    run_id = create(client)["id"]
    body = '{"notes": "é\\u0000"}'.encode(encoding)
    problem(client.patch(f"/api/runs/{run_id}", content=body, headers=JSON), 400)
    answer = client.post(f"/api/runs/{run_id}/records", content=body, headers=JSON)
    problem(answer, 422)


def test_a_surrogate_in_the_bytes_of_a_body_is_refused(client: TestClient) -> None:
    answer = client.patch(f"/api/runs/{create(client)['id']}", content=b'{"notes": "\xed\xa0\x80"}', headers=JSON)
    problem(answer, 400)


@pytest.mark.parametrize("number", [HUGE, -HUGE - 1, 10**400])
def test_an_integer_beyond_64_bits_is_refused_in_any_body(client: TestClient, number: int) -> None:
    run_id = create(client)["id"]
    for address, body, field in [
        ("/api/runs", {"config": MINIMAL | {"optimizer": {"learning_rate": number}}}, "optimizer.learning_rate"),
        ("/api/runs", {"config": MINIMAL | {"seed": number}}, "seed"),
        (f"/api/runs/{run_id}/fork", {"step": 1, "config": {"seed": number}}, "seed"),
        (f"/api/runs/{run_id}/weights", {"weights": {"accuracy": number}}, "weights.accuracy"),
        (f"/api/runs/{run_id}/finish", {"attempt": number, "outcome": "failed"}, "attempt"),
    ]:
        assert fields(client.post(address, json=body)) == [field]
    answer = report(client, run_id, 1, metrics(number), metrics(1) | {"values": {"a": number}})
    assert fields(answer)[0] == "records.0.step"


@pytest.mark.parametrize("cursor", ["9" * 30, "-1", "1.5", "²", "\x80", "nan"])
def test_a_stream_takes_any_cursor_as_one_that_is_unknown(server: httpx.Client, cursor: str) -> None:
    run_id = create(server, external=True)["id"]
    for address in ("/api/stream", f"/api/runs/{run_id}/stream"):
        for headers, query in (({"Last-Event-ID": cursor.encode()}, {}), ({}, {"last_event_id": cursor})):
            with server.stream("GET", address, headers=headers, params=query) as answer:
                assert answer.status_code == 200
                assert next(answer.iter_lines()) == "retry: 1000"


@pytest.mark.parametrize("value", [b"\xff\xfe", b'W/"', b",,,", b"*", b"x" * 8000])
def test_headers_that_mean_nothing_are_ignored(client: TestClient, value: bytes) -> None:
    run_id = create(client, external=True)["id"]
    for name in ("If-None-Match", "Last-Event-ID", "Cookie", "Accept", "Accept-Encoding", "Range"):
        answer = client.get(f"/api/runs/{run_id}/evaluations", headers={name: value})
        assert answer.status_code == 200, name
    for cookie in (b"paretoscope_session=" + value, b'paretoscope_session="\\377\\000'):
        assert client.get("/api/runs", headers={"Cookie": cookie}).status_code == 200


@pytest.mark.parametrize("host", ["[", "a[b", "\xbd.example"])
def test_a_host_that_is_no_name_breaks_nothing_where_any_is_served(sqlite_url: str, tmp_path: Path, host: str) -> None:
    settings = Settings(home=tmp_path, database_url=sqlite_url, host="0.0.0.0", token="a long secret")
    headers = {"Host": host.encode("latin-1"), "Authorization": "Bearer a long secret"}
    with TestClient(create_app(settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        problem(client.get("/api/nothing", headers=headers), 404)
        assert client.post("/api/session", json={"token": "a long secret"}, headers=headers).status_code == 204
