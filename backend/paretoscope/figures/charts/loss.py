"""Policy loss, entropy and gradient norm over steps."""

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.metric_panels import draw_metrics
from paretoscope.figures.parts.template import Figure
from paretoscope.pareto.run_data import RunData

TITLES = {
    "policy/loss": "policy loss",
    "policy/entropy": "entropy, nats a token",
    "policy/gradient_norm": "gradient norm",
}


def draw_loss(run: RunData, theme: Theme) -> Figure:
    """Draws what the optimizer sees of `run`, one panel a metric, those reported only."""
    return draw_metrics(run, theme, "Loss, entropy, gradient", "each update; smoothed over ten steps", TITLES)
