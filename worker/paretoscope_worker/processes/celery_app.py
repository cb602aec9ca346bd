"""The Celery worker.

``celery -A paretoscope_worker.processes.celery_app worker --pool threads --concurrency SLOTS`` starts it.
"""

from functools import partial
from typing import Any

from celery.signals import celeryd_after_setup, worker_shutting_down

from paretoscope.queue import create_celery, enqueue
from paretoscope.settings import Settings
from paretoscope_worker.processes.template import Template
from paretoscope_worker.processes.worker import Worker

settings = Settings()
app = create_celery(settings)
app.conf.include = ["paretoscope_worker.processes.celery_tasks"]


@celeryd_after_setup.connect  # type: ignore[untyped-decorator]  # Celery has no types
def start_worker(instance: Any, **_: object) -> None:
    """Starts the worker as soon as Celery knows how many runs it trains at once."""
    template = Template()
    template.start()
    app.paretoscope_worker = Worker(settings, instance.concurrency, template, partial(enqueue, app))
    app.paretoscope_worker.start()


@worker_shutting_down.connect  # type: ignore[untyped-decorator]
def release_runs(**_: object) -> None:
    """Makes all runs save a checkpoint; Celery then waits for them."""
    app.paretoscope_worker.release()
