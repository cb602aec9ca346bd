"""The live stream of all runs."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from ...runs.reports import metrics
from ..requests import create, report
from ..streams import listening


def test_new_changed_and_deleted_runs_are_told(server: httpx.Client) -> None:
    with listening(server, "/api/stream") as listener:
        run_id = create(server)["id"]
        told = listener.next("run")
        assert (told.data["id"], told.data["status"]) == (run_id, "queued")

        server.patch(f"/api/runs/{run_id}", json={"name": "another"})
        assert listener.next("run").data["name"] == "another"

        server.delete(f"/api/runs/{run_id}")
        assert listener.next("removed").data == {"id": run_id}


def test_a_run_that_reports_is_told_with_its_step(server: httpx.Client) -> None:
    run_id = create(server, external=True)["id"]
    with listening(server, "/api/stream") as listener:
        for step in range(1, 31):
            report(server, run_id, step, metrics(step, w=1.0))
        steps = [listener.next("run").data["step"]]
        while steps[-1] < 30:
            steps.append(listener.next("run").data["step"])

    assert steps == sorted(set(steps))


def test_a_client_that_comes_back_gets_the_runs_that_changed_since(server: httpx.Client) -> None:
    first = create(server)["id"]
    with listening(server, "/api/stream") as listener:
        second = create(server)["id"]
        while (told := listener.next("run")).data["id"] != second:
            pass
    third = create(server)["id"]
    server.delete(f"/api/runs/{first}")

    with listening(server, "/api/stream", told.id) as listener:
        changed = {listener.next("run").data["id"]}
        while third not in changed:
            changed.add(listener.next("run").data["id"])
        assert listener.next("removed").data == {"id": first}


def test_nothing_is_told_twice(server: httpx.Client) -> None:
    with listening(server, "/api/stream") as listener:
        run_id = create(server)["id"]
        assert listener.next("run").data["id"] == run_id
        assert listener.is_quiet(2.0)


@pytest.mark.parametrize("cursor", ["never", "9" * 18, "-4"])
def test_a_cursor_from_the_future_is_now(server: httpx.Client, cursor: str) -> None:
    with listening(server, "/api/stream", cursor) as listener:
        run_id = create(server)["id"]
        told = listener.next("run")

    assert told.data["id"] == run_id
    assert told.id is not None
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=told.id)
    assert abs(moment - datetime.now(UTC)) < timedelta(minutes=1)
