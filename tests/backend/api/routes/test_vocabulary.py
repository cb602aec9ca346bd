"""What metrics mean and what weighting methods are."""

from collections.abc import Iterator

import httpx
import pytest
from fastapi.testclient import TestClient

from paretoscope.client import Client
from paretoscope.schema.methods import METHODS
from paretoscope.schema.metrics.description import METRICS

from ..requests import create, report

METRICS_RECORD = {"actor/pg_loss": 0.5, "weight/accuracy": 0.6, "objective/conciseness/train": 12.0}


@pytest.fixture
def remote(server: httpx.Client) -> Iterator[Client]:
    """The Python client of a server behind a socket."""
    with Client(str(server.base_url)) as opened:
        yield opened


def test_every_metric_is_listed_with_its_unit_and_meaning(client: TestClient) -> None:
    listed = client.get("/api/metrics").json()["metrics"]
    assert [one["pattern"] for one in listed] == [one.pattern for one in METRICS]
    weight = listed[0]
    assert (weight["pattern"], weight["label"], weight["unit"]) == ("weight/{objective}", "weight", "fraction")
    assert all(one["meaning"].endswith(".") for one in listed)


def test_every_method_is_listed_with_who_moves_its_weights_and_what_explains_it(client: TestClient) -> None:
    listed = {one["type"]: one for one in client.get("/api/methods").json()["methods"]}
    assert set(listed) == set(METHODS)
    assert {kind for kind, one in listed.items() if one["moved_by"] == "person"} == {"manual"}
    assert listed["gradient"]["explained_by"] == "influence/{objective}"
    assert listed["fixed"]["explained_by"] is None
    assert {kind for kind, one in listed.items() if one["needs_gradients"]} == {"gradient", "mgda", "gradnorm"}


def test_the_metrics_of_a_run_have_labels_those_of_other_trainers_included(client: TestClient) -> None:
    run_id = create(client, external=True, objectives=[{"type": "accuracy"}, {"type": "conciseness"}])["id"]
    report(client, run_id, 1, {"type": "metrics", "step": 1, "values": METRICS_RECORD})
    report(client, run_id, 2, {"type": "metrics", "step": 4, "values": {"weight/accuracy": None}})

    assert client.get(f"/api/runs/{run_id}/metrics").json()["metrics"] == [
        {"key": "actor/pg_loss", "label": "actor/pg_loss", "unit": "", "count": 1, "last_step": 1, "last": 0.5},
        {
            "key": "objective/conciseness/train",
            "label": "training mean, conciseness",
            "unit": "tokens",
            "count": 1,
            "last_step": 1,
            "last": 12.0,
        },
        {
            "key": "weight/accuracy",
            "label": "weight, accuracy",
            "unit": "fraction",
            "count": 2,
            "last_step": 4,
            "last": None,
        },
    ]


def test_a_run_that_reported_nothing_has_no_metrics(client: TestClient) -> None:
    assert client.get(f"/api/runs/{create(client)['id']}/metrics").json() == {"metrics": []}


def test_the_python_client_reads_all_three(remote: Client, server: httpx.Client) -> None:
    run_id = create(server, external=True)["id"]
    report(server, run_id, 1, {"type": "metrics", "step": 3, "values": METRICS_RECORD})

    (found,) = [one for one in remote.metrics(run_id) if one.key == "weight/accuracy"]
    assert (found.label, found.count, found.last_step, found.last) == ("weight, accuracy", 1, 3, 0.6)
    assert len(remote.known_metrics()) == len(METRICS)
    assert {method.type for method in remote.methods()} == set(METHODS)
