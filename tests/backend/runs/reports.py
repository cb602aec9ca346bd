"""Runs and reports for tests."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from paretoscope.runs.ingest.batches import accept_batch
from paretoscope.runs.lifecycle.leases import claim_run
from paretoscope.runs.lifecycle.transitions import create_run
from paretoscope.runs.rows import find_runs
from paretoscope.schema.records import RecordBatch, RecordReceipt
from paretoscope.settings import Settings
from paretoscope.store.database import Database
from paretoscope.store.models import RunRow

from ..run_configs import run_config

START = datetime(2026, 6, 1, 12, 0, 0, tzinfo=UTC)


def settings(home: Path = Path("/nowhere"), **values: Any) -> Settings:
    """Returns settings that no environment variable reaches."""
    return Settings(home=home, **values)


def queued_run(database: Database, now: datetime = START, **sections: Any) -> str:
    """Makes a queued run and returns its id."""
    with database.write() as session:
        return create_run(session, run_config(**sections), now).id


def running_run(database: Database, now: datetime = START, **sections: Any) -> str:
    """Makes a run that worker ``w1`` has and returns its id."""
    run_id = queued_run(database, now, **sections)
    with database.write() as session:
        claim_run(session, run_id, "w1", settings(), now)
    return run_id


def external_run(database: Database, now: datetime = START, **sections: Any) -> str:
    """Makes a run that another program trains and returns its id."""
    with database.write() as session:
        return create_run(session, run_config(**sections), now, external=True).id


def get_run(database: Database, run_id: str) -> RunRow:
    """Returns a run's row and its tags as they are now."""
    with database.read() as session:
        return find_runs(session, [run_id])[0]


def metrics(step: int, **values: float | None) -> dict[str, Any]:
    """Returns a metrics record; ``__`` in a name stands for a slash."""
    return {"type": "metrics", "step": step, "values": {key.replace("__", "/"): v for key, v in values.items()}}


def evaluation(step: int, accuracy: float | None, conciseness: float, **fields: Any) -> dict[str, Any]:
    """Returns a validation record of the two objectives."""
    return {
        "type": "evaluation",
        "step": step,
        "split": "validation",
        "objectives": {"accuracy": accuracy, "conciseness": conciseness},
        "weights": {"accuracy": 0.5, "conciseness": 0.5},
        "reference_point": {"accuracy": 0.4, "conciseness": 33.0},
        "scale": {"accuracy": 1.0, "conciseness": 30.0},
        **fields,
    }


def completions(step: int, *texts: str) -> dict[str, Any]:
    """Returns completions of a validation evaluation."""
    return {
        "type": "completions",
        "step": step,
        "split": "validation",
        "completions": [
            {"prompt": f"{number} + 1 =", "completion": text, "rewards": {"accuracy": 1.0}, "tokens": len(text)}
            for number, text in enumerate(texts)
        ],
    }


def checkpoint(step: int, **fields: Any) -> dict[str, Any]:
    """Returns a checkpoint record."""
    return {"type": "checkpoint", "step": step, "path": f"/runs/step-{step:06d}", "size_bytes": 1000, **fields}


def event(step: int | None, kind: str = "noticed", **fields: Any) -> dict[str, Any]:
    """Returns an event record."""
    return {"type": "event", "step": step, "kind": kind, "message": f"At step {step}.", **fields}


def resume(step: int) -> dict[str, Any]:
    """Returns a resume record."""
    return {"type": "resume", "step": step}


def report(
    database: Database,
    run_id: str,
    seq: int,
    *records: dict[str, Any],
    attempt: int = 1,
    now: datetime = START,
    reporter: str = "",
) -> RecordReceipt:
    """Sends a batch."""
    batch = RecordBatch.model_validate({"attempt": attempt, "reporter": reporter, "seq": seq, "records": list(records)})
    with database.write() as session:
        return accept_batch(session, run_id, batch, now)
