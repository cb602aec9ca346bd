"""A table of runs with their last validation points and hypervolumes."""

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from paretoscope.client.answers import ObjectiveInfo, Run
from paretoscope.client.client import Client

DASH = "–"


def final_table(client: Client, runs: Sequence[Run]) -> Table:
    """Returns a table with the first and last validation point and the hypervolume of each run.

    All hypervolumes use the same scale and the same reference point, which is shown below the table.
    """
    fronts = client.fronts([run.id for run in runs])
    finals = {row["run_id"]: row.get("final") or {} for row in fronts["runs"]}
    objectives = [ObjectiveInfo.model_validate(row) for row in fronts["objectives"]]
    table = Table(
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        caption=_caption(objectives, fronts["reference_point"]),
        caption_justify="left",
    )
    table.add_column("run", min_width=12)
    table.add_column("status", no_wrap=True)
    for objective in objectives:
        arrow = "↑" if objective.direction == "maximize" else "↓"
        header = f"{objective.name}\n{objective.unit} {arrow}"
        table.add_column(header, justify="right", min_width=len(objective.name))
    table.add_column("hypervolume", justify="right", no_wrap=True)
    table.add_column("seconds", justify="right", no_wrap=True)
    for run in runs:
        table.add_row(*_row(run, objectives, finals.get(run.id, {})))
    return table


def _row(run: Run, objectives: Sequence[ObjectiveInfo], final: Mapping[str, object]) -> list[str]:
    latest = run.latest
    points = [
        f"{_number(latest.initial.get(objective.name))} → {_number(latest.objectives.get(objective.name))}"
        if latest
        else DASH
        for objective in objectives
    ]
    volume = final.get("hypervolume")
    seconds = DASH if run.duration_seconds is None else f"{run.duration_seconds:.0f}"
    status = run.status if run.status == "completed" else f"{run.status} at {run.step}/{run.total_steps}"
    return [escape(run.name), status, *points, _number(volume), seconds]


def _caption(objectives: Sequence[ObjectiveInfo], reference_point: Mapping[str, float | None]) -> str:
    corner = ", ".join(f"{row.name} {_number(reference_point.get(row.name))}" for row in objectives)
    return f"Validation, untrained → trained. Common reference point of the hypervolumes: {corner}."


def _number(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, int | float) else DASH
