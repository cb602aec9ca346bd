"""The server measures the evaluations of external runs exactly as a worker measures its own."""

import random

from paretoscope.runs.ingest.batches import accept_batch
from paretoscope.runs.lifecycle.transitions import create_run
from paretoscope.schema.records import EvaluationRecord, RecordBatch
from paretoscope.schema.run_config import RunConfig
from paretoscope.store.database import Database
from paretoscope.store.record_models import EvaluationRow
from paretoscope_worker.evaluation import Front

from ..backend.runs.reports import START

ERRORS = {"accuracy": 0.02, "conciseness": 0.7, "clarity": 0.03}


def test_server_and_worker_agree_to_the_last_bit(database: Database) -> None:
    config = RunConfig.model_validate(
        {
            "policy": {"model": "arithmetic-small"},
            "task": {"type": "arithmetic"},
            "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
        }
    )
    chance, front = random.Random(0), Front(config)
    covariance = {one: {two: ERRORS[one] * ERRORS[one] * (one == two) for two in ERRORS} for one in ERRORS}
    expected, records = [], []
    for step in range(0, 200, 5):
        values = {"accuracy": chance.random(), "conciseness": chance.uniform(5, 40), "clarity": chance.random()}
        added = front.add(step, values, covariance)
        expected.append((added.hypervolume, added.contribution, added.contribution_error))
        records.append(EvaluationRecord(step=step, split="validation", objectives=values, standard_errors=ERRORS))
    chance.shuffle(records)
    with database.write() as session:
        run_id = create_run(session, config, START, external=True).id
    for seq, record in enumerate(records, 1):
        with database.write() as session:
            accept_batch(session, run_id, RecordBatch(seq=seq, records=[record]), START)

    with database.read() as session:
        rows = session.query(EvaluationRow).order_by(EvaluationRow.step).all()

    assert [(row.hypervolume, row.contribution, row.contribution_error) for row in rows] == expected
    assert {str(row.reference_point) for row in rows} == {str(front.archive.axes.reference_point)}
