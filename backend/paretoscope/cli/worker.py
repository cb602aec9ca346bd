"""``paretoscope worker``: runs a worker in the foreground, for a server that runs elsewhere."""

import os
import sys
from typing import Annotated

from typer import Option

from paretoscope.cli.output import give_up, read_settings, say
from paretoscope.cli.stack import can_train, celery_arguments, environment_of
from paretoscope.cli.up import NO_TRAINING, HomeOption, WorkersOption
from paretoscope.devices import default_slots, find_gpus

ServerOption = Annotated[str | None, Option("--server", help="URL of the server (PARETOSCOPE_SERVER_URL).")]


def worker(*, server: ServerOption = None, home: HomeOption = None, workers: WorkersOption = None) -> None:
    """Train queued runs, taken from the broker, until Ctrl-C."""
    settings = read_settings(server_url=server, home=home)
    if not can_train():
        give_up(NO_TRAINING)
    slots = workers or default_slots(find_gpus())
    runs = "1 run" if slots == 1 else f"{slots} runs"
    say(f"Worker for {settings.server_url}: trains {runs} at once, with files in {settings.home}. Ctrl-C stops it.")
    os.environ.update(environment_of(settings))
    os.execv(sys.executable, [sys.executable, "-m", "celery", *celery_arguments(slots)])  # noqa: S606 - no shell wanted
