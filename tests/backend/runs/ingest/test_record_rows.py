"""What produced an attempt is stored with it."""

from typing import Any

from paretoscope.runs.read.reading import read_attempts
from paretoscope.store.database import Database

from ..reports import metrics, report, running_run

PROVENANCE: dict[str, Any] = {
    "version": "0.1.0",
    "commit": None,
    "python": "3.11.9",
    "torch": "2.13.0",
    "transformers": "5.19.0",
    "device": "x86_64",
    "gpus": 0,
    "threads": 1,
    "hostname": "host",
    "config_hash": "0123456789abcdef",
    "data_fingerprint": "fedcba9876543210",
}


def test_the_last_word_on_what_produced_an_attempt_counts(database: Database) -> None:
    run_id = running_run(database)
    record = {"type": "provenance", "provenance": PROVENANCE}
    report(database, run_id, 1, record, metrics(1, loss=0.5))
    report(database, run_id, 2, {"type": "provenance", "provenance": PROVENANCE | {"threads": 2}})
    with database.read() as session:
        (attempt,) = read_attempts(session, run_id)
    assert attempt.attempt == 1
    assert attempt.worker_id is not None
    assert attempt.provenance.model_dump() == PROVENANCE | {"threads": 2}
