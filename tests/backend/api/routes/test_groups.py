"""Groups of runs and their statistics over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from ...runs.reports import evaluation, metrics
from ..requests import create, fields, problem, report

METHODS: dict[str, dict[str, Any]] = {"fixed": {"type": "fixed"}, "gradient": {"type": "gradient"}}
REFERENCE = {"accuracy": 0.4, "conciseness": 33.0}


def run(client: TestClient, method: str, seed: int, *finals: tuple[float | None, float], **sections: Any) -> str:
    """A run with points at steps 0, 10, 20, ..."""
    identity: str = create(client, external=True, **{"weighting": METHODS[method], "seed": seed, **sections})["id"]
    points = [evaluation(10 * place, *final) for place, final in enumerate(finals)]
    assert report(client, identity, 1, *points).status_code == 200
    return identity


@pytest.fixture
def sweep(client: TestClient) -> list[str]:
    """Three seeds of two methods; gradient is better by about 0.2 in accuracy on every seed."""
    fixed = [run(client, "fixed", seed, (0.45, 30), (0.5 + 0.1 * seed, 20)) for seed in range(3)]
    better = [
        run(client, "gradient", seed, (0.45, 30), (0.69 + 0.11 * seed, 18), (0.7 + 0.1 * seed, 19)) for seed in range(3)
    ]
    return fixed + better


def ask(client: TestClient, runs: list[str], query: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/groups?{'&'.join(f'run={one}' for one in runs)}{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_replicates_form_groups_without_being_asked_to(client: TestClient, sweep: list[str]) -> None:
    found = ask(client, sweep)
    assert [(group["label"].split(",")[0], group["n"]) for group in found["groups"]] == [("fixed", 3), ("gradient", 3)]
    assert found["groups"][0]["run_ids"] == sweep[:3]
    assert found["groups"][1]["seeds"] == [0, 1, 2]
    assert found["groups"][0]["statuses"] == {"running": 3}
    assert found["baseline"] == found["groups"][0]["id"]


def test_labels_of_replicates_name_only_what_tells_them_apart(client: TestClient) -> None:
    weights = [{"accuracy": 0.5, "conciseness": 0.5}, {"accuracy": 0.8, "conciseness": 0.2}]
    runs = [
        run(client, "fixed", 0, (0.5, 30), **{"weighting": {"type": "fixed", "weights": one}}) for one in weights
    ] + [
        run(client, "gradient", 0, (0.5, 30), **{"weighting": {"type": "gradient", "initial": one}}) for one in weights
    ]
    labels = [group["label"] for group in ask(client, runs)["groups"]]
    assert labels == ["fixed, balanced", "fixed, 0.8/0.2", "gradient, balanced", "gradient, 0.8/0.2"]
    steps = [run(client, "fixed", 0, (0.5, 30), budget={"steps": count}) for count in (5, 7)]
    assert [group["label"] for group in ask(client, steps)["groups"]] == ["steps 5", "steps 7"]


def test_groups_by_a_whole_section_are_named_by_its_type_and_what_differs(client: TestClient) -> None:
    algorithms = [{"type": "grpo", "std": "none"}, {"type": "grpo", "std": "group"}, {"type": "rloo"}]
    runs = [run(client, "fixed", 0, (0.5, 20), algorithm=one) for one in algorithms]
    labels = [group["label"] for group in ask(client, runs, "&by=algorithm")["groups"]]
    assert labels == ["grpo, none", "grpo, group", "rloo"]


def test_final_points_have_means_errors_and_differences_over_shared_seeds(client: TestClient, sweep: list[str]) -> None:
    fixed, better = ask(client, sweep, "&by=weighting.type")["groups"]
    accuracy = better["objectives"]["accuracy"]
    assert accuracy["mean"] == pytest.approx(0.8)
    assert accuracy["standard_error"] == pytest.approx(0.1 / 3**0.5)
    assert [one["value"] for one in accuracy["values"]] == pytest.approx([0.7, 0.8, 0.9])
    assert (accuracy["n"], accuracy["method"], accuracy["mark"]) == (3, "t", "best")
    assert fixed["objectives"]["accuracy"]["difference"] is None
    assert accuracy["difference"]["n"] == 3
    assert accuracy["difference"]["interval"] == pytest.approx([0.2, 0.2])
    assert accuracy["difference"]["p_value_corrected"] == pytest.approx(0.0, abs=1e-9)
    # Of the nine pairs, 0.7 ties with 0.7 and the rest is won.
    assert accuracy["improvement"]["probability"] == pytest.approx((8 + 0.5) / 9)
    # Fewer tokens are better, so a negative difference is an improvement.
    assert better["objectives"]["conciseness"]["difference"]["mean"] == -1.0
    assert better["objectives"]["conciseness"]["improvement"]["probability"] == 1.0


def test_hypervolumes_have_one_reference_point_which_can_be_moved(client: TestClient, sweep: list[str]) -> None:
    found = ask(client, sweep, "&by=weighting.type")
    assert found["reference_point"] == REFERENCE
    final = found["groups"][0]["hypervolume"]["values"][0]["value"]
    assert final == pytest.approx((0.5 - 0.4) * (33 - 20) / 30)
    moved = ask(client, sweep, '&by=weighting.type&reference_point=accuracy:0.3&scale={"conciseness":10}')
    assert moved["reference_point"] == {"accuracy": 0.3, "conciseness": 33.0}
    assert moved["scale"] == {"accuracy": 1.0, "conciseness": 10.0}
    final = moved["groups"][0]["hypervolume"]["values"][0]["value"]
    assert final == pytest.approx((0.5 - 0.3) * (33 - 20) / 10)


def test_runs_that_never_reach_the_target_are_counted_and_never_averaged(client: TestClient, sweep: list[str]) -> None:
    fixed, better = ask(client, sweep, "&by=weighting.type&target=accuracy:0.75&target=conciseness:19.5")["groups"]
    assert (fixed["steps_to_target"]["reached"], fixed["steps_to_target"]["censored"]) == (0, 3)
    assert (fixed["steps_to_target"]["mean"], fixed["steps_to_target"]["median"]) == (None, None)
    reached = better["steps_to_target"]
    assert [one["value"] for one in reached["values"]] == [None, 10.0, 10.0]
    assert (reached["reached"], reached["censored"], reached["mean"], reached["median"]) == (2, 1, 10.0, 10.0)
    assert reached["mark"] is None


def test_the_target_is_the_final_point_of_the_baseline(client: TestClient, sweep: list[str]) -> None:
    found = ask(client, sweep, "&by=weighting.type&baseline=gradient")
    assert found["target"] == {"accuracy": pytest.approx(0.8), "conciseness": 19.0}
    assert found["baseline"] == found["groups"][1]["id"]
    assert found["groups"][0]["hypervolume"]["difference"]["mean"] < 0


def test_front_points_are_those_that_no_run_of_the_group_dominates(client: TestClient, sweep: list[str]) -> None:
    fixed, better = ask(client, sweep, "&by=weighting.type")["groups"]
    assert [(one["run_id"], one["step"]) for one in fixed["best"]] == [(sweep[2], 10)]
    spread = fixed["best"][0]["over_runs"]
    assert (spread["n"], spread["mean"]["accuracy"]) == (3, pytest.approx(0.6))
    assert spread["standard_error"]["accuracy"] == pytest.approx(0.1 / 3**0.5)
    assert better["mean_front_step"]["values"][0]["value"] == 15.0
    assert fixed["mean_front_step"]["mean"] == 10.0
    assert better["final_steps"] == [20, 20, 20]


def test_runs_are_paired_within_a_preference(client: TestClient) -> None:
    equal, tilted = {"accuracy": 0.5, "conciseness": 0.5}, {"accuracy": 0.8, "conciseness": 0.2}
    ids = []
    for method, gain, field in (("fixed", 0.0, "weights"), ("gradient", 0.1, "initial")):
        for weights, level in ((equal, 0.5), (tilted, 0.7)):
            section = {**METHODS[method], field: weights}
            identity = create(client, external=True, weighting=section, seed=1)["id"]
            report(client, identity, 1, evaluation(0, level + gain, 20))
            ids.append(identity)
    accuracy = ask(client, ids, "&by=weighting.type")["groups"][1]["objectives"]["accuracy"]
    assert (accuracy["difference"]["n"], accuracy["difference"]["mean"]) == (2, pytest.approx(0.1))
    assert accuracy["improvement"]["probability"] == 1.0


def test_one_run_has_no_interval_and_no_mark(client: TestClient, sweep: list[str]) -> None:
    for group in ask(client, [sweep[0], sweep[3]], "&by=weighting.type")["groups"]:
        assert (group["n"], group["hypervolume"]["interval"], group["hypervolume"]["mark"]) == (1, None, None)
        assert group["hypervolume"]["standard_error"] is None


def test_undefined_objectives_are_left_out_and_counted(client: TestClient, sweep: list[str]) -> None:
    broken = run(client, "fixed", 3, (0.45, 30), (None, 20))
    empty = create(client, external=True, weighting=METHODS["fixed"], seed=4)["id"]
    fixed = ask(client, [*sweep, broken, empty], "&by=weighting.type")["groups"][0]
    accuracy, volume = fixed["objectives"]["accuracy"], fixed["hypervolume"]
    assert (fixed["n"], accuracy["n"], accuracy["left_out"]) == (5, 3, 2)
    assert (volume["n"], volume["left_out"]) == (4, 1)
    assert fixed["final_steps"][3:] == [10, None]


def test_runs_of_different_objectives_are_compared_on_those_they_share(client: TestClient, sweep: list[str]) -> None:
    other = create(client, external=True, objectives=[{"type": "accuracy"}, {"type": "clarity"}])["id"]
    clarity = {
        "objectives": {"accuracy": 0.6, "clarity": 0.1},
        "reference_point": {"accuracy": 0.4, "clarity": 0.0},
        "scale": {"accuracy": 1.0, "clarity": 1.0},
    }
    report(client, other, 1, evaluation(0, 0.6, 20) | clarity)
    found = ask(client, [*sweep, other])
    assert [one["name"] for one in found["objectives"]] == ["accuracy"]
    assert found["left_out"] == ["conciseness", "clarity"]


def test_costs_are_summed_over_steps(client: TestClient) -> None:
    identity = run(client, "fixed", 0, (0.5, 30))
    report(client, identity, 2, *[metrics(step, rollout__completion_tokens=12.0) for step in range(1, 6)])
    [group] = ask(client, [identity])["groups"]
    budget = client.get(f"/api/runs/{identity}").json()["config"]
    completions = budget["budget"]["prompts_per_step"] * budget["algorithm"]["group_size"]
    assert group["cost"]["completion_tokens"]["mean"] == 5 * 12 * completions
    assert group["cost"]["gpu_seconds"]["mean"] is None


def test_only_chosen_steps_count(client: TestClient, sweep: list[str]) -> None:
    last = ask(client, sweep, "&by=weighting.type&steps=last")["groups"]
    assert [group["mean_front_step"]["mean"] for group in last] == [10.0, 20.0]
    first = ask(client, sweep, "&by=weighting.type&steps=:10")["groups"]
    assert first[1]["final_steps"] == [10, 10, 10]
    assert ask(client, sweep, "&steps=5:7")["groups"][0]["hypervolume"]["n"] == 0


def test_groups_know_when_nothing_was_reported(client: TestClient) -> None:
    found = ask(client, [create(client)["id"]])
    assert (found["reference_point"], found["objectives"], found["target"]) == ({}, [], {})
    assert found["groups"][0]["hypervolume"]["mean"] is None


def test_an_answer_is_not_sent_twice(client: TestClient, sweep: list[str]) -> None:
    url = f"/api/groups?run={sweep[0]}&run={sweep[1]}"
    tag = client.get(url).headers["etag"]
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
    report(client, sweep[0], 2, evaluation(30, 0.9, 10))
    assert client.get(url, headers={"If-None-Match": tag}).json()["groups"][0]["final_steps"] == [30, 10]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("by=weighting.colour", "by"),
        ("baseline=nobody", "baseline"),
        ("target=accuracy:0.5", "target"),
        ("target=beauty:0.5&target=accuracy:1", "target"),
        ("target=accuracy", "target"),
        ("target=accuracy:NaN", "target"),
        ("target={", "target"),
        ('target={"accuracy": true}', "target"),
        ("reference_point=beauty:1", "reference_point"),
        ("scale=accuracy:0", "scale"),
        ("scale=accuracy:-1", "scale"),
        ("steps=10:5", "steps"),
        ("steps=some", "steps"),
        ("split=train", "split"),
    ],
)
def test_a_wrong_parameter_is_named(client: TestClient, sweep: list[str], query: str, field: str) -> None:
    assert fields(client.get(f"/api/groups?run={sweep[0]}&run={sweep[3]}&{query}")) == [field]


def test_nothing_or_something_unknown_cannot_be_grouped(client: TestClient) -> None:
    assert fields(client.get("/api/groups")) == ["run"]
    problem(client.get("/api/groups?run=nobody"), 404)
    problem(client.get("/api/groups?sweep=nothing"), 404)
