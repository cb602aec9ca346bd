"""The scalar reward that is trained, and the rewards of the objectives."""

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.metric_panels import metric_panel, present
from paretoscope.figures.parts.objective_panels import counts, objective_panel, objective_series
from paretoscope.figures.parts.panels import stacked
from paretoscope.figures.parts.template import Figure, meta, waiting
from paretoscope.pareto.run_data import RunData
from paretoscope.schema.metrics.keys import REWARD, TOTAL_REWARD

HEIGHT = 240


def draw_reward(run: RunData, theme: Theme) -> Figure:
    """Draws the mean scalar reward of `run`'s training completions, and of each objective by itself."""
    total, parts = present(run, [TOTAL_REWARD]), objective_series(run, REWARD)
    header = meta(
        "Reward",
        "means over training completions: the scalar reward, and the rewards of the objectives",
        **counts(total + parts),
        height=HEIGHT,
    )
    panels = [metric_panel(run, theme, one, TOTAL_REWARD.title) for one in total]
    if parts:
        panels.append(objective_panel(run, theme, parts, "by objective", share=1.6, axis={}))
    return stacked(theme, header, panels) if panels else waiting(theme, header, "Waiting for the first step")
