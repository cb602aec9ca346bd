"""What a Celery message makes a worker do."""

from paretoscope.queue import TASK_NAME
from paretoscope_worker.processes.celery_app import app


@app.task(name=TASK_NAME)  # type: ignore[untyped-decorator]  # Celery has no types
def run_training(run_id: str) -> None:
    """Claims a run and trains it, if this worker gets it."""
    app.paretoscope_worker.train(run_id)
