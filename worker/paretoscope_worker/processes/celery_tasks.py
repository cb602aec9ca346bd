"""The Celery task that trains a run."""

from paretoscope.queue import TASK_NAME
from paretoscope_worker.processes.celery_app import app


@app.task(name=TASK_NAME)  # type: ignore[untyped-decorator]  # Celery has no types
def run_training(run_id: str) -> None:
    """Claims the run and trains it; returns if another worker has it."""
    app.paretoscope_worker.train(run_id)
