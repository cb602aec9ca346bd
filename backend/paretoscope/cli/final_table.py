"""A table of runs with their last validation points and hypervolumes."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from paretoscope.client.client import Client
from paretoscope.schema.answers.front import FinalPoint, FrontsAnswer
from paretoscope.schema.answers.objective import ObjectiveView
from paretoscope.schema.answers.run import Run

DASH = "–"


def final_table(client: Client, runs: Sequence[Run]) -> Table:
    """Returns a table with the first and last validation point and the hypervolume of each run.

    All hypervolumes use the same scale and the same reference point, which is shown below the table.
    """
    fronts = client.fronts([run.id for run in runs])
    finals = {front.run_id: front.final for front in fronts.runs}
    table = Table(
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        caption=_caption(fronts),
        caption_justify="left",
    )
    table.add_column("run", min_width=12)
    table.add_column("status", no_wrap=True)
    for objective in fronts.objectives:
        arrow = "↑" if objective.direction == "maximize" else "↓"
        header = f"{objective.name}\n{objective.unit} {arrow}"
        table.add_column(header, justify="right", min_width=len(objective.name))
    table.add_column("hypervolume", justify="right", no_wrap=True)
    table.add_column("seconds", justify="right", no_wrap=True)
    for run in runs:
        table.add_row(*_row(run, fronts.objectives, finals.get(run.id)))
    return table


def _row(run: Run, objectives: Sequence[ObjectiveView], final: FinalPoint | None) -> list[str]:
    latest = run.latest
    points = [
        f"{_number(latest.initial.get(objective.name))} → {_number(latest.objectives.get(objective.name))}"
        if latest
        else DASH
        for objective in objectives
    ]
    volume = final.hypervolume if final else None
    seconds = DASH if run.duration_seconds is None else f"{run.duration_seconds:.0f}"
    status = run.status if run.status == "completed" else f"{run.status} at {run.step}/{run.total_steps}"
    return [escape(run.name), status, *points, _number(volume), seconds]


def _caption(fronts: FrontsAnswer) -> str:
    corner = ", ".join(f"{row.name} {_number(fronts.reference_point.get(row.name))}" for row in fronts.objectives)
    return f"Validation, untrained → trained. Common reference point of the hypervolumes: {corner}."


def _number(value: float | None) -> str:
    return DASH if value is None else f"{value:.3g}"
