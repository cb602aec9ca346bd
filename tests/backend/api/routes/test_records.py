"""Reporting over HTTP, and reading it back."""

import json
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from ...runs.reports import checkpoint, completions, evaluation, event, metrics
from ..requests import create, fields, problem, report


@pytest.fixture
def run_id(client: TestClient) -> str:
    """A run that reports."""
    identity: str = create(client, external=True)["id"]
    return identity


def post(client: httpx.Client, run_id: str, body: bytes) -> httpx.Response:
    headers = {"Content-Type": "application/json"}
    return client.post(f"/api/runs/{run_id}/records", content=body, headers=headers)


def test_a_batch_is_acknowledged_and_counts_once(client: TestClient, run_id: str) -> None:
    first = report(client, run_id, 1, metrics(1, policy__loss=0.5))
    again = report(client, run_id, 1, metrics(1, policy__loss=9.0))

    assert first.json() == {"accepted": True, "attempt": 1, "seq": 1, "stop_requested": False}
    assert again.json() == {"accepted": False, "attempt": 1, "seq": 1, "stop_requested": False}
    [series] = client.get(f"/api/runs/{run_id}/series?key=policy/loss").json()["series"]
    assert series == {
        "key": "policy/loss", "unit": "", "total": 1, "steps": [1], "min": [0.5], "max": [0.5], "last": [0.5],
    }  # fmt: skip


def test_a_stale_batch_is_refused(client: TestClient) -> None:
    run_id = create(client)["id"]
    for attempt in (1, 2):
        client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "w"})
        if attempt == 1:
            client.post(f"/api/runs/{run_id}/finish", json={"attempt": 1, "outcome": "crashed"})
    report(client, run_id, 1, metrics(1, w=1.0), attempt=2)

    assert "Drop it" in problem(report(client, run_id, 5, metrics(2, w=1.0), attempt=1), 409)["instead"]


def test_series_are_folded_and_zoomed(client: TestClient, run_id: str) -> None:
    report(client, run_id, 1, *(metrics(step, system__step_seconds=float(step % 10)) for step in range(5000)))

    [folded] = client.get(f"/api/runs/{run_id}/series?key=system/step_seconds&points=100").json()["series"]
    assert (folded["total"], folded["unit"]) == (5000, "s")
    assert len(folded["steps"]) == len(folded["min"]) == len(folded["max"]) == len(folded["last"]) == 100
    assert (folded["steps"][0], folded["steps"][-1]) == (0, 4999)
    assert (min(folded["min"]), max(folded["max"])) == (0.0, 9.0)
    query = f"/api/runs/{run_id}/series?key=system/step_seconds&from_step=10&to_step=12"
    assert client.get(query).json()["series"][0]["last"] == [0.0, 1.0, 2.0]


def test_series_come_in_the_order_asked_for_and_an_unknown_one_is_empty(client: TestClient, run_id: str) -> None:
    report(client, run_id, 1, metrics(1, a=1.0, b=None))

    found = client.get(f"/api/runs/{run_id}/series?key=zzz&key=b&key=a&key=b").json()["series"]
    assert [(one["key"], one["last"]) for one in found] == [("zzz", []), ("b", [None]), ("a", [1.0])]


def test_the_metrics_of_a_run_are_listed(client: TestClient, run_id: str) -> None:
    report(client, run_id, 1, metrics(1, weight__accuracy=0.5), metrics(2, weight__accuracy=0.7))

    assert client.get(f"/api/runs/{run_id}/series/keys").json()["keys"] == [
        {"key": "weight/accuracy", "unit": "fraction", "count": 2, "last": 0.7, "min": 0.5, "max": 0.7, "last_step": 2}
    ]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "key"),
        ("key=a&points=1", "points"),
        ("key=a&points=1000000", "points"),
        ("key=a&from_step=-1", "from_step"),
        (f"key=a&to_step={10**30}", "to_step"),
        ("&".join(f"key={number}" for number in range(201)), "key"),
    ],
)
def test_series_refuse_bounds_that_make_no_sense(client: TestClient, run_id: str, query: str, field: str) -> None:
    assert fields(client.get(f"/api/runs/{run_id}/series?{query}")) == [field]


def test_evaluations_come_with_reference_point_scale_front_and_checkpoint(client: TestClient, run_id: str) -> None:
    report(
        client,
        run_id,
        1,
        evaluation(0, 0.5, 30, hypervolume=0.01, contribution=0.01),
        evaluation(5, 0.4, 31, hypervolume=0.01, contribution=0.0),
        evaluation(10, 0.6, 20, hypervolume=0.1, contribution=0.09)
        | {"standard_errors": {"accuracy": 0.04, "conciseness": 1.5}, "contribution_error": 0.1}
        | {"hypervolume_interval": [0.02, 0.15]},
        evaluation(10, 0.55, 21, split="test", hypervolume=None),
        checkpoint(10),
        checkpoint(5, deleted=True),
    )

    found = client.get(f"/api/runs/{run_id}/evaluations").json()
    assert found["reference_point"] == {"accuracy": 0.4, "conciseness": 33.0}
    assert found["scale"] == {"accuracy": 1.0, "conciseness": 30.0}
    rows = {(row["step"], row["split"]): row for row in found["evaluations"]}
    assert {place: row["on_front"] for place, row in rows.items()} == {
        (0, "validation"): False,
        (5, "validation"): False,
        (10, "test"): False,
        (10, "validation"): True,
    }
    [saved] = [row for row in client.get(f"/api/runs/{run_id}/checkpoints").json()["checkpoints"] if not row["deleted"]]
    assert rows[10, "validation"]["checkpoint_id"] == saved["id"]
    assert rows[5, "validation"]["checkpoint_id"] is None
    assert rows[10, "validation"].keys() == {
        "step", "split", "objectives", "standard_errors", "weights", "hypervolume", "contribution",
        "contribution_error", "hypervolume_interval", "within_noise", "on_front", "checkpoint_id",
        "prompts", "samples", "job_id",
    }  # fmt: skip
    noisy, exact = rows[10, "validation"], rows[0, "validation"]
    assert (noisy["standard_errors"], noisy["contribution_error"]) == ({"accuracy": 0.04, "conciseness": 1.5}, 0.1)
    assert (noisy["within_noise"], exact["within_noise"]) == (True, False)
    assert (noisy["hypervolume_interval"], exact["hypervolume_interval"]) == ([0.02, 0.15], None)
    latest = client.get(f"/api/runs/{run_id}").json()["latest"]
    assert latest["hypervolume_interval"] == [0.02, 0.15]
    assert (exact["standard_errors"], exact["contribution_error"]) == ({}, None)
    only_test = client.get(f"/api/runs/{run_id}/evaluations?split=test").json()["evaluations"]
    assert [row["objectives"] for row in only_test] == [{"accuracy": 0.55, "conciseness": 21}]


def test_completions_of_the_last_evaluation_are_paged(client: TestClient, run_id: str) -> None:
    report(client, run_id, 1, completions(0, "old"), completions(5, "a", "b", "c"))

    first = client.get(f"/api/runs/{run_id}/completions?limit=2").json()
    second = client.get(f"/api/runs/{run_id}/completions", params={"cursor": first["next_cursor"]}).json()
    assert (first["step"], first["steps"], second["next_cursor"]) == (5, [0, 5], None)
    assert [one["completion"] for one in first["completions"] + second["completions"]] == ["a", "b", "c"]
    assert client.get(f"/api/runs/{run_id}/completions?step=0").json()["completions"][0]["completion"] == "old"
    assert client.get(f"/api/runs/{run_id}/completions?split=test").json() == {
        "step": None, "split": "test", "steps": [], "completions": [], "next_cursor": None,
    }  # fmt: skip
    assert fields(client.get(f"/api/runs/{run_id}/completions?cursor=nonsense")) == ["cursor"]


def test_events_after_an_id_are_the_new_ones(client: TestClient, run_id: str) -> None:
    report(client, run_id, 1, event(1, "first", data={"count": 3}), event(2, "second", level="warning"))

    told = client.get(f"/api/runs/{run_id}/events").json()["events"]
    assert [(one["kind"], one["level"]) for one in told] == [("first", "info"), ("second", "warning")]
    assert told[0]["data"] == {"count": 3}
    rest = client.get(f"/api/runs/{run_id}/events?after={told[0]['id']}").json()["events"]
    assert [one["kind"] for one in rest] == ["second"]
    newest = client.get(f"/api/runs/{run_id}/events?limit=1").json()["events"]
    assert [one["kind"] for one in newest] == ["second"]


def test_an_etag_saves_reading_again_until_the_run_changes(client: TestClient, run_id: str) -> None:
    report(client, run_id, 1, metrics(1, a=1.0), evaluation(0, 0.5, 30))
    for address in (f"/api/runs/{run_id}/series?key=a", f"/api/runs/{run_id}/evaluations", f"/api/fronts?run={run_id}"):
        tag = client.get(address).headers["etag"]
        unchanged = client.get(address, headers={"If-None-Match": tag})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        report(client, run_id, int(tag.rsplit(".", 1)[1].rstrip('"')) + 10, metrics(2, a=2.0))
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", ""),
        (b"[", ""),
        (b"[]", ""),
        (b'{"seq": 1}', "records"),
        (b'{"seq": 0, "records": []}', "seq"),
        (b'{"seq": 1, "records": [], "more": 1}', "more"),
        (b'{"seq": 1, "records": [{"type": "nothing"}]}', "records.0"),
        (b'{"seq": 1, "records": [{"type": "metrics", "step": -1, "values": {}}]}', "records.0.step"),
        (b'{"seq": 1, "records": [{"type": "metrics", "step": 1, "values": {" ab": 1}}]}', "records.0.values. ab"),
        (b'{"seq": 1, "records": [{"type": "event", "kind": "X", "message": ""}]}', "records.0.kind"),
        (b'{"seq": 1, "records": [{"type": "metrics", "step": 1e400, "values": {}}]}', "records.0.step"),
        (b'{"seq": 1, "records": ' + b"[" * 5000 + b"]" * 5000 + b"}", ""),
        (b'{"seq": 1, "records": "\\u0000' + b"[" * 5000 + b'"}', "records"),
        (b'\xff\xfe{"seq": 1}', ""),
    ],
)
def test_a_body_that_is_no_batch_is_refused_with_its_field(
    client: TestClient, run_id: str, body: bytes, field: str
) -> None:
    assert fields(post(client, run_id, body))[0] == field


def test_numbers_too_large_for_a_float_are_gaps(client: TestClient, run_id: str) -> None:
    body = b'{"seq": 1, "records": [{"type": "metrics", "step": 1, "values": {"a": 1e999, "b": NaN, "c": -Infinity}}]}'
    assert post(client, run_id, body).status_code == 200

    found = client.get(f"/api/runs/{run_id}/series?key=a&key=b&key=c").json()["series"]
    assert [one["last"] for one in found] == [[None], [None], [None]]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a\\u0000b", "a\ufffdb"),
        ("a\\ud800b", "a\ufffdb"),
        ("\\udc00", "\ufffd"),
        ("\\ud83d\\ude00", "\U0001f600"),
        ("\\\\u0000", "\\u0000"),
    ],
)
def test_output_that_no_database_keeps_is_mended_not_refused(
    client: TestClient, run_id: str, written: str, read: str
) -> None:
    body = '{"seq": 1, "records": [{"type": "log", "text": "@"}]}'.replace("@", written)
    assert post(client, run_id, body.encode()).status_code == 200

    assert client.get(f"/api/runs/{run_id}").json()["log_tail"] == read


def test_data_of_an_event_may_be_anything_json_is(client: TestClient, run_id: str) -> None:
    data: dict[str, Any] = {"deep": [[[{"x": None}]]], "large": 2**63 - 1, "not a number": float("nan"), "ß": "€"}
    body = json.dumps({"seq": 1, "records": [event(1, data=data)]}).encode()
    assert post(client, run_id, body).status_code == 200

    told = client.get(f"/api/runs/{run_id}/events").json()["events"][0]["data"]
    assert told == data | {"not a number": None}


def test_a_large_batch_is_taken_and_a_larger_one_refused(client: TestClient, run_id: str) -> None:
    large = [{"type": "log", "text": "x" * 199_999} for _ in range(100)]
    assert report(client, run_id, 1, *large).status_code == 200

    refused = problem(report(client, run_id, 2, *(large * 2)), 413)
    assert "32 MiB" in refused["detail"]
    assert client.get(f"/api/runs/{run_id}").json()["log_tail"] == "x" * 65_536


def test_a_batch_of_too_many_records_is_refused(client: TestClient, run_id: str) -> None:
    assert fields(report(client, run_id, 1, *[metrics(1)] * 5001)) == ["records"]
