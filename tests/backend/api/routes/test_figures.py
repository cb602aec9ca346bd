"""Figures and fronts over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from paretoscope.figures import FIGURES

from ...run_configs import MINIMAL
from ...runs.reports import evaluation, metrics
from ..requests import create, fields, problem, report


@pytest.fixture
def run_id(client: TestClient) -> str:
    """A run with points."""
    return reported_run(client)


def reported_run(client: TestClient, **sections: Any) -> str:
    identity: str = create(client, external=True, **sections)["id"]
    records = [
        metrics(step, weight__accuracy=0.5, weight__conciseness=0.5, policy__loss=0.1 / (step + 1))
        for step in range(20)
    ]
    points = [evaluation(step, 0.5 + step / 100, 30 - step, hypervolume=step / 100) for step in range(0, 20, 5)]
    assert report(client, identity, 1, *records, *points).status_code == 200
    return identity


@pytest.mark.parametrize("name", list(FIGURES))
def test_every_figure_is_drawn(client: TestClient, run_id: str, name: str) -> None:
    for theme in ("light", "dark"):
        figure = client.get(f"/api/figures/{name}?run={run_id}&theme={theme}").json()

        assert figure.keys() == {"data", "layout"}
        assert figure["layout"]["meta"]["title"]


@pytest.mark.parametrize("name", list(FIGURES))
def test_every_figure_of_a_run_without_points_is_drawn(client: TestClient, name: str) -> None:
    empty = create(client)["id"]

    assert client.get(f"/api/figures/{name}?run={empty}").status_code == 200


def test_figures_are_listed_with_their_options(client: TestClient) -> None:
    found = {figure["name"]: figure for figure in client.get("/api/figures").json()["figures"]}

    assert found.keys() == FIGURES.keys()
    assert found["weights"]["options"]["properties"]["view"]["enum"] == ["area", "lines", "simplex"]
    assert found["fronts"]["many"]


def test_a_figure_heeds_its_options(client: TestClient, run_id: str) -> None:
    area, lines = (client.get(f"/api/figures/weights?run={run_id}&view={view}").json() for view in ("area", "lines"))

    assert area["data"] != lines["data"]


def test_a_figure_of_several_runs_shows_them_in_the_order_asked_for(client: TestClient, run_id: str) -> None:
    other = reported_run(client, name="other")

    for runs in ([run_id, other], [other, run_id]):
        query = "&".join(f"run={one}" for one in runs)
        figure = client.get(f"/api/figures/hypervolumes?{query}").json()
        drawn = [trace["customdata"][0][0] for trace in figure["data"] if trace.get("customdata")]
        assert list(dict.fromkeys(drawn)) == runs


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("weights", "run"),
        ("weights?run={run}&view=cake", "view"),
        ("weights?run={run}&colour=red", "colour"),
        ("weights?run={run}&theme=pink", "theme"),
        ("objective?run={run}&objective=beauty", "objective"),
        ("front?run={run}&x=beauty", "x"),
        ("weights?run={run}&points=1", "points"),
        ("weights?" + "run={run}&" * 301, "run"),
    ],
)
def test_a_figure_that_cannot_be_drawn_says_which_option_is_wrong(
    client: TestClient, run_id: str, query: str, field: str
) -> None:
    assert fields(client.get(f"/api/figures/{query.format(run=run_id)}")) == [field]


@pytest.mark.parametrize("name", ["group_fronts", "group_means", "difference_map"])
def test_figures_of_groups_are_grouped_by_fields_of_the_config(client: TestClient, name: str) -> None:
    runs = [
        reported_run(client, weighting={"type": method}, seed=seed) for seed in range(2) for method in METHODS_OF_GROUPS
    ]
    query = "&".join(f"run={one}" for one in runs)

    figure = client.get(f"/api/figures/{name}?{query}&by=weighting.type").json()
    groups = {trace["meta"]["group"] for trace in figure["data"] if "group" in trace["meta"]}
    assert groups == set(METHODS_OF_GROUPS)
    by_replicates = client.get(f"/api/figures/{name}?{query}").json()
    assert len({one["meta"]["group"] for one in by_replicates["data"] if "group" in one["meta"]}) == 2

    assert fields(client.get(f"/api/figures/{name}?{query}&by=weighting.colour")) == ["by"]
    assert fields(client.get(f"/api/figures/fronts?{query}&by=weighting.type")) == ["by"]


METHODS_OF_GROUPS = ("fixed", "gradient")


def test_a_figure_of_one_run_refuses_two_of_them(client: TestClient, run_id: str) -> None:
    other = reported_run(client)
    assert fields(client.get(f"/api/figures/weights?run={run_id}&run={other}")) == ["run"]


@pytest.fixture
def sweep(client: TestClient) -> dict[str, Any]:
    """A sweep of two methods with two seeds, all of whose runs have points."""
    request = {
        "name": "two methods",
        "base": MINIMAL,
        "axes": [{"field": "weighting.type", "values": list(METHODS_OF_GROUPS)}],
        "seeds": [0, 1],
    }
    found: dict[str, Any] = client.post("/api/sweeps", json=request).json()
    for place, identity in enumerate(found["runs"]):
        assert client.post(f"/api/runs/{identity}/claim", json={"worker_id": "w"}).status_code == 200
        points = [evaluation(step, 0.5 + step / 100 + place / 20, 30 - step) for step in (0, 5, 10)]
        assert report(client, identity, 1, *points).status_code == 200
    return found


def groups_of(figure: dict[str, Any], part: str) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["meta"].get("part") == part]


@pytest.mark.parametrize("name", ["group_fronts", "group_means", "difference_map"])
def test_a_figure_of_groups_takes_a_sweep_as_if_its_runs_were_named(
    client: TestClient, sweep: dict[str, Any], name: str
) -> None:
    named = "&".join(f"run={one}" for one in sweep["runs"])
    by_sweep, by_runs = (
        client.get(f"/api/figures/{name}?{query}&by=weighting.type").json() for query in (f"sweep={sweep['id']}", named)
    )
    assert by_sweep == by_runs
    assert len(by_sweep["data"]) > 2


def test_figures_of_groups_take_reference_point_scale_and_steps(client: TestClient, sweep: dict[str, Any]) -> None:
    def means(query: str) -> list[dict[str, Any]]:
        url = f"/api/figures/group_means?sweep={sweep['id']}&by=weighting.type&show=hypervolume{query}"
        return groups_of(client.get(url).json(), "mean")

    usual, moved = means(""), means("&reference_point=accuracy:0.3&scale=conciseness:10")
    fronts = client.get(f"/api/fronts?sweep={sweep['id']}&reference_point=accuracy:0.3&scale=conciseness:10").json()
    finals = [run["final"]["hypervolume"] for run in fronts["runs"]]
    assert [trace["y"][-1] for trace in moved] == pytest.approx(
        [(finals[0] + finals[1]) / 2, (finals[2] + finals[3]) / 2], rel=1e-3
    )
    assert usual[0]["y"] != moved[0]["y"]
    assert means("&steps=5:10")[0]["x"] == [5, 10]
    assert means("&steps=last")[0]["x"] == [10]
    assert means("&split=test") == []


def test_the_baseline_is_named_and_is_what_a_difference_map_compares_with(
    client: TestClient, sweep: dict[str, Any]
) -> None:
    url = f"?sweep={sweep['id']}&by=weighting.type&baseline=fixed"
    lines = groups_of(client.get(f"/api/figures/group_fronts{url}").json(), "attainment")
    assert [trace["name"] for trace in lines] == ["fixed, n = 2, baseline", "gradient, n = 2"]
    drawn = client.get(f"/api/figures/difference_map{url}").json()
    # Without a choice, the first group is compared with the baseline, which is the first one here.
    assert {trace["meta"]["group"] for trace in groups_of(drawn, "attainment")} == {"fixed", "gradient"}


def test_groups_are_coloured_by_a_field_on_request(client: TestClient) -> None:
    weights = [{"accuracy": 0.5, "conciseness": 0.5}, {"accuracy": 0.8, "conciseness": 0.2}]
    runs = [
        reported_run(client, weighting={"type": method, key: one})
        for method, key in (("fixed", "weights"), ("gradient", "initial"))
        for one in weights
    ]
    query = "&".join(f"run={one}" for one in runs) + "&by=weighting.type&by=preference"

    def colors(more: str) -> list[str]:
        figure = client.get(f"/api/figures/group_fronts?{query}{more}").json()
        return [trace["line"]["color"] for trace in groups_of(figure, "attainment")]

    own, by_method, by_preference = colors(""), colors("&color_by=weighting.type"), colors("&color_by=preference")
    assert len(set(own)) == 4
    assert by_method == [own[0], own[0], own[1], own[1]]
    assert by_preference == [own[0], own[1], own[0], own[1]]
    assert fields(client.get(f"/api/figures/group_fronts?{query}&color_by=weighting.colour")) == ["color_by"]


def test_lines_of_fronts_are_labelled_at_their_ends(client: TestClient, sweep: dict[str, Any]) -> None:
    figure = client.get(f"/api/figures/group_fronts?sweep={sweep['id']}&by=weighting.type").json()
    labels = {one["name"]: one for one in figure["layout"]["annotations"] if one["name"] != "reference"}
    lines = groups_of(figure, "attainment")
    assert [labels[trace["meta"]["group"]]["text"] for trace in lines] == ["fixed, n = 2", "gradient, n = 2"]
    for trace in lines:
        label = labels[trace["meta"]["group"]]
        assert (label["x"], label["y"]) == (trace["x"][-2], trace["y"][-2])
        assert label["font"]["color"] == trace["line"]["color"]
    assert figure["layout"]["showlegend"] is False


def test_of_more_runs_than_fit_each_group_shows_as_many(client: TestClient) -> None:
    request = {
        "name": "many seeds",
        "base": MINIMAL,
        "mode": "list",
        "cells": [{"weighting.type": method} for method in METHODS_OF_GROUPS],
        "seeds": list(range(160)),
    }
    sweep = client.post("/api/sweeps", json=request).json()
    found = client.get(f"/api/groups?sweep={sweep['id']}&by=weighting.type").json()
    assert (found["total_runs"], [group["n"] for group in found["groups"]]) == (320, [150, 150])
    assert client.get(f"/api/groups?sweep={sweep['id']}&by=weighting.type").json() == found
    assert len(client.get(f"/api/fronts?sweep={sweep['id']}").json()["runs"]) == 300

    figure = client.get(f"/api/figures/group_means?sweep={sweep['id']}&by=weighting.type").json()
    assert figure["layout"]["meta"]["note"].startswith("300 of 320 runs")
    few = client.get(f"/api/figures/group_means?run={sweep['runs'][0]}").json()
    assert "of" not in few["layout"]["meta"]["note"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("group_means?sweep={sweep}&reference_point=beauty:1", "reference_point"),
        ("group_means?sweep={sweep}&scale=accuracy:0", "scale"),
        ("group_means?sweep={sweep}&steps=9:1", "steps"),
        ("group_means?sweep={sweep}&baseline=nobody", "baseline"),
        ("group_means?sweep={sweep}&split=train", "split"),
        ("objectives_over_steps?sweep={sweep}&steps=0:5", "steps"),
        ("fronts?sweep={sweep}&baseline=fixed", "baseline"),
        ("fronts?sweep={sweep}&color_by=seed", "color_by"),
        ("group_means", "run"),
    ],
)
def test_a_selection_that_does_not_fit_is_refused(
    client: TestClient, sweep: dict[str, Any], query: str, field: str
) -> None:
    assert fields(client.get(f"/api/figures/{query.format(sweep=sweep['id'])}")) == [field]


def test_what_does_not_exist_is_not_drawn(client: TestClient, run_id: str) -> None:
    assert "weights" in problem(client.get(f"/api/figures/cake?run={run_id}"), 404)["instead"]
    problem(client.get(f"/api/figures/fronts?run={run_id}&run=nobody"), 404)
    problem(client.get(f"/api/fronts?run={run_id}&run=nobody"), 404)


def test_fronts_of_several_runs_have_one_reference_point_and_scale(client: TestClient, run_id: str) -> None:
    other = create(client, external=True)["id"]
    wider = {"reference_point": {"accuracy": 0.2, "conciseness": 30.0}, "scale": {"accuracy": 1.0, "conciseness": 40.0}}
    report(client, other, 1, evaluation(0, 0.3, 29, hypervolume=9.0, **wider))

    found = client.get(f"/api/fronts?run={run_id}&run={other}").json()

    assert found["reference_point"] == {"accuracy": 0.2, "conciseness": 33.0}
    assert found["scale"] == {"accuracy": 1.0, "conciseness": 40.0}
    assert [one["name"] for one in found["objectives"]] == ["accuracy", "conciseness"]
    first, second = found["runs"]
    assert (first["run_id"], second["run_id"]) == (run_id, other)
    assert second["final"]["hypervolume"] == pytest.approx((0.3 - 0.2) / 1 * (33 - 29) / 40)
    assert first["final"]["hypervolume"] == pytest.approx((0.65 - 0.2) / 1 * (33 - 15) / 40)
    assert [point["on_front"] for point in first["points"]] == [False, False, False, True]
    grown = [point["hypervolume"] for point in first["hypervolume"]]
    assert grown == sorted(grown)


def test_only_shared_objectives_are_compared(client: TestClient, run_id: str) -> None:
    other = create(client, external=True, objectives=[{"type": "accuracy"}, {"type": "clarity"}])["id"]
    report(
        client,
        other,
        1,
        {
            "type": "evaluation",
            "step": 0,
            "split": "validation",
            "objectives": {"accuracy": 0.5, "clarity": 0.1},
            "reference_point": {"accuracy": 0.4, "clarity": 0.0},
            "scale": {"accuracy": 1.0, "clarity": 1.0},
        },
    )

    found = client.get(f"/api/fronts?run={run_id}&run={other}").json()
    assert [one["name"] for one in found["objectives"]] == ["accuracy"]

    alone = create(client, external=True, objectives=[{"type": "clarity"}])["id"]
    clarity = {"objectives": {"clarity": 0.1}, "reference_point": {"clarity": 0.0}, "scale": {"clarity": 1.0}}
    report(client, alone, 1, {"type": "evaluation", "step": 0, "split": "validation", **clarity})
    assert fields(client.get(f"/api/fronts?run={run_id}&run={alone}")) == ["run"]
    for name in ("fronts", "hypervolumes"):
        assert fields(client.get(f"/api/figures/{name}?run={run_id}&run={alone}")) == ["run"]


@pytest.mark.parametrize(
    "told",
    [
        {"reference_point": {}, "scale": {}},
        {"reference_point": {"accuracy": 0.4}, "scale": {"accuracy": 1.0}},
        {"scale": {"accuracy": 1.0, "conciseness": 0.0}},
        {"scale": {"accuracy": 1.0, "conciseness": -3.0}},
        {"reference_point": {"accuracy": None, "conciseness": 1.0}},
        {"objectives": {"accuracy": 0.5}},
        {"objectives": {}},
        {"objectives": {"accuracy": 0.5, "conciseness": 30, "something else": 1.0}},
    ],
)
def test_whatever_another_trainer_reports_can_be_shown(client: TestClient, told: dict[str, Any]) -> None:
    strange = create(client, external=True)["id"]
    assert report(client, strange, 1, evaluation(0, 0.5, 30) | told, evaluation(1, None, 30) | told).status_code == 200

    assert client.get(f"/api/fronts?run={strange}").status_code == 200
    assert len(client.get(f"/api/runs/{strange}/evaluations").json()["evaluations"]) == 2
    for name in FIGURES:
        assert client.get(f"/api/figures/{name}?run={strange}").status_code == 200, name


def test_a_run_without_points_takes_part_in_fronts_without_points(client: TestClient, run_id: str) -> None:
    empty = create(client)["id"]

    first, second = client.get(f"/api/fronts?run={run_id}&run={empty}").json()["runs"]
    assert len(first["points"]) == 4
    assert (second["points"], second["final"]) == ([], None)
    assert client.get(f"/api/fronts?run={empty}").json()["reference_point"] == {}
