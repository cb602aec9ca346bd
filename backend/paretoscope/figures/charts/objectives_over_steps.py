"""Objectives of several runs over steps on the validation split, one panel per objective."""

from collections.abc import Sequence

from paretoscope.figures.parts.colors import Theme, run_color
from paretoscope.figures.parts.labels import EndLabel
from paretoscope.figures.parts.noise_words import error_band, whiskers
from paretoscope.figures.parts.panels import FRAME, Panel, stacked
from paretoscope.figures.parts.spec import FigureOptionError
from paretoscope.figures.parts.template import Figure, Trace, meta, waiting
from paretoscope.figures.parts.text import axis_title, better, quantity, safe
from paretoscope.figures.parts.traces import last, line
from paretoscope.pareto.run_data import ObjectiveData, RunData
from paretoscope.schema.metrics.keys import OBJECTIVE_VALIDATION

HEIGHT_OF_PANEL = 140


def draw_objectives_over_steps(
    runs: Sequence[RunData], theme: Theme, objective: str | None = None, errors: str = "off"
) -> Figure:
    """Draws the validation values of each objective that all `runs` share, or only those of `objective`.

    `errors` says how their standard errors are drawn.

    Raises:
        FigureOptionError: the runs share no objective.
    """
    shared = _shared(runs)
    shown = [one for one in shared if objective in (None, one.name)]
    if not shown:
        raise FigureOptionError("run", "These runs share no objective. Compare runs with common objectives.")
    panels = [_panel(runs, theme, one, errors) for one in shown]
    points = sum(len(run.split("validation")) for run in runs) * len(shown)
    subtitle = "validation" if errors == "off" else "validation, ± one standard error over prompts"
    header = meta("Objectives", subtitle, points=points, height=round(FRAME + HEIGHT_OF_PANEL * len(panels)))
    if not points:
        return waiting(theme, header, "Waiting for the first evaluation")
    return stacked(theme, header, panels)


def _shared(runs: Sequence[RunData]) -> list[ObjectiveData]:
    return [
        one
        for one in runs[0].measured
        if all(
            any(other.name == one.name and other.direction == one.direction for other in run.measured) for run in runs
        )
    ]


def _panel(runs: Sequence[RunData], theme: Theme, objective: ObjectiveData, errors: str) -> Panel:
    colors = [run_color(index, theme.name) for index in range(len(runs))]
    lines = [_line(run, color, objective, errors) for run, color in zip(runs, colors, strict=True)]
    bands = [trace for run, color in zip(runs, colors, strict=True) for trace in _band(run, color, objective, errors)]
    labels = [
        EndLabel(f"{run.id}/{objective.name}", run.name, end, color)
        for run, color, trace in zip(runs, colors, lines, strict=True)
        if (end := last(trace["y"])) is not None
    ]
    return Panel(_title(objective), bands + lines, labels, {"nticks": 5})


def _title(objective: ObjectiveData) -> str:
    if not better(objective):
        return axis_title(objective)
    return safe(f"{objective.name}, {quantity(objective)}, {better(objective)}")


def _line(run: RunData, color: str, objective: ObjectiveData, errors: str) -> Trace:
    rows, name = run.split("validation"), objective.name
    steps, values = [row.step for row in rows], [row.objectives.get(name) for row in rows]
    drawn = line(run, OBJECTIVE_VALIDATION.of(name), steps, values, name=run.name, color=color)
    if errors == "whiskers":
        drawn |= whiskers([row.standard_errors.get(name) for row in rows], color)
    return drawn


def _band(run: RunData, color: str, objective: ObjectiveData, errors: str) -> list[Trace]:
    if errors != "band":
        return []
    points = [
        (row.step, value, row.standard_errors.get(objective.name))
        for row in run.split("validation")
        if (value := row.objectives.get(objective.name)) is not None
    ]
    return error_band(run, points, color)
