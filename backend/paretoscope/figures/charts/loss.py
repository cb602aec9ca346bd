"""Policy loss, entropy and gradient norm over steps."""

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.metric_panels import draw_metrics
from paretoscope.figures.parts.template import Figure
from paretoscope.pareto.run_data import RunData
from paretoscope.schema.metrics.keys import ENTROPY, POLICY_LOSS, UPDATE_NORM

METRICS = (POLICY_LOSS, ENTROPY, UPDATE_NORM)


def draw_loss(run: RunData, theme: Theme) -> Figure:
    """Draws those metrics of the optimizer that `run` has reported, one panel per metric."""
    return draw_metrics(run, theme, "Loss, entropy, gradient", "each update; smoothed over ten steps", METRICS)
