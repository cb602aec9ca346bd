"""Fronts of runs and of groups of runs over HTTP."""

from itertools import pairwise
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import event

from paretoscope.api.http.services import Services

from ...runs.reports import evaluation
from ..requests import create, fields, report
from .test_groups import run


@pytest.fixture
def sweep(client: TestClient) -> list[str]:
    """Three seeds of two methods; gradient is better by 0.2 in accuracy."""
    return [
        *[run(client, "fixed", seed, (0.45, 30), (0.5 + 0.1 * seed, 20)) for seed in range(3)],
        *[run(client, "gradient", seed, (0.45, 30), (0.7 + 0.1 * seed, 20)) for seed in range(3)],
    ]


def ask(client: TestClient, runs: list[str], query: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/fronts?{'&'.join(f'run={one}' for one in runs)}{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_without_groups_there_are_only_runs(client: TestClient, sweep: list[str]) -> None:
    found = ask(client, sweep)
    assert (found["groups"], found["union"], found["differences"]) == ([], None, [])
    assert len(found["runs"]) == 6


def test_a_group_has_its_attainment_surfaces(client: TestClient, sweep: list[str]) -> None:
    fixed, better = ask(client, sweep, "&by=weighting.type")["groups"]
    [pair] = fixed["attainment"]
    assert (pair["x"], pair["y"], pair["runs"], fixed["n"]) == ("accuracy", "conciseness", 3, 3)
    corners = {one["percent"]: one["points"] for one in pair["surfaces"]}
    assert corners == {25: [[0.7, 20.0]], 50: [[0.6, 20.0]], 75: [[0.5, 20.0]]}
    assert better["label"] == "gradient"


def test_shares_and_exclusive_contributions_are_those_of_the_union(client: TestClient, sweep: list[str]) -> None:
    found = ask(client, sweep, "&by=weighting.type")
    fixed, better = found["groups"]
    total = (0.9 - 0.4) * 13 / 30
    assert found["union"]["hypervolume"] == pytest.approx(total)
    assert [(one["run_id"], one["step"]) for one in found["union"]["points"]] == [(sweep[5], 10)]
    assert fixed["hypervolume_share"] == pytest.approx(0.3 / 0.5)
    assert (fixed["exclusive_share"], better["hypervolume_share"]) == (0.0, pytest.approx(1.0))
    assert better["exclusive_share"] == pytest.approx(0.2 / 0.5)
    assert found["union"]["exclusive"][sweep[5]] == pytest.approx(0.1 * 13 / 30)
    assert found["union"]["exclusive"][sweep[0]] == 0.0


def test_indicators_of_runs_are_compared_like_other_measures(client: TestClient, sweep: list[str]) -> None:
    _, better = ask(client, sweep, "&by=weighting.type")["groups"]
    assert [one["value"] for one in better["igd_plus"]["values"]] == pytest.approx([0.2, 0.1, 0.0], abs=1e-9)
    assert [one["value"] for one in better["additive_epsilon"]["values"]] == pytest.approx([0.2, 0.1, 0.0], abs=1e-9)
    assert better["igd_plus"]["difference"]["mean"] == pytest.approx(-0.2)
    assert better["expected_utility"]["mark"] == "best"


def test_two_groups_have_a_difference_map(client: TestClient, sweep: list[str]) -> None:
    found = ask(client, sweep, "&by=weighting.type")
    [difference] = found["differences"]
    assert [difference["one"], difference["other"]] == [group["id"] for group in found["groups"]]
    # An accuracy of 0.65 with 25 tokens is attained by one of the fixed runs and by all of the others.
    inside = [
        one["difference"]
        for one in difference["regions"]
        if (one["x"][0] is None or one["x"][0] < 0.65)
        and one["x"][1] > 0.65
        and one["y"][0] < 25
        and (one["y"][1] is None or one["y"][1] > 25)
    ]
    assert inside == pytest.approx([1 / 3 - 1])
    turned = ask(client, sweep, "&by=weighting.type&difference=gradient&difference=fixed")["differences"][0]
    assert max(one["difference"] for one in turned["regions"]) == pytest.approx(2 / 3)
    assert turned["one"] == difference["other"]


def test_another_split_and_other_steps_are_shown_when_asked_for(client: TestClient, sweep: list[str]) -> None:
    report(client, sweep[0], 2, evaluation(10, 0.44, 22) | {"split": "test"})
    test = ask(client, sweep[:2], "&split=test")
    assert [len(one["points"]) for one in test["runs"]] == [1, 0]
    assert test["runs"][0]["final"]["objectives"] == {"accuracy": 0.44, "conciseness": 22}
    assert [point["step"] for point in ask(client, sweep[:1], "&steps=last")["runs"][0]["points"]] == [10]
    assert [point["step"] for point in ask(client, sweep[:1], "&steps=:5")["runs"][0]["points"]] == [0]


def test_a_moved_reference_point_moves_every_hypervolume(client: TestClient, sweep: list[str]) -> None:
    moved = ask(client, sweep[:1], "&reference_point=accuracy:0.45&scale=conciseness:10")
    assert moved["runs"][0]["final"]["hypervolume"] == pytest.approx((0.5 - 0.45) * 13 / 10)
    assert moved["reference_point"] == {"accuracy": 0.45, "conciseness": 33.0}


def test_many_runs_are_read_with_few_queries(app: FastAPI, client: TestClient) -> None:
    services: Services = app.state.services
    ids = [run(client, "fixed", seed, (0.45, 30), (0.5, 20)) for seed in range(6)]
    statements: list[str] = []
    event.listen(services.database.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    def count(runs: list[str]) -> int:
        statements.clear()
        ask(client, runs)
        return sum(statement.startswith("SELECT") for statement in statements)

    assert count(ids) == count(ids[:1]) + 2  # points and checkpoints, unless they are in memory
    assert count(ids) == count(ids[:1])
    assert not any("evaluations.objectives" in statement for statement in statements)


def test_a_live_run_is_followed_point_by_point(client: TestClient, sweep: list[str]) -> None:
    def points() -> list[tuple[int, float | None]]:
        found = ask(client, sweep[:1])["runs"][0]
        grown = [one["hypervolume"] for one in found["hypervolume"]]
        assert all(one <= two for one, two in pairwise(grown))
        return [(one["step"], one["objectives"]["accuracy"]) for one in found["points"]]

    assert points() == [(0, 0.45), (10, 0.5)]
    report(client, sweep[0], 2, evaluation(20, 0.6, 20))
    assert points() == [(0, 0.45), (10, 0.5), (20, 0.6)]
    report(client, sweep[0], 3, evaluation(10, 0.55, 20))
    assert points() == [(0, 0.45), (10, 0.55), (20, 0.6)]
    report(client, sweep[0], 4, {"type": "resume", "step": 10}, evaluation(20, 0.3, 20))
    assert points() == [(0, 0.45), (10, 0.55), (20, 0.3)]
    report(client, sweep[0], 5, {"type": "resume", "step": 0}, evaluation(0, 0.2, 20))
    assert points() == [(0, 0.2)]


def test_groups_without_points_have_empty_fronts(client: TestClient) -> None:
    empty = [create(client, seed=seed)["id"] for seed in range(2)]
    found = ask(client, empty, "&by=replicates")
    assert [group["attainment"] for group in found["groups"]] == [[]]
    assert found["union"] == {
        "points": [],
        "hypervolume": 0.0,
        "exclusive": dict.fromkeys(empty, 0.0),
        "expected_utility": None,
    }


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("by=weighting.colour", "by"),
        ("by=weighting.type&difference=fixed", "difference"),
        ("by=weighting.type&difference=fixed&difference=nobody", "difference"),
        ("reference_point=accuracy", "reference_point"),
        ("scale=accuracy:inf", "scale"),
        ("steps=-1:5", "steps"),
        ("split=train", "split"),
    ],
)
def test_a_wrong_parameter_is_named(client: TestClient, sweep: list[str], query: str, field: str) -> None:
    assert fields(client.get(f"/api/fronts?run={sweep[0]}&run={sweep[3]}&{query}")) == [field]
