"""The learning signal of each objective: its covariance with the advantage, and the share of its groups without one."""

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.objective_panels import counts, objective_panel, objective_series, zero_line
from paretoscope.figures.parts.panels import stacked
from paretoscope.figures.parts.template import Figure, awaited, meta, waiting
from paretoscope.figures.parts.text import number
from paretoscope.figures.parts.traces import last, smooth
from paretoscope.pareto.run_data import RunData
from paretoscope.schema.metrics.keys import COVARIANCE, TIE_FRACTION

HEIGHT = 260
LEAST_PUSH = 0.005
"""Covariances nearer to zero are noise, not a push."""


def draw_signal(run: RunData, theme: Theme) -> Figure:
    """Draws the covariance of each objective of `run` with the advantage, and the share of its groups that are tied."""
    covariances, tied = objective_series(run, COVARIANCE), objective_series(run, TIE_FRACTION)
    note, strong = _pushed_down(run)
    header = meta(
        "Learning signal",
        "an update improves an objective whose reward covaries with the advantage; it learns nothing from tied groups",
        note=note,
        note_strong=strong,
        **counts(covariances + tied),
        height=HEIGHT,
    )
    panels = []
    if covariances:
        panels.append(objective_panel(run, theme, covariances, COVARIANCE.title, share=1.5, axis=zero_line(theme)))
    if tied:
        axis = {"range": [-0.02, 1.02], "tickvals": [0, 0.5, 1]}
        panels.append(objective_panel(run, theme, tied, f"{TIE_FRACTION.title}, smoothed", axis=axis, raw=False))
    return stacked(theme, header, panels) if panels else waiting(theme, header, awaited(run, "step"))


def _pushed_down(run: RunData) -> tuple[str, str]:
    """Returns a note on the objective that updates currently make worse the most; empty if there is none."""
    now = {series.key.rpartition("/")[2]: last(smooth(series.last)) for series in objective_series(run, COVARIANCE)}
    known = {name: value for name, value in now.items() if value is not None}
    if not known or min(known.values()) > -LEAST_PUSH:
        return "", ""
    name = min(known, key=lambda one: known[one])
    pushed, is_now = ("was pushed down at the end", "was") if run.ended else ("is being pushed down", "is")
    strong = f"{name[:1].upper()}{name[1:]} {pushed}"
    return f"{strong}: its covariance with the advantage {is_now} {number(known[name])}.", strong
