"""``paretoscope soup``: evaluates policies between two points."""

from typing import Annotated

from typer import Argument, Option

from paretoscope.cli.output import read_settings
from paretoscope.cli.run import WaitOption, launch
from paretoscope.client.client import Client
from paretoscope.client.points import Point
from paretoscope.client.soup import soup_config

StartArgument = Annotated[
    str,
    Argument(help="One end: a run and a step with a checkpoint; step 0 is the untrained policy.", metavar="RUN@STEP"),
]
EndArgument = Annotated[str, Argument(help="The other end, of the same architecture.", metavar="RUN@STEP")]
PointsOption = Annotated[int, Option(min=2, max=101, help="Number of policies to evaluate, including both ends.")]


def soup(start: StartArgument, end: EndArgument, *, points: PointsOption = 5, wait: WaitOption = False) -> None:
    """Queue a run that evaluates policies between two points of runs (rewarded soups), to compare their front."""
    settings = read_settings()
    with Client(settings.server_url, settings.token) as client:
        launch(client, soup_config(client, Point.parse(start), Point.parse(end), points), wait=wait)
