"""Completion lengths over steps, and the share of completions that were cut at the limit."""

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.metric_panels import metric_panel, present
from paretoscope.figures.parts.objective_panels import counts
from paretoscope.figures.parts.panels import Panel, stacked
from paretoscope.figures.parts.template import Figure, meta, waiting
from paretoscope.figures.parts.traces import last
from paretoscope.pareto.run_data import RunData
from paretoscope.schema.metrics.keys import COMPLETION_TOKENS, TRUNCATED_FRACTION

METRICS = (COMPLETION_TOKENS, TRUNCATED_FRACTION)
HEIGHT = 220
TRUNCATION_ALARM = 0.1
"""Share of truncated completions from which a sentence says so."""


def draw_lengths(run: RunData, theme: Theme) -> Figure:
    """Draws mean completion tokens and the truncated fraction of `run`'s training completions."""
    found = present(run, METRICS)
    note, strong = _alarm(run)
    header = meta(
        "Completion length",
        "training completions, mean tokens and the fraction cut at the limit",
        note=note,
        note_strong=strong,
        **counts(found),
        height=HEIGHT,
    )
    if not found:
        return waiting(theme, header, "Waiting for the first step")
    panels: list[Panel] = []
    for one in found:
        if one.key == COMPLETION_TOKENS.key:
            panels.append(metric_panel(run, theme, one, COMPLETION_TOKENS.title, share=2.0))
        else:
            panels.append(metric_panel(run, theme, one, TRUNCATED_FRACTION.title, axis={"rangemode": "tozero"}))
    return stacked(theme, header, panels)


def _alarm(run: RunData) -> tuple[str, str]:
    series = run.series.get(TRUNCATED_FRACTION.key)
    value = last(series.last) if series else None
    if series is None or value is None or value < TRUNCATION_ALARM:
        return "", ""
    strong = f"{value * 100:.0f} % of completions are cut at the limit"
    return (
        f"{strong} (step {series.steps[-1]:,}). Raise rollout.max_new_tokens: a cut completion cannot earn its reward.",
        strong,
    )
