"""Objectives of several runs over steps on the validation split, one panel per objective."""

from collections.abc import Sequence

from paretoscope.figures.parts.colors import Theme, run_color
from paretoscope.figures.parts.labels import EndLabel
from paretoscope.figures.parts.panels import FRAME, Panel, stacked
from paretoscope.figures.parts.spec import FigureOptionError
from paretoscope.figures.parts.template import Figure, Trace, meta, waiting
from paretoscope.figures.parts.text import axis_title, better, quantity, safe
from paretoscope.figures.parts.traces import last, line
from paretoscope.pareto.run_data import ObjectiveData, RunData
from paretoscope.schema.metrics.keys import OBJECTIVE_VALIDATION

HEIGHT_OF_PANEL = 140


def draw_objectives_over_steps(runs: Sequence[RunData], theme: Theme, objective: str | None = None) -> Figure:
    """Draws the validation values of each objective that all `runs` share, or only those of `objective`.

    Raises:
        FigureOptionError: the runs share no objective.
    """
    shared = _shared(runs)
    shown = [one for one in shared if objective in (None, one.name)]
    if not shown:
        raise FigureOptionError("run", "These runs share no objective. Compare runs with common objectives.")
    panels = [_panel(runs, theme, one) for one in shown]
    points = sum(len(trace["x"]) for panel in panels for trace in panel.data)
    header = meta("Objectives", "validation", points=points, height=round(FRAME + HEIGHT_OF_PANEL * len(panels)))
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


def _panel(runs: Sequence[RunData], theme: Theme, objective: ObjectiveData) -> Panel:
    data = [_line(run, index, theme, objective) for index, run in enumerate(runs)]
    labels = [
        EndLabel(f"{run.id}/{objective.name}", run.name, end, run_color(index, theme.name))
        for index, (run, trace) in enumerate(zip(runs, data, strict=True))
        if (end := last(trace["y"])) is not None
    ]
    return Panel(_title(objective), data, labels, {"nticks": 5})


def _title(objective: ObjectiveData) -> str:
    if not better(objective):
        return axis_title(objective)
    return safe(f"{objective.name}, {quantity(objective)}, {better(objective)}")


def _line(run: RunData, index: int, theme: Theme, objective: ObjectiveData) -> Trace:
    points = [(row.step, row.objectives.get(objective.name)) for row in run.split("validation")]
    steps, values = [step for step, _ in points], [value for _, value in points]
    key = OBJECTIVE_VALIDATION.of(objective.name)
    return line(run, key, steps, values, name=run.name, color=run_color(index, theme.name))
