"""``paretoscope resume``, ``retry`` and ``fork``: what can be done with a run that has ended."""

from typing import Annotated

from typer import Argument, Option

from paretoscope.cli.changes import read_changes
from paretoscope.cli.output import read_settings
from paretoscope.cli.run import WaitOption, show_queued
from paretoscope.client.client import Client
from paretoscope.client.points import Point, find_checkpoint

RunArgument = Annotated[str, Argument(help="Id of the run.", metavar="RUN")]
StepsOption = Annotated[
    int | None, Option("--steps", min=1, help="New value of budget.steps; needs a constant learning rate.")
]
PointArgument = Annotated[
    str, Argument(help="Run and step of the checkpoint; without a step, the newest.", metavar="RUN@STEP")
]
SetOption = Annotated[
    list[str] | None,
    Option("--set", help="Change to the config, such as budget.steps=300; may be repeated.", metavar="FIELD=VALUE"),
]


def resume(run_id: RunArgument, *, steps: StepsOption = None, wait: WaitOption = False) -> None:
    """Continue a stopped run from its last checkpoint; with --steps, also a completed run."""
    settings = read_settings()
    with Client(settings.server_url, settings.token) as client:
        show_queued(client, client.resume(run_id, steps), wait=wait)


def retry(run_id: RunArgument, *, wait: WaitOption = False) -> None:
    """Continue a failed or crashed run from its last checkpoint, or start it over if it has none."""
    settings = read_settings()
    with Client(settings.server_url, settings.token) as client:
        show_queued(client, client.retry(run_id), wait=wait)


def fork(point: PointArgument, *, changes: SetOption = None, wait: WaitOption = False) -> None:
    """Queue a new run that starts from the weights of a checkpoint, with a changed config."""
    settings = read_settings()
    config = read_changes(changes or [])
    with Client(settings.server_url, settings.token) as client:
        start = Point.parse(point)
        step = find_checkpoint(client, start).step if start.step is None else start.step
        show_queued(client, client.fork(start.run_id, step, config), wait=wait)
