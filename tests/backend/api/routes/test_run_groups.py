"""The list of runs in groups over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from ...runs.reports import evaluation
from ..requests import create, fields, report

METHODS: dict[str, dict[str, Any]] = {"fixed": {"type": "fixed"}, "gradient": {"type": "gradient", "eta": 0.5}}
BASE = {
    "policy": {"model": "arithmetic-small"},
    "task": {"type": "arithmetic"},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
}


def run(client: TestClient, method: str, seed: int, accuracy: float | None = None, **sections: Any) -> str:
    """A run; with an accuracy, it has reported one point."""
    identity: str = create(client, external=accuracy is not None, weighting=METHODS[method], seed=seed, **sections)[
        "id"
    ]
    if accuracy is not None:
        point = evaluation(0, accuracy, 20.0, hypervolume=accuracy / 10)
        assert report(client, identity, 1, point).status_code == 200
    return identity


def ask(client: TestClient, query: str) -> dict[str, Any]:
    answer = client.get(f"/api/run-groups?{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def labels(found: dict[str, Any]) -> list[tuple[str, int]]:
    return [(group["label"], group["n"]) for group in found["groups"]]


@pytest.fixture
def runs(client: TestClient) -> list[str]:
    """Two seeds of fixed, one of gradient that has reported nothing."""
    return [
        run(client, "fixed", 0, 0.5, name="fixed, seed 0"),
        run(client, "fixed", 1, 0.7, name="fixed, seed 1"),
        run(client, "gradient", 0, name="gradient, seed 0"),
    ]


def test_replicates_have_one_row_with_means_and_a_name_without_its_seed(client: TestClient, runs: list[str]) -> None:
    found = ask(client, "by=replicates")
    assert labels(found) == [("gradient, seed 0", 1), ("fixed", 2)]
    waiting, fixed = found["groups"]
    assert fixed["run_ids"] == [runs[1], runs[0]]
    assert fixed["objectives"]["accuracy"] == {
        "n": 2,
        "mean": pytest.approx(0.6),
        "standard_error": pytest.approx(0.1),
    }
    assert fixed["hypervolume"]["mean"] == pytest.approx(0.06)
    assert (fixed["methods"], fixed["statuses"], fixed["preference"]["accuracy"]) == (["fixed"], {"running": 2}, 0.5)
    assert waiting["objectives"]["accuracy"] == {"n": 0, "mean": None, "standard_error": None}
    assert (waiting["statuses"], waiting["hypervolume"]["mean"]) == ({"queued": 1}, None)
    assert (found["total"], found["total_runs"], found["next_cursor"]) == (2, 3, None)
    assert [one["name"] for one in found["objectives"]] == ["accuracy", "conciseness"]


def test_runs_are_grouped_by_a_field_and_those_without_it_stay_together(client: TestClient, runs: list[str]) -> None:
    assert labels(ask(client, "by=weighting.type&sort=name")) == [("fixed", 2), ("gradient", 1)]
    assert labels(ask(client, "by=weighting.eta&sort=name")) == [("eta 0.5", 1), ("no eta", 2)]
    assert labels(ask(client, "by=weighting.type&by=seed&sort=-name")) == [
        ("gradient, seed 0", 1), ("fixed, seed 1", 1), ("fixed, seed 0", 1),
    ]  # fmt: skip


def test_the_preference_groups_methods_that_keep_it_in_different_fields(client: TestClient) -> None:
    for method, field in (("fixed", "weights"), ("gradient", "initial")):
        for accuracy in (0.5, 0.8):
            weights = {"accuracy": accuracy, "conciseness": round(1 - accuracy, 1)}
            create(client, weighting=METHODS[method] | {field: weights})
    found = ask(client, "by=preference&sort=name")
    assert labels(found) == [("0.8/0.2", 2), ("balanced", 2)]
    assert found["groups"][0]["preference"] == {"accuracy": 0.8, "conciseness": 0.2}
    assert client.get("/api/run-fields").json()["fields"] == ["weighting.type", "preference"]


def test_sweeps_are_groups_by_their_names(client: TestClient, runs: list[str]) -> None:
    axes = [{"field": "weighting.type", "values": ["fixed", "gradient"]}]
    body = {"name": "which method", "base": BASE, "axes": axes, "seeds": [0, 1]}
    sweep = client.post("/api/sweeps", json=body).json()
    found = ask(client, "by=sweep")
    assert labels(found) == [("which method", 4), ("no sweep", 3)]
    assert found["groups"][0]["key"] == {"sweep": sweep["id"]}
    assert labels(ask(client, f"by=weighting.type&sweep={sweep['id']}&sort=name")) == [("fixed", 2), ("gradient", 2)]


def test_only_matching_runs_are_in_a_group(client: TestClient, runs: list[str]) -> None:
    assert labels(ask(client, "by=weighting.type&status=running")) == [("fixed", 2)]
    assert labels(ask(client, "by=weighting.type&search=seed 0&sort=name")) == [("fixed", 1), ("gradient", 1)]
    assert labels(ask(client, "by=weighting.type&status=failed")) == []


def test_groups_are_sorted_by_hypervolume_with_unknown_ones_last(client: TestClient, runs: list[str]) -> None:
    run(client, "gradient", 1, 0.9, budget={"steps": 7})
    volumes = [group["hypervolume"]["mean"] for group in ask(client, "by=replicates&sort=-hypervolume")["groups"]]
    assert volumes == [pytest.approx(0.09), pytest.approx(0.06), None]
    volumes = [group["hypervolume"]["mean"] for group in ask(client, "by=replicates&sort=hypervolume")["groups"]]
    assert volumes == [pytest.approx(0.06), pytest.approx(0.09), None]


def test_hypervolumes_of_other_axes_have_no_mean_and_no_order(client: TestClient, runs: list[str]) -> None:
    other = create(client, external=True, weighting=METHODS["fixed"], seed=2)["id"]
    point = evaluation(0, 0.9, 20.0, hypervolume=0.9, reference_point={"accuracy": 0.0, "conciseness": 60.0})
    report(client, other, 1, point)
    found = ask(client, "by=weighting.type&sort=name")
    assert found["groups"][0]["hypervolume"] is None
    assert found["hypervolumes_compare"] is False
    assert fields(client.get("/api/run-groups?by=weighting.type&sort=hypervolume")) == ["sort"]


def test_pages_show_every_group_once_also_when_a_new_one_comes_first(client: TestClient) -> None:
    for seed in range(5):
        run(client, "fixed", 0, budget={"steps": 10 + seed})
    first = ask(client, "by=budget.steps&limit=2")
    run(client, "fixed", 0, budget={"steps": 99})
    second = ask(client, f"by=budget.steps&limit=2&cursor={first['next_cursor']}")
    third = ask(client, f"by=budget.steps&limit=2&cursor={second['next_cursor']}")
    shown = [label for page in (first, second, third) for label, _ in labels(page)]
    assert shown == ["steps 14", "steps 13", "steps 12", "steps 11", "steps 10"]
    assert third["next_cursor"] is None


def test_the_list_shows_chosen_runs_only(client: TestClient, runs: list[str]) -> None:
    page = client.get(f"/api/runs?run={runs[0]}&run={runs[2]}&run=unknown").json()
    assert {one["id"] for one in page["runs"]} == {runs[0], runs[2]}
    assert page["total"] == 2


def test_nothing_differs_between_replicates(client: TestClient) -> None:
    for seed in range(2):
        run(client, "fixed", seed, name=f"run {seed}")
    assert client.get("/api/run-fields").json() == {"fields": []}
    assert client.get("/api/run-fields?search=nothing").json() == {"fields": []}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "by"),
        ("by=", "by"),
        ("by=weighting.colour", "by"),
        ("by=replicates&by=weighting.type", "by"),
        ("by=weighting..type", "by"),
        ("by=sweep&sort=step", "sort"),
        ("by=sweep&limit=0", "limit"),
        ("by=sweep&cursor=x", "cursor"),
        ("by=sweep&status=finished", "status.0"),
    ],
)
def test_a_wrong_parameter_is_named(client: TestClient, query: str, field: str) -> None:
    assert fields(client.get(f"/api/run-groups?{query}")) == [field]
