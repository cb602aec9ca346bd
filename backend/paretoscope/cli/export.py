"""``paretoscope export``: exports a run's policy as a Hugging Face folder."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from paretoscope.cli.output import read_settings, say
from paretoscope.client.client import Client
from paretoscope.client.export import export_policy
from paretoscope.client.points import Point

RunArgument = Annotated[str, Argument(help="Id of the run.", metavar="RUN")]
StepOption = Annotated[int | None, Option(min=0, help="Step with a checkpoint; if left out, the newest.")]
ToOption = Annotated[Path, Option("--to", help="Folder to create.", metavar="FOLDER")]


def export(run_id: RunArgument, *, to: ToOption, step: StepOption = None) -> None:
    """Copy a policy into a folder for transformers, with a model card that describes its run, weights and results."""
    settings = read_settings()
    with Client(settings.server_url, settings.token) as client:
        exported = export_policy(client, Point(run_id, step), to, settings)
    say(f"The policy of step {exported} is in {to}, with its model card in README.md.")
