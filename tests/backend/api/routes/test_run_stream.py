"""The live stream of a run over a real connection: nothing lost, nothing twice, across reconnects and restarts."""

import asyncio
import socket

import fastapi.routing
import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from paretoscope import live
from paretoscope.api.app import create_app
from paretoscope.api.routes import run_stream
from paretoscope.settings import Settings

from ...runs.reports import completions, evaluation, event, metrics, resume
from ..conftest import URL
from ..requests import create, report
from ..streams import Event, Listener, listening


def run_of(client: httpx.Client) -> str:
    identity: str = create(client, external=True)["id"]
    return identity


def steps_of(events: list[Event], key: str = "w") -> list[int]:
    found = (event.data["series"].get(key, {"steps": []})["steps"] for event in events if event.name == "metrics")
    return [step for steps in found for step in steps]


def test_a_new_client_gets_the_run_at_once_and_then_only_what_is_new(server: httpx.Client) -> None:
    run_id = run_of(server)
    report(server, run_id, 1, metrics(1, w=1.0), event(1))
    with listening(server, f"/api/runs/{run_id}/stream") as listener:
        [first] = listener.until("run")
        assert (first.data["id"], first.data["step"]) == (run_id, 1)

        report(server, run_id, 2, metrics(2, w=2.0), evaluation(2, 0.6, 29), event(2), completions(2, "a"))
        told = listener.until("run")

    assert [one.name for one in told] == ["metrics", "evaluation", "completions", "event", "run"]
    assert told[0].data == {"series": {"w": {"steps": [2], "values": [2.0]}}}
    assert (told[1].data["step"], told[1].data["on_front"]) == (2, True)
    assert told[2].data == {"step": 2, "split": "validation"}
    assert told[3].data["message"] == "At step 2."
    assert told[4].data["step"] == 2


@pytest.fixture
def only_hints(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that compares versions once, when it starts, and then hears of changes from hints alone."""
    monkeypatch.setattr(live, "POLL_SECONDS", 3600.0)


@pytest.mark.usefixtures("only_hints")
def test_a_hint_alone_tells_each_change(server: httpx.Client) -> None:
    run_id = run_of(server)
    with listening(server, f"/api/runs/{run_id}/stream") as listener:
        listener.until("run")
        for step in range(1, 21):
            report(server, run_id, step, metrics(step, w=1.0))
            assert steps_of(listener.until("run")) == [step]


def test_a_client_that_comes_back_gets_what_it_missed(server: httpx.Client) -> None:
    run_id = run_of(server)
    report(server, run_id, 1, metrics(1, w=1.0))
    with listening(server, f"/api/runs/{run_id}/stream") as listener:
        seen = listener.until("run")[-1].id
    report(server, run_id, 2, metrics(2, w=2.0), event(2))
    report(server, run_id, 3, metrics(3, w=3.0))

    for address, header in (
        (f"/api/runs/{run_id}/stream", seen),
        (f"/api/runs/{run_id}/stream?last_event_id={seen}", None),
    ):
        with listening(server, address, header) as listener:
            told = listener.until("run")
            assert steps_of(told) == [2, 3]
            assert [one.data["step"] for one in told if one.name == "event"] == [2]
            assert listener.is_quiet(0.3)


def test_a_client_cut_off_in_the_middle_of_a_change_gets_all_of_it_again(server: httpx.Client) -> None:
    run_id = run_of(server)
    with listening(server, f"/api/runs/{run_id}/stream") as listener:
        seen = listener.until("run")[-1].id
        report(server, run_id, 1, metrics(1, w=1.0), event(1))
        told = listener.until("run")

    assert [one.id for one in told[:-1]] == [seen] * (len(told) - 1)
    assert told[-1].id is not None
    assert seen is not None
    assert told[-1].id > seen


def test_a_client_that_reconnects_at_every_turn_sees_every_point_once(server: httpx.Client) -> None:
    run_id, seen, steps = run_of(server), None, []
    with listening(server, f"/api/runs/{run_id}/stream") as listener:
        seen = listener.until("run")[-1].id
    for step in range(1, 31):
        report(server, run_id, step, metrics(step, w=float(step)))
        if step % 3 == 0:
            with listening(server, f"/api/runs/{run_id}/stream", seen) as listener:
                told = listener.until("run")
                seen = told[-1].id
                steps += steps_of(told)

    assert steps == list(range(1, 31))


def test_a_stream_goes_on_after_the_server_was_started_again(app: FastAPI, settings: Settings) -> None:
    with TestClient(app, base_url=URL) as client:
        run_id = run_of(client)
        report(client, run_id, 1, metrics(1, w=1.0))
        changes = run_stream._read(app.state.services, run_id, 0)
        assert changes is not None
        seen = changes[0]
        report(client, run_id, 2, metrics(2, w=2.0))

    restarted = create_app(settings)
    found = run_stream._read(restarted.state.services, run_id, seen)
    assert found is not None
    assert any('"w":{"steps":[2],"values":[2.0]}' in (told.raw_data or "") for told in found[1])


def test_a_resumed_run_tells_which_points_are_void(server: httpx.Client) -> None:
    run_id = run_of(server)
    report(server, run_id, 1, *(metrics(step, w=0.0) for step in range(1, 11)))
    with listening(server, f"/api/runs/{run_id}/stream") as listener:
        listener.until("run")
        report(server, run_id, 2, resume(5), metrics(6, w=1.0))
        told = listener.until("run")

    assert (told[0].name, told[0].data) == ("reset", {"step": 5})
    assert steps_of(told) == [6]


@pytest.mark.parametrize("cursor", ["never", "-1", "9" * 30, "999999999", "1e3", "²"])
def test_a_cursor_that_no_stream_gave_makes_a_client_fetch_everything_again(server: httpx.Client, cursor: str) -> None:
    run_id = run_of(server)
    report(server, run_id, 1, metrics(1, w=1.0))
    with listening(server, httpx.URL(f"/api/runs/{run_id}/stream", params={"last_event_id": cursor})) as listener:  # type: ignore[arg-type]
        told = listener.until("run")

    assert (told[0].name, told[0].data) == ("reset", {"step": -1})


def test_a_deleted_run_ends_its_stream(server: httpx.Client) -> None:
    run_id: str = create(server)["id"]
    with listening(server, f"/api/runs/{run_id}/stream") as listener:
        listener.until("run")
        server.delete(f"/api/runs/{run_id}")
        assert listener.next("removed").data == {"id": run_id}


def test_a_silent_stream_is_kept_alive(server: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fastapi.routing, "_PING_INTERVAL", 0.2)
    run_id = run_of(server)
    with listening(server, f"/api/runs/{run_id}/stream") as listener:
        for _ in range(3):
            assert listener.next("comment", seconds=2).data == "ping"


def test_a_change_without_a_hint_is_noticed_all_the_same(server: httpx.Client, settings: Settings) -> None:
    run_id = run_of(server)
    other = TestClient(create_app(settings), base_url=URL)
    with listening(server, f"/api/runs/{run_id}/stream") as listener:
        listener.until("run")
        report(other, run_id, 1, metrics(1, w=1.0))
        assert steps_of(listener.until("run", seconds=5)) == [1]


def test_many_clients_of_a_run_share_one_read(
    server: httpx.Client, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id, reads = run_of(server), []
    read = run_stream._read
    monkeypatch.setattr(run_stream, "_read", lambda *place: (reads.append(place), read(*place))[1])

    async def follow() -> None:
        async with httpx.AsyncClient(base_url=server.base_url, timeout=20, limits=httpx.Limits()) as client:
            await asyncio.gather(*(_read_until_step(client, run_id, 1) for _ in range(40)), _report_soon())

    async def _report_soon() -> None:
        await asyncio.sleep(1.5)
        reads.clear()
        await asyncio.to_thread(report, server, run_id, 1, metrics(1, w=1.0))

    asyncio.run(follow())

    assert len(reads) <= 5


async def _read_until_step(client: httpx.AsyncClient, run_id: str, step: int) -> None:
    async with client.stream("GET", f"/api/runs/{run_id}/stream") as answer:
        async for line in answer.aiter_lines():
            if line.startswith("data: ") and f'"steps":[{step}]' in line:
                return


def test_a_client_that_does_not_read_does_not_hold_others_up(server: httpx.Client) -> None:
    run_id = run_of(server)
    host, port = server.base_url.host, server.base_url.port
    with socket.create_connection((host, port or 80)) as stuck:
        stuck.sendall(f"GET /api/runs/{run_id}/stream HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        text = "x" * 100_000
        for step in range(1, 81):
            report(server, run_id, step, metrics(step, w=1.0), event(step, message=text))
        with listening(server, f"/api/runs/{run_id}/stream") as listener:
            assert listener.until("run")[-1].data["step"] == 80
            report(server, run_id, 81, metrics(81, w=1.0))
            assert steps_of(listener.until("run", seconds=5)) == [81]


def test_listener_is_quiet_when_nothing_changes(server: httpx.Client) -> None:
    run_id = run_of(server)
    with listening(server, f"/api/runs/{run_id}/stream") as listener:
        listener.until("run")
        assert Listener.is_quiet(listener, 1.5)
