"""Sweeps over HTTP: made whole or not at all, listed, extended, paused, stopped, retried, deleted."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from paretoscope.api.http import examples
from paretoscope.api.http.services import Services
from paretoscope.schema.answers.sweep import Sweep, SweepPlan
from paretoscope.settings import Settings
from paretoscope.store.models import SweepRow

from ...run_configs import MINIMAL
from ..requests import create, fields, problem
from .test_runs import messages

METHODS = {"field": "weighting.type", "values": ["fixed", "gradient"]}


def sweep(client: TestClient, **parts: Any) -> dict[str, Any]:
    """Makes a sweep of two methods and returns it."""
    answer = client.post("/api/sweeps", json={"name": "methods", "base": MINIMAL, "axes": [METHODS]} | parts)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    Sweep.model_validate(found)
    return found


def refused(client: TestClient, **parts: Any) -> dict[str, Any]:
    """Asks for a sweep that is refused, checks that nothing was made, and returns the only error."""
    for query in ("", "?dry_run=true"):
        body = {"name": "methods", "base": MINIMAL, "axes": [METHODS]} | parts
        found = problem(client.post(f"/api/sweeps{query}", json=body), 422)
    assert client.get("/api/runs").json()["total"] == 0
    assert client.get("/api/sweeps").json() == {"sweeps": []}
    [error] = found["errors"]
    return dict(error)


def runs_of(client: TestClient, sweep_id: str, **query: Any) -> list[dict[str, Any]]:
    answer = client.get("/api/runs", params={"sweep": sweep_id, "sort": "created_at", "limit": 500} | query)
    return list(answer.json()["runs"])


def test_a_sweep_makes_a_run_for_each_seed_of_each_cell(client: TestClient, settings: Settings) -> None:
    create(client)
    made = sweep(client, seeds=[0, 1, 2], priority=3)

    assert [cell["name"] for cell in made["cells"]] == ["fixed", "gradient"]
    assert [cell["overrides"] for cell in made["cells"]] == [{"weighting.type": name} for name in METHODS["values"]]
    assert [run_id for cell in made["cells"] for run_id in cell["run_ids"]] == made["runs"]
    assert (made["total_runs"], made["counts"], made["finished"]) == (6, {"queued": 6}, 0)

    runs = runs_of(client, made["id"])
    assert [run["id"] for run in runs] == made["runs"]
    assert [run["name"] for run in runs] == [f"{name}, seed {seed}" for name in METHODS["values"] for seed in (0, 1, 2)]
    assert [(run["method"], run["config"]["seed"]) for run in runs[2:4]] == [("fixed", 2), ("gradient", 0)]
    assert {(run["sweep_id"], run["priority"]) for run in runs} == {(made["id"], 3)}
    assert [run["sweep_cell"] for run in runs] == [0, 0, 0, 1, 1, 1]
    assert len({run["config_hash"] for run in runs}) == 2
    assert {run_id for [run_id] in messages(settings)} >= set(made["runs"])
    assert client.get(f"/api/sweeps/{made['id']}").json() == made
    assert [one["id"] for one in client.get("/api/sweeps").json()["sweeps"]] == [made["id"]]


def test_a_dry_run_says_what_would_be_made_and_makes_nothing(client: TestClient, settings: Settings) -> None:
    body = {"name": "methods", "base": MINIMAL, "axes": [METHODS], "seeds": [4, 5]}
    answer = client.post("/api/sweeps?dry_run=true", json=body)

    assert answer.status_code == 200
    plan = answer.json()
    assert plan["total_runs"] == 4
    assert plan["cells"][1]["run_names"] == ["gradient, seed 4", "gradient, seed 5"]
    assert (plan["estimated_seconds"], plan["compared_runs"]) == (None, 0)
    assert client.get("/api/runs").json()["total"] == 0
    assert messages(settings) == []


def test_the_example_of_a_plan_is_one() -> None:
    SweepPlan.model_validate(examples.PLAN_CONTENT["application/json"]["example"])


def test_one_wrong_cell_refuses_the_sweep_and_is_named(client: TestClient) -> None:
    axes = [METHODS, {"field": "weighting.eta", "values": [0.1, 0.2]}]
    for query in ("", "?dry_run=true"):
        found = problem(client.post(f"/api/sweeps{query}", json={"name": "eta", "base": MINIMAL, "axes": axes}), 422)
    assert found["title"] == "Cell 0 of the sweep is not valid"
    assert found["errors"][0]["field"] == "weighting.eta"
    assert found["errors"][0]["message"].startswith("Cell 0 (fixed, eta 0.1): ")
    assert client.get("/api/runs").json()["total"] == 0


@pytest.mark.parametrize(
    ("parts", "field", "words"),
    [
        ({"axes": [{"field": "weighting.nothing", "values": [1]}]}, "axes.0.field", "no field 'weighting.nothing'"),
        ({"axes": [{"field": "name", "values": ["a", "b"]}]}, "axes.0.field", "named after what differs"),
        ({"axes": [{"field": "seed", "values": [0, 1]}]}, "axes.0.field", "Give them as seeds"),
        ({"axes": [{"field": "weighting.type", "values": []}]}, "axes.0.values", "at least 1 item"),
        ({"axes": [{"field": "weighting.type", "values": ["fixed", "fixed"]}]}, "axes.0.values", "listed twice"),
        ({"axes": [METHODS, METHODS]}, "axes", "varies twice"),
        ({"axes": [{"field": "budget.steps", "values": list(range(1, 5002))}], "seeds": [0, 1]}, "axes", "10,002 runs"),
        ({"seeds": [1, 1]}, "seeds", "listed twice"),
        ({"seeds": []}, "seeds", "at least 1 item"),
        ({"seeds": [-1]}, "seeds.0", "greater than or equal to 0"),
        ({"mode": "zip", "axes": [METHODS, {"field": "budget.steps", "values": [1]}]}, "axes", "equally many values"),
        ({"mode": "list", "axes": []}, "cells", "at least one cell"),
        ({"mode": "random", "axes": [], "draws": 3}, "ranges", "nothing to draw"),
        ({"mode": "random"}, "draws", "draws is missing"),
        ({"mode": "random", "draws": 3}, "draws", "only 2 were found"),
        ({"draws": 3}, "draws", "has no draws"),
        ({"base": MINIMAL | {"fork": {"run_id": "gone", "step": 3}}}, "fork.run_id", "Cell 0 (fixed): There is no run"),
        ({"base": MINIMAL | {"policy": {"model": "/etc"}}}, "policy.model", "Cell 0 (fixed): '/etc' is not inside"),
        ({"name": ""}, "name", "at least 1 character"),
        ({"repeat": 3}, "repeat", "no setting of this name"),
    ],
)  # fmt: skip
def test_a_wrong_sweep_is_refused_with_the_field_and_the_reason(
    client: TestClient, parts: dict[str, Any], field: str, words: str
) -> None:
    error = refused(client, **parts)
    assert error["field"] == field
    assert words in error["message"]


def test_more_seeds_and_values_are_added_and_what_is_there_stays(client: TestClient, settings: Settings) -> None:
    made = sweep(client, seeds=[0])
    url = f"/api/sweeps/{made['id']}"
    before = len(messages(settings))

    more = client.post(f"{url}/extend", json={"seeds": [1]}).json()
    assert [cell["run_ids"][0] for cell in more["cells"]] == made["runs"]
    assert (more["seeds"], more["total_runs"]) == ([0, 1], 4)

    values = [{"field": "weighting.type", "values": ["mgda"]}]
    most = client.post(f"{url}/extend", json={"axes": values}).json()
    assert [cell["run_ids"] for cell in most["cells"][:2]] == [cell["run_ids"] for cell in more["cells"]]
    assert (most["cells"][2]["name"], len(most["cells"][2]["run_ids"])) == ("mgda", 2)
    assert [run["name"] for run in runs_of(client, made["id"])][2:4] == ["fixed, seed 1", "gradient, seed 1"]
    assert len(messages(settings)) == before + 4


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "seeds"),
        ({"seeds": [0]}, "seeds"),
        ({"axes": [{"field": "budget.steps", "values": [3]}]}, "axes.0.field"),
        ({"axes": [{"field": "weighting.type", "values": ["fixed"]}]}, "axes.0.values"),
        ({"axes": [{"field": "weighting.type", "values": ["nonsense"]}]}, "weighting"),
        ({"cells": [{"budget.steps": 3}]}, "cells"),
    ],
)
def test_a_wrong_extension_changes_nothing(client: TestClient, body: dict[str, Any], field: str) -> None:
    made = sweep(client)
    assert fields(client.post(f"/api/sweeps/{made['id']}/extend", json=body)) == [field]
    assert client.get(f"/api/sweeps/{made['id']}").json() == made


def test_random_cells_are_the_same_for_the_same_seed_and_grow_by_more_draws(client: TestClient) -> None:
    ranges = [
        {"field": "optimizer.learning_rate", "low": 1e-5, "high": 1e-3, "scale": "log"},
        {"field": "budget.steps", "low": 5, "high": 50, "integer": True},
    ]
    parts: dict[str, Any] = {"mode": "random", "axes": [METHODS], "ranges": ranges, "draws": 4, "draw_seed": 7}
    first, second = sweep(client, **parts), sweep(client, **parts)
    longer = client.post(f"/api/sweeps/{first['id']}/extend", json={"draws": 2}).json()

    drawn = [cell["overrides"] for cell in first["cells"]]
    assert [cell["overrides"] for cell in second["cells"]] == drawn
    assert [cell["overrides"] for cell in longer["cells"]][:4] == drawn
    assert len(longer["cells"]) == 6
    assert all(1e-5 <= one["optimizer.learning_rate"] <= 1e-3 for one in drawn)
    assert all(isinstance(one["budget.steps"], int) and 5 <= one["budget.steps"] <= 50 for one in drawn)


def test_a_list_and_a_zip_make_the_cells_that_are_given(client: TestClient) -> None:
    listed = sweep(client, mode="list", axes=[], cells=[{}, {"weighting.type": "gradient", "weighting.eta": 1.0}])
    assert [cell["name"] for cell in listed["cells"]] == ["base", "gradient, eta 1"]
    zipped = sweep(client, mode="zip", axes=[METHODS, {"field": "budget.steps", "values": [5, 6]}])
    assert [cell["name"] for cell in zipped["cells"]] == ["fixed, steps 5", "gradient, steps 6"]


def test_a_field_of_a_section_that_the_base_leaves_out_can_vary(client: TestClient) -> None:
    weights = [{"accuracy": 0.25, "conciseness": 0.75}, {"accuracy": 0.75, "conciseness": 0.25}]
    axes = [{"field": "weighting.weights", "values": weights}, {"field": "algorithm.group_size", "values": [4, 8]}]
    made = sweep(client, axes=axes)
    assert [cell["name"] for cell in made["cells"]][:2] == ["0.25/0.75, group_size 4", "0.25/0.75, group_size 8"]
    first = runs_of(client, made["id"])[0]["config"]
    assert (first["weighting"], first["algorithm"]["group_size"]) == ({"type": "fixed", "weights": weights[0]}, 4)


def test_a_sweep_over_a_field_that_no_longer_exists_is_still_shown(app: FastAPI, client: TestClient) -> None:
    made = sweep(client)
    services: Services = app.state.services
    with services.database.write() as session:
        row = session.get_one(SweepRow, made["id"])
        row.definition = row.definition | {"axes": [{"field": "weighting.forgotten", "values": [1]}]}
    [shown] = client.get("/api/sweeps").json()["sweeps"]
    assert shown["axes"][0]["field"] == "weighting.forgotten"
    assert client.get(f"/api/sweeps/{made['id']}").status_code == 200


def test_a_stopped_sweep_stops_its_runs(client: TestClient) -> None:
    made = sweep(client)
    stopped = client.post(f"/api/sweeps/{made['id']}/stop").json()
    assert (stopped["counts"], stopped["finished"], stopped["seconds_left"]) == ({"stopped": 2}, 2, 0.0)


def test_failed_runs_are_queued_again_by_a_retry(client: TestClient, settings: Settings) -> None:
    made = sweep(client)
    failed, waiting = made["runs"]
    client.post(f"/api/runs/{failed}/claim", json={"worker_id": "w"})
    client.post(f"/api/runs/{failed}/finish", json={"attempt": 1, "outcome": "failed"})
    before = len(messages(settings))

    again = client.post(f"/api/sweeps/{made['id']}/retry").json()

    assert again["counts"] == {"queued": 2}
    assert messages(settings).count([failed]) == 2
    assert messages(settings).count([waiting]) == 1
    assert len(messages(settings)) == before + 1


def test_one_failed_cell_is_retried_and_says_why_it_failed(client: TestClient) -> None:
    made = sweep(client)
    for run_id in made["runs"]:
        client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "w"})
        error = {"type": "OutOfMemoryError", "message": f"No room for {run_id}.", "traceback": ""}
        client.post(f"/api/runs/{run_id}/finish", json={"attempt": 1, "outcome": "failed", "error": error})
    url = f"/api/sweeps/{made['id']}"
    assert [cell["error"] for cell in client.get(url).json()["cells"]] == [
        f"No room for {one}." for one in made["runs"]
    ]

    again = client.post(f"{url}/retry?cell=1").json()

    assert [(cell["counts"], cell["error"] is None) for cell in again["cells"]] == [
        ({"failed": 1}, False),
        ({"queued": 1}, True),
    ]
    assert [(cell["step"], cell["total_steps"] > 0) for cell in again["cells"]] == [(0, True), (0, True)]
    assert fields(client.post(f"{url}/retry?cell=2")) == ["cell"]
    assert fields(client.post(f"{url}/retry?cell=-1")) == ["cell"]
    assert client.get(url).json()["counts"] == {"failed": 1, "queued": 1}


def test_a_sweep_is_deleted_with_its_runs_or_without(client: TestClient) -> None:
    made = sweep(client)
    assert client.delete(f"/api/sweeps/{made['id']}").status_code == 204
    problem(client.get(f"/api/sweeps/{made['id']}"), 404)
    runs = client.get("/api/runs").json()["runs"]
    assert [(run["status"], run["sweep_id"]) for run in runs] == [("queued", None)] * 2

    other = sweep(client)
    client.post(f"/api/runs/{other['runs'][0]}/claim", json={"worker_id": "w"})
    refusal = problem(client.delete(f"/api/sweeps/{other['id']}?runs=true"), 409)
    assert "1 runs of sweep" in refusal["detail"]
    client.post(f"/api/runs/{other['runs'][0]}/finish", json={"attempt": 1, "outcome": "completed"})
    assert client.delete(f"/api/sweeps/{other['id']}?runs=true").status_code == 204
    assert client.get("/api/runs").json()["total"] == 2


def test_a_paused_sweep_is_not_deleted_from_under_the_runs_that_it_holds_back(client: TestClient) -> None:
    made = sweep(client)
    client.patch(f"/api/sweeps/{made['id']}", json={"paused": True})
    refusal = problem(client.delete(f"/api/sweeps/{made['id']}"), 409)
    assert "2 queued runs wait" in refusal["detail"]
    assert f"/api/sweeps/{made['id']}/stop" in refusal["instead"]
    assert client.get(f"/api/sweeps/{made['id']}").json()["counts"] == {"queued": 2}

    client.post(f"/api/sweeps/{made['id']}/stop")
    assert client.delete(f"/api/sweeps/{made['id']}").status_code == 204
    assert {run["status"] for run in client.get("/api/runs").json()["runs"]} == {"stopped"}
    other = sweep(client)
    client.patch(f"/api/sweeps/{other['id']}", json={"paused": True})
    assert client.delete(f"/api/sweeps/{other['id']}?runs=true").status_code == 204


def test_all_methods_of_a_sweep_start_with_the_preference_of_its_base(client: TestClient) -> None:
    leaning = {"accuracy": 0.8, "conciseness": 0.2}
    made = sweep(client, base=MINIMAL | {"weighting": {"type": "fixed", "weights": leaning}})
    assert [run["preference"] for run in runs_of(client, made["id"])] == [leaning, leaning]


def test_more_seeds_are_replicates_of_the_runs_that_a_cell_has(client: TestClient, app: FastAPI) -> None:
    made = sweep(client)
    services: Services = app.state.services
    with services.database.write() as session:
        row = session.get_one(SweepRow, made["id"])
        weighted = {"type": "fixed", "weights": {"accuracy": 0.8, "conciseness": 0.2}}
        row.definition = row.definition | {"base": MINIMAL | {"weighting": weighted}}
    client.post(f"/api/sweeps/{made['id']}/extend", json={"seeds": [1]})
    runs = runs_of(client, made["id"])
    assert len(runs) == 4
    assert [run["config"]["seed"] for run in runs if run["method"] == "gradient"] == [0, 1]
    assert len({run["config_hash"] for run in runs}) == 2


def test_a_sweep_deleted_while_it_runs_leaves_its_run_to_its_worker(client: TestClient) -> None:
    made = sweep(client)
    run_id = made["runs"][0]
    client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "w"})
    assert client.delete(f"/api/sweeps/{made['id']}").status_code == 204

    assert client.post(f"/api/runs/{run_id}/heartbeat", json={"attempt": 1}).json()["action"] == "continue"
    finished = client.post(f"/api/runs/{run_id}/finish", json={"attempt": 1, "outcome": "completed"}).json()
    assert (finished["status"], finished["sweep_id"]) == ("completed", None)


def test_name_notes_and_priority_of_a_sweep_change(client: TestClient) -> None:
    made = sweep(client)
    changed = client.patch(f"/api/sweeps/{made['id']}", json={"name": "other", "notes": "why", "priority": 5}).json()
    assert (changed["name"], changed["notes"], changed["priority"]) == ("other", "why", 5)
    assert {run["priority"] for run in runs_of(client, made["id"])} == {5}
    assert fields(client.patch(f"/api/sweeps/{made['id']}", json={"priority": 5000})) == ["priority"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/extend"), ("POST", "/stop"), ("POST", "/retry")],
)
def test_an_unknown_sweep_is_not_found(app: FastAPI, client: TestClient, method: str, path: str) -> None:
    answer = client.request(
        method,
        f"/api/sweeps/nobody{path}",
        json=None if method in {"GET", "DELETE"} else {"name": "x"} if method == "PATCH" else {"seeds": [1]},
    )
    assert problem(answer, 404)["title"] == "Sweep not found"


def test_the_runs_of_a_sweep_are_compared_by_its_id(client: TestClient) -> None:
    made = sweep(client, seeds=[0, 1])
    found = client.get(f"/api/groups?sweep={made['id']}&by=weighting.type").json()
    assert [group["run_ids"] for group in found["groups"]] == [cell["run_ids"] for cell in made["cells"]]
    assert [run["run_id"] for run in client.get(f"/api/fronts?sweep={made['id']}").json()["runs"]] == made["runs"]
    problem(client.get("/api/fronts?sweep=nothing"), 404)
