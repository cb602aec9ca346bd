"""What a Celery message makes a worker do."""

from paretoscope.queue import TASK_NAME
from paretoscope_worker.processes.celery_app import app


@app.task(name=TASK_NAME)  # type: ignore[untyped-decorator]  # Celery has no types
def run_training(run_id: str) -> None:
    """Trains a run if it is to be had."""
    app.paretoscope_worker.train(run_id)
