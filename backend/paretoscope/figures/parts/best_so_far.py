"""The front of a run with one objective, which is the best validation value so far, over steps."""

from itertools import accumulate

from paretoscope.figures.parts.colors import Theme, alpha, objective_color, objective_text_color
from paretoscope.figures.parts.labels import EndLabel, end_labels, right_margin
from paretoscope.figures.parts.template import Figure, layout, meta, span, value_axis, waiting
from paretoscope.figures.parts.text import better, number, quantity
from paretoscope.figures.parts.traces import line, tight
from paretoscope.pareto.run_data import RunData
from paretoscope.schema.metrics.keys import OBJECTIVE_VALIDATION

HEIGHT = 280
PLOT_HEIGHT = 200.0


def draw_best_so_far(run: RunData, theme: Theme) -> Figure:
    """Draws the validation points of the run's only objective and, as a step line, the best value so far."""
    shown = run.objectives[0]
    found = [
        (row.step, value) for row in run.split("validation") if (value := row.objectives.get(shown.name)) is not None
    ]
    what = ", ".join(filter(None, [quantity(shown), better(shown)]))
    header = meta("Pareto front", f"one objective: the best value so far; {what}", points=len(found), height=HEIGHT)
    if not found:
        return waiting(theme, header, "Waiting for the first evaluation")
    steps, values = [step for step, _ in found], [value for _, value in found]
    best = list(accumulate(values, max if shown.direction == "maximize" else min))
    color = objective_color(0, theme.name)
    stairs = line(run, "", steps, best, name="best so far", color=color, width=1.75)
    stairs["line"]["shape"] = "hv"
    key = OBJECTIVE_VALIDATION.of(shown.name)
    points = line(run, key, steps, values, name="validation", color=color, mode="markers")
    points["marker"] = {"size": 6, "color": alpha(color, 0.5)}
    label = EndLabel("best", number(best[-1]), best[-1], objective_text_color(0, theme.name))
    return {
        "data": [stairs | {"meta": {"part": "staircase", "run": run.id}}, tight(theme, points)],
        "layout": layout(
            theme,
            header,
            right=right_margin([label]),
            yaxis=value_axis(theme),
            annotations=end_labels([label], *span(values), PLOT_HEIGHT),
        ),
    }
