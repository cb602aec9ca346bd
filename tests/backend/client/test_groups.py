"""Groups of runs through the client."""

from paretoscope.client import Client
from paretoscope.schema.records import RecordBatch

from ..run_configs import run_config
from ..runs.reports import evaluation


def test_a_client_reads_statistics_of_groups(client: Client) -> None:
    ids = []
    for method, accuracy in (("fixed", 0.5), ("gradient", 0.7)):
        for seed in range(3):
            run = client.create_run(run_config(weighting={"type": method}, seed=seed), external=True)
            point = evaluation(0, accuracy + seed / 100, 20)
            client.send_records(run.id, RecordBatch.model_validate({"seq": 1, "records": [point]}))
            ids.append(run.id)

    found = client.groups(ids, by=["weighting.type"], baseline="fixed")

    assert [(group.label, group.n) for group in found.groups] == [("fixed", 3), ("gradient", 3)]
    gradient = found.groups[1].objectives["accuracy"]
    assert gradient.difference is not None
    assert round(gradient.difference.mean or 0.0, 6) == 0.2
    assert (gradient.mark, gradient.difference.n) == ("best", 3)
