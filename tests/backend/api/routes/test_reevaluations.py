"""Re-evaluations over HTTP: which policies they take, what is refused, and where their results go."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from paretoscope.settings import Settings

from ...runs.reports import evaluation
from ..requests import create, fields, problem, report
from .test_runs import messages

SAVED = [{"type": "checkpoint", "step": step, "path": f"/x/step-{step:06d}", "size_bytes": 1} for step in (5, 10, 15)]


def trained(client: TestClient, *, outcome: str = "completed", **sections: Any) -> str:
    """Makes a run with four validation points, whose front are steps 5 and 10, and three checkpoints."""
    run_id: str = create(client, **sections)["id"]
    client.post(f"/api/runs/{run_id}/claim", json={"worker_id": "w1"})
    points = [(0, 0.3, 30.0), (5, 0.8, 25.0), (10, 0.5, 10.0), (15, 0.5, 20.0)]
    rows = [evaluation(step, accuracy, tokens) for step, accuracy, tokens in points]
    report(client, run_id, 1, *rows, *SAVED)
    if outcome:
        client.post(f"/api/runs/{run_id}/finish", json={"attempt": 1, "outcome": outcome})
    return run_id


def ask(client: TestClient, **body: Any) -> dict[str, Any]:
    answer = client.post("/api/reevaluations", json=body)
    assert answer.status_code == 201, answer.text
    run: dict[str, Any] = answer.json()
    return run


def steps_of(job: dict[str, Any]) -> dict[str, list[int]]:
    return {one["run_id"]: one["steps"] for one in job["config"]["reevaluation"]["points"]}


def claimed(client: TestClient, job_id: str) -> dict[str, Any]:
    answer = client.post(f"/api/runs/{job_id}/claim", json={"worker_id": "w1"})
    assert answer.status_code == 200, answer.text
    claim: dict[str, Any] = answer.json()
    return claim


def result(run_id: str, step: int, accuracy: float = 0.7) -> dict[str, Any]:
    return {
        "type": "reevaluation",
        "run_id": run_id,
        "step": step,
        "objectives": {"accuracy": accuracy, "conciseness": 12.0},
        "standard_errors": {"accuracy": 0.02, "conciseness": 0.5},
        "prompts": 64,
        "samples": 4,
    }


@pytest.mark.parametrize(
    ("which", "steps"), [("front", [5, 10]), ("best", [5, 10]), ("last", [15]), ("all", [5, 10, 15])]
)
def test_the_policies_are_chosen_by_what_they_achieved(client: TestClient, which: str, steps: list[int]) -> None:
    run_id = trained(client)
    assert steps_of(ask(client, runs=[run_id], which=which)) == {run_id: steps}


def test_a_job_is_a_queued_run_with_the_task_and_objectives_of_the_runs(client: TestClient, settings: Settings) -> None:
    run_id = trained(client, weighting={"type": "gradient"}, evaluation={"every": 7, "samples": 2}, seed=3)

    answer = client.post("/api/reevaluations", json={"runs": [run_id], "temperature": 0})

    job = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (201, f"/api/runs/{job['id']}")
    assert (job["status"], job["method"], job["total_steps"]) == ("queued", "reevaluation", 2)
    assert job["name"] == "evaluation of 2 policies, test@greedy"
    config = job["config"]
    assert (config["reevaluation"]["split"], config["reevaluation"]["name"]) == ("test", "greedy")
    assert (config["evaluation"]["samples"], config["evaluation"]["temperature"], config["seed"]) == (1, 0, 3)
    assert (config["weighting"]["type"], config["fork"], config["interpolation"]) == ("fixed", None, None)
    assert sorted(messages(settings)) == sorted([[run_id], [job["id"]]])


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({}, "again"),
        ({"samples": 4}, "4-samples"),
        ({"task": {"type": "arithmetic"}, "temperature": 0}, "arithmetic-greedy"),
        ({"temperature": 0.7, "max_prompts": 50, "max_new_tokens": 32}, "t0.7-50-prompts-32-tokens"),
        ({"samples": 4, "name": "mine"}, "mine"),
    ],
)
def test_the_results_are_named_after_what_differs(client: TestClient, asked: dict[str, Any], name: str) -> None:
    job = ask(client, runs=[trained(client)], **asked)
    assert job["config"]["reevaluation"]["name"] == name


def test_a_sweep_stands_for_its_runs_and_single_points_are_added(client: TestClient) -> None:
    one, other = trained(client), trained(client)
    job = ask(
        client, runs=[one], which="last", points=[{"run_id": other, "steps": [0, 5]}, {"run_id": one, "steps": [5]}]
    )
    assert steps_of(job) == {one: [5, 15], other: [0, 5]}


def test_points_whose_weights_are_not_kept_are_named_in_an_event(client: TestClient) -> None:
    run_id = trained(client, outcome="")
    report(client, run_id, 2, SAVED[0] | {"deleted": True})

    job = ask(client, runs=[run_id], which="front")

    assert steps_of(job) == {run_id: [10]}
    (event,) = client.get(f"/api/runs/{job['id']}/events").json()["events"]
    assert (event["kind"], event["level"]) == ("points_left_out", "warning")
    assert f"({run_id}) step 5." in event["message"]


def test_bad_requests_are_refused_at_the_door_with_the_field(client: TestClient) -> None:
    run_id = trained(client)

    def refused(**body: Any) -> list[str]:
        return fields(client.post("/api/reevaluations", json=body))

    assert refused() == ["runs"]
    assert refused(runs=[]) == ["runs"]
    assert refused(runs=[run_id], split="train") == ["split"]
    assert refused(runs=[run_id], split="test@x") == ["split"]
    assert refused(runs=[run_id], which="worst") == ["which"]
    assert refused(runs=[run_id], samples=0) == ["samples"]
    assert refused(runs=[run_id], samples=4, temperature=0) == ["samples"]
    assert refused(runs=[run_id], name="a b") == ["name"]
    assert refused(runs=[run_id], task={"type": "math500", "path": "/etc"}) == ["task.path"]
    assert refused(runs=[run_id], task={"type": "math500"}) == ["task.path"]
    assert refused(runs=[run_id], nonsense=1) == ["nonsense"]
    assert refused(points=[{"run_id": run_id, "steps": []}]) == ["points.0.steps"]
    assert refused(points=[{"run_id": run_id, "steps": [7]}]) == ["reevaluation.points.0.steps"]
    assert refused(points=[{"run_id": run_id, "steps": list(range(5001))}]) == ["points.0.steps"]
    empty = create(client)["id"]
    assert refused(runs=[empty]) == ["which"]
    assert client.get("/api/runs").json()["total"] == 2


def test_thousands_of_points_are_refused_with_the_limit(client: TestClient) -> None:
    many = [{"run_id": f"r{at}", "steps": list(range(1000))} for at in range(6)]
    config = create(client)["config"] | {"reevaluation": {"points": many, "name": "x"}}
    answer = client.post("/api/runs", json={"config": config})
    assert fields(answer) == ["reevaluation.points"]
    assert "6,000 policies are more than the 5,000" in answer.json()["errors"][0]["message"]


def test_runs_that_do_not_exist_or_fit_are_refused(client: TestClient) -> None:
    run_id = trained(client)
    assert "no run 'gone'" in problem(client.post("/api/reevaluations", json={"runs": ["gone"]}), 404)["detail"]
    problem(client.post("/api/reevaluations", json={"sweeps": ["gone"]}), 404)

    other = trained(client, objectives=[{"type": "accuracy"}])
    answer = client.post("/api/reevaluations", json={"runs": [run_id, other], "which": "last"})
    assert fields(answer) == ["reevaluation.points.1.run_id"]
    assert "objectives" in answer.json()["title"]

    adapted = trained(client, policy={"model": "arithmetic-small", "lora": {}})
    answer = client.post("/api/reevaluations", json={"runs": [run_id, adapted], "which": "last"})
    assert "policy.lora" in problem(answer, 422)["detail"]

    harder = trained(client, task={"type": "arithmetic", "validation_prompts": 16})
    assert fields(client.post("/api/reevaluations", json={"runs": [run_id, harder]})) == ["task"]
    same_task = {"runs": [run_id, harder], "task": {"type": "arithmetic"}}
    assert client.post("/api/reevaluations", json=same_task).status_code == 201

    outside = create(client, external=True)["id"]
    report(client, outside, 1, evaluation(0, 0.1, 30.0), SAVED[0])
    assert (
        "elsewhere"
        in problem(client.post("/api/reevaluations", json={"runs": [outside], "which": "last"}), 409)["title"]
    )

    job = ask(client, runs=[run_id])
    point = [{"run_id": job["id"], "steps": [0]}]
    assert "saves no policies" in problem(client.post("/api/reevaluations", json={"points": point}), 422)["title"]


def test_a_worker_is_told_what_is_left_to_evaluate_and_where_it_is(client: TestClient) -> None:
    run_id = trained(client)
    job = ask(client, points=[{"run_id": run_id, "steps": [0, 5, 10]}])
    claim = claimed(client, job["id"])
    assert [(one["step"], one["position"], one["kept"]) for one in claim["points"]] == [
        (0, 1, True),
        (5, 2, True),
        (10, 3, True),
    ]
    assert [one["checkpoint"] and one["checkpoint"]["path"] for one in claim["points"]] == [
        None,
        "/x/step-000005",
        "/x/step-000010",
    ]

    report(client, job["id"], 1, result(run_id, 5), {"type": "metrics", "step": 2, "values": {"a": 1.0}})
    client.post(f"/api/runs/{job['id']}/finish", json={"attempt": 1, "outcome": "crashed"})
    run = client.get(f"/api/runs/{job['id']}").json()
    assert (run["status"], run["step"]) == ("queued", 2)

    assert [one["step"] for one in claimed(client, job["id"])["points"]] == [0, 10]


def test_results_are_evaluations_of_the_other_run_under_their_own_name(client: TestClient) -> None:
    run_id = trained(client)
    before = client.get(f"/api/runs/{run_id}").json()
    front = client.get(f"/api/fronts?run={run_id}").json()
    figure = client.get(f"/api/figures/objective?run={run_id}&objective=accuracy").json()
    job = ask(client, runs=[run_id], samples=4)
    claimed(client, job["id"])

    report(client, job["id"], 1, result(run_id, 5, 0.99), result(run_id, 10))

    rows = client.get(f"/api/runs/{run_id}/evaluations").json()["evaluations"]
    new = [row for row in rows if row["job_id"] is not None]
    assert [(row["step"], row["split"], row["job_id"]) for row in new] == [
        (5, "test@4-samples", job["id"]),
        (10, "test@4-samples", job["id"]),
    ]
    assert (new[0]["objectives"]["accuracy"], new[0]["standard_errors"]["accuracy"]) == (0.99, 0.02)
    assert (new[0]["prompts"], new[0]["samples"], new[0]["on_front"]) == (64, 4, False)
    only = client.get(f"/api/runs/{run_id}/evaluations?split=test@4-samples").json()["evaluations"]
    assert only == new
    assert client.get(f"/api/runs/{run_id}/evaluations?split=test").json()["evaluations"] == []

    after = client.get(f"/api/runs/{run_id}").json()
    told = ("latest", "hypervolume_history", "step", "status")
    assert {name: after[name] for name in told} == {name: before[name] for name in told}
    known = {"splits": ["validation", "test@4-samples"]}
    assert client.get(f"/api/fronts?run={run_id}").json() == front | known
    assert client.get(f"/api/fronts?run={run_id}&split=test").json()["runs"][0]["points"] == []
    assert client.get(f"/api/figures/objective?run={run_id}&objective=accuracy").json() == figure
    assert client.get(f"/api/runs/{job['id']}/evaluations").json()["evaluations"] == []


def test_a_job_lists_its_policies_with_their_results(client: TestClient) -> None:
    run_id = trained(client)
    job = ask(client, runs=[run_id], which="all")
    claimed(client, job["id"])
    report(client, job["id"], 1, result(run_id, 10))
    gone = trained(client)
    problem(client.get(f"/api/reevaluations/{gone}"), 404)

    found = client.get(f"/api/reevaluations/{job['id']}").json()

    assert found["split"] == "test@again"
    assert [(one["step"], one["state"]) for one in found["points"]] == [(5, "waiting"), (10, "done"), (15, "waiting")]
    assert found["points"][1]["objectives"] == {"accuracy": 0.7, "conciseness": 12.0}
    assert [one["step"] for one in found["waiting"]] == [5, 15]

    assert client.delete(f"/api/runs/{run_id}").status_code == 204
    found = client.get(f"/api/reevaluations/{job['id']}").json()
    assert {(one["run_name"], one["state"]) for one in found["points"]} == {(None, "missing")}
    assert report(client, job["id"], 2, result(run_id, 15)).status_code == 200
    (event,) = [
        one for one in client.get(f"/api/runs/{job['id']}/events").json()["events"] if one["kind"] == "result_lost"
    ]
    assert run_id in event["message"]


def test_a_run_cannot_report_policies_that_its_config_does_not_name(client: TestClient) -> None:
    run_id, other = trained(client), trained(client)
    job = ask(client, runs=[run_id], which="last")
    claimed(client, job["id"])
    assert fields(report(client, job["id"], 1, result(run_id, 5))) == ["records"]
    assert fields(report(client, job["id"], 1, result(other, 15))) == ["records"]
    ordinary = create(client)["id"]
    client.post(f"/api/runs/{ordinary}/claim", json={"worker_id": "w1"})
    assert fields(report(client, ordinary, 1, result(run_id, 15))) == ["records"]
    assert [row["split"] for row in client.get(f"/api/runs/{run_id}/evaluations").json()["evaluations"]] == [
        "validation"
    ] * 4


def test_a_stopped_job_goes_on_and_a_later_job_of_the_same_name_needs_the_same_settings(client: TestClient) -> None:
    run_id = trained(client)
    job = ask(client, runs=[run_id], which="all", name="x")
    claimed(client, job["id"])
    report(client, job["id"], 1, result(run_id, 5), {"type": "metrics", "step": 1, "values": {"a": 1.0}})
    client.post(f"/api/runs/{job['id']}/finish", json={"attempt": 1, "outcome": "stopped"})
    resumed = client.post(f"/api/runs/{job['id']}/resume")
    assert (resumed.status_code, resumed.json()["status"]) == (200, "queued")

    assert fields(client.post("/api/reevaluations", json={"runs": [run_id], "name": "x", "samples": 2})) == ["name"]
    again = ask(client, runs=[run_id], which="all", name="x")
    assert [one["state"] for one in client.get(f"/api/reevaluations/{again['id']}").json()["points"]] == ["waiting"] * 3


def test_a_sweep_or_a_fork_is_no_re_evaluation(client: TestClient) -> None:
    run_id = trained(client)
    section = {"points": [{"run_id": run_id, "steps": [5]}], "name": "x"}
    base = create(client)["config"] | {"reevaluation": section}
    sweep = {"name": "s", "base": base, "axes": [{"field": "optimizer.learning_rate", "values": [1e-4]}]}
    assert fields(client.post("/api/sweeps", json=sweep)) == ["reevaluation"]
    assert fields(client.post(f"/api/runs/{run_id}/fork", json={"step": 5, "config": {"reevaluation": section}})) == [
        "reevaluation"
    ]


def test_points_chosen_on_validation_are_reported_on_another_split(client: TestClient) -> None:
    run_id, other = trained(client, outcome="", seed=1), trained(client, seed=2)
    report(client, run_id, 2, evaluation(5, 0.75, 26.0, split="test", standard_errors={"accuracy": 0.03}))
    job = ask(client, runs=[run_id], which="last", points=[{"run_id": run_id, "steps": [10]}], samples=4)
    claimed(client, job["id"])
    report(client, job["id"], 1, result(run_id, 10, 0.66), result(run_id, 15))
    chosen = f"run={run_id}&run={other}"

    plain = client.get(f"/api/fronts?{chosen}&by=seed").json()
    assert (plain["report"], plain["splits"]) == (None, ["validation", "test", "test@4-samples"])
    assert {point["reported"] for run in plain["runs"] for point in run["points"]} == {None}

    found = client.get(f"/api/fronts?{chosen}&by=seed&report=test").json()
    assert found["report"] == "test"
    first, second = found["runs"]
    assert [point["reported"] and point["reported"]["objectives"]["accuracy"] for point in first["points"]] == [
        None,
        0.75,
        None,
        None,
    ]
    assert first["points"][1]["reported"]["standard_errors"] == {"accuracy": 0.03, "conciseness": None}
    assert [point["reported"] for point in second["points"]] == [None] * 4
    for run, before in zip(found["runs"], plain["runs"], strict=True):
        assert [one | {"reported": None} for one in run["points"]] == before["points"]
        assert run["hypervolume"] == before["hypervolume"]
    assert {
        (point["run_id"], point["step"]): point["reported"] and point["reported"]["objectives"]["accuracy"]
        for point in found["union"]["points"]
    } == {(run_id, 5): 0.75, (run_id, 10): None}

    groups = client.get(f"/api/groups?{chosen}&by=seed&report=test@4-samples").json()
    assert (groups["split"], groups["report"]) == ("validation", "test@4-samples")
    best = {point["step"]: point["reported"] for point in groups["groups"][0]["best"]}
    assert best[5] is None
    assert best[10] == {
        "objectives": {"accuracy": 0.66, "conciseness": 12.0},
        "standard_errors": {"accuracy": 0.02, "conciseness": 0.5},
    }

    direct = client.get(f"/api/fronts?{chosen}&split=test@4-samples").json()
    assert [point["step"] for point in direct["runs"][0]["points"]] == [10, 15]
    assert fields(client.get(f"/api/fronts?{chosen}&report=train")) == ["report"]
    assert fields(client.get(f"/api/groups?{chosen}&report=test@")) == ["report"]
