"""Tags, notes and the archive over HTTP: set, changed, and chosen by."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from ...run_configs import MINIMAL
from ...runs.reports import evaluation
from ..requests import create, fields, problem, report


def tagged(client: TestClient, *tags: str, external: bool = False, **sections: Any) -> str:
    body = {"config": MINIMAL | sections, "tags": list(tags), "external": external}
    answer = client.post("/api/runs", json=body)
    assert answer.status_code == 201, answer.text
    identity: str = answer.json()["id"]
    return identity


def tags_of(client: TestClient, run_id: str) -> list[str]:
    found: list[str] = client.get(f"/api/runs/{run_id}").json()["tags"]
    return found


def listed(client: TestClient, query: str) -> list[str]:
    answer = client.get(f"/api/runs?sort=created_at&{query}")
    assert answer.status_code == 200, answer.text
    return [run["id"] for run in answer.json()["runs"]]


def test_a_run_is_made_with_tags_and_notes_that_are_no_part_of_its_config(client: TestClient) -> None:
    body = {"config": MINIMAL, "tags": ["paper", " baseline "], "notes": "first\nsecond"}
    run = client.post("/api/runs", json=body).json()

    assert (run["tags"], run["notes"], run["archived"]) == (["baseline", "paper"], "first\nsecond", False)
    assert run["config_hash"] == create(client)["config_hash"]
    assert "tags" not in run["config"]


@pytest.mark.parametrize("tag", ["", "a,b", "x" * 65, "two\nlines"])
def test_what_is_no_tag_is_refused_everywhere(client: TestClient, tag: str) -> None:
    run_id = create(client)["id"]

    assert fields(client.post("/api/runs", json={"config": MINIMAL, "tags": [tag]})) == ["tags.0"]
    assert fields(client.patch(f"/api/runs/{run_id}", json={"tags": ["good", tag]})) == ["tags.1"]
    assert fields(client.post("/api/runs/tags", json={"runs": [run_id], "add": [tag]})) == ["add.0"]
    for route in ("runs", "run-groups", "fronts", "groups", "figures/fronts"):
        assert fields(client.get(f"/api/{route}", params={"tag": tag, "by": "tag"})) == ["tag.0"]


def test_the_tags_of_a_run_are_replaced_and_the_old_ones_kept_as_an_event(client: TestClient) -> None:
    run_id = tagged(client, "old", "both")

    changed = client.patch(f"/api/runs/{run_id}", json={"tags": ["new", "both"]}).json()

    assert changed["tags"] == tags_of(client, run_id) == ["both", "new"]
    [event] = client.get(f"/api/runs/{run_id}/events").json()["events"]
    assert (event["kind"], event["message"]) == ("tags_changed", "Tags were changed: added new; removed old.")
    assert event["data"] == {"before": ["both", "old"], "after": ["both", "new"]}
    client.patch(f"/api/runs/{run_id}", json={"tags": ["both", "new"]})
    assert len(client.get(f"/api/runs/{run_id}/events").json()["events"]) == 1


def test_several_runs_are_tagged_at_once(client: TestClient) -> None:
    first, second, third = tagged(client, "draft"), tagged(client, "paper"), tagged(client, "draft")

    body = {"runs": [first, second, first], "add": ["paper"], "remove": ["draft"]}
    answer = client.post("/api/runs/tags", json=body)

    assert answer.json() == {"runs": [first]}
    assert [tags_of(client, run) for run in (first, second, third)] == [["paper"], ["paper"], ["draft"]]


def test_a_wrong_request_tags_no_run(client: TestClient) -> None:
    run_id = tagged(client, *(f"tag {number}" for number in range(50)))
    other = tagged(client)

    problem(client.post("/api/runs/tags", json={"runs": [other, "nobody"], "add": ["a"]}), 404)
    assert fields(client.post("/api/runs/tags", json={"runs": [other], "add": ["a"], "remove": ["a"]})) == ["remove"]
    assert fields(client.post("/api/runs/tags", json={"runs": [other, run_id], "add": ["one more"]})) == ["add"]
    assert fields(client.post("/api/runs/tags", json={"runs": [other]})) == ["add"]
    assert fields(client.post("/api/runs/tags", json={"runs": [], "add": ["a"]})) == ["runs"]
    assert tags_of(client, other) == []


def test_the_list_is_narrowed_by_every_tag_that_is_given(client: TestClient) -> None:
    both, one, none = tagged(client, "a", "b"), tagged(client, "a"), tagged(client, "A")

    assert listed(client, "tag=a") == [both, one]
    assert listed(client, "tag=a&tag=b") == [both]
    assert listed(client, "tag=nothing") == []
    assert listed(client, "") == [both, one, none]
    assert client.get("/api/runs?tag=a&limit=1").json()["total"] == 2


def test_archived_runs_are_hidden_unless_they_are_asked_for(client: TestClient) -> None:
    kept, gone = tagged(client, "a"), tagged(client, "a")

    changed = client.patch(f"/api/runs/{gone}", json={"archived": True}).json()

    assert changed["archived"]
    assert listed(client, "") == listed(client, "archived=false") == [kept]
    assert listed(client, "archived=true") == [gone]
    assert listed(client, "archived=any") == [kept, gone]
    assert listed(client, f"run={gone}") == [gone]
    assert client.get("/api/run-groups?by=tag").json()["total_runs"] == 1
    assert client.get("/api/run-groups?by=tag&archived=any").json()["total_runs"] == 2
    assert client.get("/api/tags").json() == {"tags": [{"name": "a", "count": 1}]}
    assert fields(client.get("/api/runs?archived=maybe")) == ["archived"]


def test_runs_go_into_the_archive_and_come_back(client: TestClient) -> None:
    first, second = create(client)["id"], create(client)["id"]

    assert client.post("/api/runs/archive", json={"runs": [first]}).json() == {"runs": [first]}
    assert client.post("/api/runs/archive", json={"runs": [first, second]}).json() == {"runs": [second]}
    back = {"runs": [first, second], "archived": False}
    assert client.post("/api/runs/archive", json=back).json() == {"runs": [first, second]}
    assert listed(client, "") == [first, second]
    told = client.get(f"/api/runs/{first}/events").json()["events"]
    assert [event["kind"] for event in told] == ["run_archived", "run_unarchived"]


def test_tags_are_listed_with_those_of_most_runs_first(client: TestClient) -> None:
    tagged(client, "b", "c")
    tagged(client, "c")
    gone = tagged(client, "a")
    tagged(client, "a")
    client.post(f"/api/runs/{gone}/stop")
    client.delete(f"/api/runs/{gone}")

    found = client.get("/api/tags").json()["tags"]
    assert [(one["name"], one["count"]) for one in found] == [("c", 2), ("a", 1), ("b", 1)]


def test_a_tag_stands_for_its_runs_wherever_runs_are_compared(client: TestClient) -> None:
    chosen = [tagged(client, "paper", external=True, seed=seed) for seed in range(2)]
    other, gone = tagged(client, external=True), tagged(client, "paper", external=True)
    for run_id in (*chosen, other, gone):
        report(client, run_id, 1, evaluation(0, 0.5, 30), evaluation(5, 0.6, 25))
    client.post("/api/runs/archive", json={"runs": [gone]})

    assert [run["run_id"] for run in client.get("/api/fronts?tag=paper").json()["runs"]] == chosen
    found = client.get(f"/api/groups?tag=paper&run={other}").json()
    assert [run for group in found["groups"] for run in group["run_ids"]] == [other, *chosen]
    figure = client.get("/api/figures/fronts?tag=paper")
    assert figure.status_code == 200
    assert other not in figure.text
    problem(client.get("/api/fronts?tag=nothing"), 404)
    assert fields(client.get("/api/fronts")) == ["run"]


def test_an_answer_about_a_tag_is_new_once_another_run_has_it(client: TestClient) -> None:
    tagged(client, "paper", external=True)
    tag = client.get("/api/groups?tag=paper").headers["etag"]
    assert client.get("/api/groups?tag=paper", headers={"If-None-Match": tag}).status_code == 304

    tagged(client, "paper", external=True)

    again = client.get("/api/groups?tag=paper", headers={"If-None-Match": tag})
    assert (again.status_code, len(again.json()["groups"][0]["run_ids"])) == (200, 2)


def test_runs_with_the_same_tags_form_a_group(client: TestClient) -> None:
    both = [tagged(client, "b", "a", external=True), tagged(client, "a", "b", external=True)]
    one, none = tagged(client, "a", external=True), tagged(client, external=True)
    runs = "&".join(f"run={run}" for run in (*both, one, none))

    groups = client.get(f"/api/groups?by=tag&{runs}").json()["groups"]
    listed_groups = client.get("/api/run-groups?by=tag&sort=created_at").json()["groups"]

    assert [(group["label"], group["run_ids"]) for group in groups] == [
        ("a, b", both),
        ("a", [one]),
        ("no tag", [none]),
    ]
    assert [(group["label"], group["n"]) for group in listed_groups] == [("a, b", 2), ("a", 1), ("no tag", 1)]
    assert listed_groups[0]["key"] == {"tag": ["a", "b"]}
    assert fields(client.get(f"/api/groups?by=tag&run={none}")) == ["by"]


def test_runs_of_a_sweep_have_its_tags_and_so_have_those_that_are_added(client: TestClient) -> None:
    axes = [{"field": "weighting.type", "values": ["fixed", "gradient"]}]
    body = {"name": "sweep", "base": MINIMAL, "axes": axes, "tags": ["table 2", "paper"]}
    sweep = client.post("/api/sweeps", json=body).json()

    extended = client.post(f"/api/sweeps/{sweep['id']}/extend", json={"seeds": [7]}).json()

    assert extended["definition"]["tags"] == ["paper", "table 2"]
    assert len(extended["runs"]) == 4
    assert all(tags_of(client, run) == ["paper", "table 2"] for run in extended["runs"])
    assert fields(client.post("/api/sweeps", json=body | {"tags": ["a,b"]})) == ["tags.0"]


def test_a_reevaluation_takes_the_runs_of_a_tag(client: TestClient) -> None:
    tagged(client, "paper", external=True)

    refused = problem(client.post("/api/reevaluations", json={"tags": ["paper"]}), 422)
    assert "None of the 1 chosen runs" in refused["detail"]
    problem(client.post("/api/reevaluations", json={"tags": ["nothing"]}), 404)


def test_a_duplicate_of_a_run_with_tags_is_its_replicate(client: TestClient) -> None:
    first, second = tagged(client, "a", external=True), tagged(client, "b", external=True, seed=1)

    groups = client.get(f"/api/groups?run={first}&run={second}").json()["groups"]

    assert [group["run_ids"] for group in groups] == [[first, second]]


def test_a_query_narrows_the_list_and_stands_for_runs_that_are_compared(client: TestClient) -> None:
    chosen = tagged(client, "paper", external=True, weighting={"type": "gradient"})
    other, gone = tagged(client, "paper", external=True), tagged(client, external=True, weighting={"type": "gradient"})
    client.post("/api/runs/archive", json={"runs": [gone]})
    query = {"q": "weighting.type = gradient and not tag = draft"}

    assert [run["id"] for run in client.get("/api/runs", params=query).json()["runs"]] == [chosen]
    assert client.get("/api/run-groups", params={**query, "by": "tag"}).json()["total_runs"] == 1
    groups = client.get("/api/groups", params={**query, "run": other}).json()["groups"]
    assert sorted(run for group in groups for run in group["run_ids"]) == sorted([other, chosen])
    assert client.get("/api/figures/fronts", params=query).status_code == 200


@pytest.mark.parametrize("query", ["method =", "colour = red", "x" * 1001])
@pytest.mark.parametrize("route", ["runs", "run-groups", "run-fields", "fronts", "groups"])
def test_what_is_no_query_is_refused(client: TestClient, route: str, query: str) -> None:
    answer = client.get(f"/api/{route}", params={"q": query, "by": "tag"})

    assert fields(answer) == ["q"]


def test_a_comparison_of_no_run_is_refused(client: TestClient) -> None:
    create(client)
    assert fields(client.get("/api/fronts", params={"q": "name = nobody"})) == ["q"]


def test_what_queries_may_compare_is_listed_with_values(client: TestClient) -> None:
    run_id = tagged(client, "paper", external=True, weighting={"type": "gradient"})
    create(client, weighting={"type": "fixed"})
    report(client, run_id, 1, evaluation(0, 0.5, 30))

    names = {one["name"]: one for one in client.get("/api/query-names").json()["names"]}

    assert names["tag"]["values"] == ["paper"]
    assert names["method"]["values"] == ["fixed", "gradient"]
    assert names["weighting.type"]["values"] == ["fixed", "gradient"]
    assert names["objective.accuracy"]["operators"] == ["=", "!=", "<", "<=", ">", ">="]
    assert names.keys() >= {"preference.accuracy", "created", "sweep"}
    for name, one in names.items():
        value = one["values"][0] if one["values"] else "none"
        query = f"{name} {one['operators'][0]} {value}"
        assert client.get("/api/runs", params={"q": query}).status_code == 200, query
